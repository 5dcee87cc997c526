const questionOf = (element: EventTarget | null): string | undefined =>
  element instanceof HTMLElement ? element.dataset['confirm'] : undefined

/** `data-confirm` on a button or a form: asks before it is sent. Steps of a record ask without script (kit/steps.tsx). */
export function askBeforeHarm(): void {
  document.addEventListener(
    'submit',
    (event) => {
      const question = questionOf(event.submitter) ?? questionOf(event.target)
      if (question === undefined || confirm(question)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    { capture: true }
  )
}
