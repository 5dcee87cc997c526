import { z } from 'zod'
import { issue } from './zod.ts'

/** UUIDv7 (RFC 9562): sorts by time, unique without asking anyone. Clock from outside, so that tests move it. */
export function newId(now: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const time = Date.parse(now)
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(time / 2 ** (8 * (5 - i))) & 0xff
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const Id = z
  .string()
  .check((context) => {
    if (!shape.test(context.value)) context.issues.push(issue(context.value, 'input.id'))
  })
  .meta({ format: 'uuid', example: '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e' })

/** `bytes` random bytes as base64url: 32 for sessions, 16 for the address on a contract. */
export function randomToken(bytes = 32): string {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)))
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

export async function sha256Hex(data: Uint8Array | string): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const digest = await crypto.subtle.digest('SHA-256', bytes as BufferSource)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
