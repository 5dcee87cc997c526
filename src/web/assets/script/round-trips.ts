/** The element that made htmx ask. */
function asking(event: Event): unknown {
  if (!(event instanceof CustomEvent)) return null
  const detail: unknown = event.detail
  return typeof detail === 'object' && detail !== null && 'elt' in detail ? detail.elt : null
}

/** What htmx cannot do (the session ended, the network is gone) the browser does itself, and shows the answer. */
function askAgain(event: Event): void {
  const from = asking(event)
  if (from instanceof HTMLAnchorElement) location.assign(from.href)
  else if (from instanceof HTMLButtonElement && from.form !== null) from.form.requestSubmit(from)
}

const fields = 'input:not([type=hidden]), select, textarea'

/** Adding a row, removing one, a field on which others depend: htmx draws that part again. */
export function minimalRoundTrips(): void {
  for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:swapError'])
    document.addEventListener(failure, askAgain)

  // After a row was added, go on typing there.
  let added: string | null = null
  document.addEventListener('htmx:beforeRequest', (event) => {
    const from = asking(event)
    added = from instanceof HTMLButtonElement && from.name === '_add' ? `g-${from.value.replaceAll('.', '-')}` : null
  })
  document.addEventListener('htmx:afterSettle', () => {
    if (added === null) return
    const rows = document.getElementById(added)?.querySelectorAll('.td-row')
    rows
      ?.item(rows.length - 1)
      .querySelector<HTMLElement>(fields)
      ?.focus()
    added = null
  })
}
