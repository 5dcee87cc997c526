/** SHA-256 in hex, as `/verify` asks for it. */
async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The verify page: a PDF that is dropped or chosen is hashed here and asked for by its hash; the file itself never
 * leaves the computer. Where the browser offers no hashing (no TLS), the field for the hash stays alone.
 */
export function verifyByFile(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-verify]')
  const box = form?.querySelector<HTMLElement>('[data-drop]')
  const chooser = box?.querySelector<HTMLInputElement>('input[type=file]')
  const field = form?.querySelector<HTMLInputElement>('input[name=sha256]')
  if (!form || !box || !chooser || !field || globalThis.crypto?.subtle === undefined) return
  const status = box.querySelector<HTMLElement>('[data-verify-status]')
  box.hidden = false

  const verify = async (file: File | undefined) => {
    if (file === undefined) return
    if (status !== null) status.textContent = form.dataset['hashing'] ?? ''
    field.value = await hashOf(file)
    form.requestSubmit()
  }
  chooser.addEventListener('change', () => void verify(chooser.files?.[0]))
  // A file that misses the box would otherwise open in place of the page.
  for (const name of ['dragover', 'drop']) document.addEventListener(name, (event) => event.preventDefault())
  document.addEventListener('dragover', () => box.classList.add('td-drop-over'))
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) box.classList.remove('td-drop-over')
  })
  document.addEventListener('drop', (event) => {
    box.classList.remove('td-drop-over')
    void verify(event.dataTransfer?.files[0])
  })
}
