const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** `/` goes to the search field of the page's head, unless somebody is typing. */
export function focusSearch(): void {
  document.addEventListener('keydown', (event) => {
    if (
      event.key !== '/' ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      typing(event.target)
    )
      return
    const field = document.querySelector<HTMLInputElement>('[data-search]')
    if (field === null) return
    event.preventDefault()
    field.focus()
    field.select()
  })
}
