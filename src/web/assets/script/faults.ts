/** A link of the error summary leads into the field itself, not only to its place. */
export function scrollToFaults(): void {
  document.querySelector<HTMLElement>('.td-errors')?.focus()
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.td-errors a') : null
    const place = link === null ? null : document.getElementById(link.hash.slice(1))
    if (place === null) return
    event.preventDefault()
    const field = place.matches('input, select, textarea')
      ? place
      : (place.querySelector<HTMLElement>('input, select, textarea') ?? place)
    field.scrollIntoView({ block: 'center' })
    field.focus({ preventScroll: true })
  })
}
