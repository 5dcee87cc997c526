/**
 * A form under way is not sent a second time. Downloads leave the page standing, and "back" shows it again, so the
 * lock opens by itself.
 */
export function guardDoubleSending(): void {
  const under = new Set<HTMLFormElement>()
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return
    if (under.has(form)) {
      event.preventDefault()
      return
    }
    under.add(form)
    event.submitter?.setAttribute('aria-busy', 'true')
    const release = () => {
      under.delete(form)
      event.submitter?.removeAttribute('aria-busy')
    }
    setTimeout(release, 5_000)
    addEventListener('pageshow', release, { once: true })
  })
}
