import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

type Asked = { readonly id: string; readonly options: never }

/** What the server wants signed; null when it first wants a proof, to which the browser then goes. */
async function ask(address: string): Promise<Asked | null> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const answer = await fetch(address, { method: 'POST', headers, body: '{}' })
  const said = (await answer.json()) as Asked & { readonly type?: string; readonly detail?: string }
  if (answer.ok) return said
  if (said.type === 'about:blank#proof_needed') {
    location.assign(`/account/proof?next=${encodeURIComponent(location.pathname)}`)
    return null
  }
  throw new Error(said.detail)
}

const inputs = (box: HTMLElement) =>
  ['id', 'answer'].map((name) => box.querySelector<HTMLInputElement>(`[data-passkey-${name}]`))

/**
 * `data-passkey`: works where this browser has passkeys for this address. `use` is a button of its own, `make` goes
 * ahead of its form. The answer goes into the fields beside it, and the form is sent as it is without script.
 */
export function usePasskeys(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
    const [id, answer] = inputs(box)
    const form = answer?.form
    const status = box.querySelector('[data-passkey-status]')
    const { passkey, ask: address, origin, failed } = box.dataset
    if (!form || !id || !answer || !status || address === undefined) continue
    if (origin !== location.origin || !browserSupportsWebAuthn()) continue
    box.hidden = false
    for (const cannot of box.querySelectorAll<HTMLElement>('[data-passkey-cannot]')) cannot.hidden = true

    let busy = false
    const go = async (): Promise<void> => {
      if (busy) return
      busy = true
      status.textContent = ''
      try {
        const asked = await ask(address)
        if (asked === null) return
        const options = { optionsJSON: asked.options }
        const made = passkey === 'make' ? await startRegistration(options) : await startAuthentication(options)
        id.value = asked.id
        answer.value = JSON.stringify(made)
        form.requestSubmit()
      } catch (error) {
        // What the browser says is English and technical; what the server said is for the reader.
        const own = error instanceof Error && error.name === 'Error' ? error.message : ''
        status.textContent = own === '' ? (failed ?? '') : own
      } finally {
        busy = false
      }
    }
    if (passkey === 'use') box.querySelector('button')?.addEventListener('click', () => void go())
    else
      form.addEventListener('submit', (event) => {
        if (answer.value !== '' || event.submitter?.hasAttribute('name')) return
        event.preventDefault()
        void go()
      })
  }
}
