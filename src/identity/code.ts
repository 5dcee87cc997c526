import { base64url } from '../kernel/ids.ts'
import { hmac } from '../kernel/secrets.ts'

/** No letters or digits that are mistaken for each other: 0/O, 1/I/L. 31^8, about 8.5e11. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const codeMinutes = 10
export const codeTries = 5
export const invitationDays = 14

/** Eight characters, shown as two groups of four. */
export function newCode(): string {
  let code = ''
  while (code.length < 8) {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0]!
    if (byte < 248) code += alphabet[byte % 31]! // 248 = 8 × 31: every character equally likely
  }
  return code
}

/** What somebody typed, as it is compared: blanks and hyphens out, upper case, full-width to half-width. */
export const tidyCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`
export const newLinkToken = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)))

export const codeHmac = (secret: string, id: string, code: string): string =>
  hmac(secret, 'code', `${id}\n${tidyCode(code)}`)
export const linkHmac = (secret: string, token: string): string => hmac(secret, 'link', token)

/** What a code may be used for. */
export type CodePurpose = 'sign_in' | 'proof' | 'new_address'
