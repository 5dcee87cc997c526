import { createHash } from 'node:crypto'
import { z } from 'zod'
import { issue } from './zod.ts'

/** UUIDv7 (RFC 9562): sorts by time, unique without asking anyone. Clock from outside, so that tests move it. */
export function newId(now: string): string {
  const time = Date.parse(now).toString(16).padStart(12, '0')
  // Variant and random bits stand where a version 4 has them, and the runtime draws those from a pool.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
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

export const sha256Hex = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex')
