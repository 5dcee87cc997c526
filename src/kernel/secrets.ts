import { createHmac, timingSafeEqual } from 'node:crypto'
import { base64url } from './ids.ts'

/** HMAC-SHA-256 under the server secret, one purpose at a time, so that no value serves for another. */
export const hmac = (secret: string, purpose: string, value: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${value}`).digest('hex')

export function sameText(a: string, b: string): boolean {
  const [x, y] = [new TextEncoder().encode(a), new TextEncoder().encode(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

async function key(secret: string): Promise<CryptoKey> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`seal\n${secret}`))
  return crypto.subtle.importKey('raw', digest, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** Encrypts what must not lie readable in the file (AES-256-GCM, random nonce ahead). */
export async function seal(secret: string, text: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    await key(secret),
    new TextEncoder().encode(text)
  )
  return `${base64url(nonce)}.${base64url(new Uint8Array(sealed))}`
}

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))

/** Throws when the secret is another one or the text was changed. */
export async function unseal(secret: string, sealed: string): Promise<string> {
  const [nonce, text] = sealed.split('.')
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64url(nonce ?? '') },
    await key(secret),
    fromBase64url(text ?? '')
  )
  return new TextDecoder().decode(opened)
}
