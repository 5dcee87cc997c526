import { z } from 'zod'
import { refuse } from '../kernel/errors.ts'
import { issue } from '../kernel/zod.ts'
import type { C } from './env.ts'

/** RFC 9110 section 8.8.3: the record's version is its strong validator. */
export const etag = (version: number): string => `"${version}"`

/**
 * Documented in the OpenAPI document and read by `version()`. Its absence is refused before the body is looked at, with
 * 428 and not 422 (issues.ts).
 */
export const IfMatch = z
  .object({
    'if-match': z.string().optional().meta({ description: 'ETag of the version to change; required', example: '"3"' }),
  })
  .check((context) => {
    if (context.value['if-match'] === undefined) context.issues.push(issue(undefined, 'error.version_required'))
  })

/** The version the caller means to change. Refuses with 428 when it is missing, 412 when it is no version of ours. */
export function version(c: C): number {
  const header = c.req.header('if-match')
  if (header === undefined) throw refuse('version_required', 'error.version_required')
  const match = /^"(\d{1,9})"$/.exec(header.trim())
  if (!match) throw refuse('stale', 'error.stale', { version: '?' })
  return Number(match[1])
}
