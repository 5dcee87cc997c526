/** Under which a document's bytes lie: its day, so that a day can be looked through, then 16 random bytes in hex. */
export function newKey(now: string): string {
  const random = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0'))
  return `${dayOf(now)}/${random.join('')}`
}

export const dayOf = (now: string): string => now.slice(0, 10).replaceAll('-', '/')

const day = String.raw`\d{4}/\d{2}/\d{2}`
const insist = (shape: RegExp, text: string): string => {
  if (!shape.test(text)) throw new Error('no key of ours')
  return text
}

/** The key itself, if we could have made it: nothing else becomes part of a path (OWASP ASVS 5.3.2). */
export const insistKey = (key: string): string => insist(new RegExp(`^${day}/[0-9a-f]{32}$`), key)
export const insistDay = (text: string): string => insist(new RegExp(`^${day}$`), text)
