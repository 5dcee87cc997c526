/**
 * Typed text is never lost: what stands in a form marked `data-keep` is kept in this tab as it is typed, and offered
 * again when the same page is opened without it (the session ended, the tab was closed by mistake and restored).
 * It is gone once the form was taken, on signing out, and with the tab.
 */
const prefix = 'td-keep:'
const sent = 'td-sent'

type Kept = readonly (readonly [name: string, value: string])[]
const keyOf = (form: HTMLFormElement): string => prefix + new URL(form.action).pathname

function read(key: string): Kept | null {
  const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
  return Array.isArray(kept) ? kept.map(([name, value]: unknown[]) => [String(name), String(value)] as const) : null
}

const typed = (form: HTMLFormElement): Kept =>
  [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('_')
  )

export function keepTypedText(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-keep]')
  const key = form === null ? null : keyOf(form)
  forgetWhatWasTaken(key)
  document.addEventListener('submit', (event) => {
    if (event.submitter?.hasAttribute('data-forget')) sessionStorage.clear()
    else if (event.target instanceof HTMLFormElement && event.target.hasAttribute('data-keep'))
      sessionStorage.setItem(sent, keyOf(event.target))
  })
  if (form === null || key === null) return

  const kept = read(key)
  const failed = form.querySelector('.td-errors, .td-stale') !== null
  if (kept !== null && !failed && JSON.stringify(kept) !== JSON.stringify(typed(form))) offer(form, kept, key)
  document.addEventListener('input', (event) => {
    const at = event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-keep]') : null
    if (at !== null) sessionStorage.setItem(keyOf(at), JSON.stringify(typed(at)))
  })
}

/** A sent form that is not shown again was taken, unless the reader stands before the sign-in. */
function forgetWhatWasTaken(shown: string | null): void {
  const key = sessionStorage.getItem(sent)
  if (key === null || document.querySelector('.td-app') === null) return
  if (key !== shown) sessionStorage.removeItem(key)
  sessionStorage.removeItem(sent)
}

function offer(form: HTMLFormElement, kept: Kept, key: string): void {
  const box = document.createElement('div')
  box.className = 'td-notice td-notice-info td-kept'
  box.setAttribute('role', 'status')
  const text = document.createElement('span')
  text.textContent = form.dataset['keptText'] ?? ''
  const button = (label: string | undefined, act: () => void) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'btn btn-sm'
    made.textContent = label ?? ''
    made.addEventListener('click', () => {
      act()
      box.remove()
    })
    return made
  }
  box.append(
    text,
    button(form.dataset['keptYes'], () => putBack(form, kept)),
    button(form.dataset['keptNo'], () => sessionStorage.removeItem(key))
  )
  form.prepend(box)
}

/** Fills the fields; rows that are not there yet come with a round trip that carries all values. */
function putBack(form: HTMLFormElement, kept: Kept): void {
  const names = new Set(kept.map(([name]) => name))
  const missing = [...names].some((name) => form.elements.namedItem(name) === null)
  for (const field of form.elements) {
    if (!(
      field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    ))
      continue
    if (field.name === '' || field.name.startsWith('_') || field.type === 'file') continue
    const values = kept.filter(([name]) => name === field.name).map(([, value]) => value)
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio'))
      field.checked = values.includes(field.value)
    else if (values[0] !== undefined) field.value = values[0]
  }
  if (!missing) return
  const carry = (name: string, value: string) => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    form.append(input)
  }
  for (const [name, value] of kept) if (form.elements.namedItem(name) === null) carry(name, value)
  carry('_refresh', 'all')
  form.submit()
}
