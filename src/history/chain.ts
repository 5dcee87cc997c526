import { sha256Hex } from '../kernel/ids.ts'

/** What a chain's hash covers, in this order, as a JSON array; the payload enters by its own hash. */
export type Link = {
  readonly id: string
  readonly chain: string
  readonly position: number
  readonly at: string
  readonly event: string
  readonly recordKind: string
  readonly recordId: string
  readonly actorId: string | null
  readonly actorName: string
  readonly requestId: string
  readonly payloadHash: string
  readonly previousHash: string
}

/** What stands before the first entry of a chain. */
export const origin = '0'.repeat(64)

export function linkHash(link: Link): string {
  return sha256Hex(
    JSON.stringify([
      link.id,
      link.chain,
      link.position,
      link.at,
      link.event,
      link.recordKind,
      link.recordId,
      link.actorId,
      link.actorName,
      link.requestId,
      link.payloadHash,
      link.previousHash,
    ])
  )
}

export type Verdict =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | { readonly intact: false; readonly position: number; readonly why: 'gap' | 'previous' | 'hash' | 'payload' }

/** An entry as it lies in the file; `payload` is null when it was erased, which is no break, undefined when it is gone. */
export type Stored = Link & { readonly hash: string; readonly payload: string | null | undefined }

/** Walks a chain from its first entry; says where and how it is broken. */
export async function verifyChain(entries: AsyncIterable<Stored> | Iterable<Stored>): Promise<Verdict> {
  let head = origin
  let position = 0
  for await (const entry of entries) {
    position += 1
    if (entry.position !== position) return { intact: false, position, why: 'gap' }
    if (entry.previousHash !== head) return { intact: false, position, why: 'previous' }
    if (entry.payload !== null && (entry.payload === undefined || sha256Hex(entry.payload) !== entry.payloadHash))
      return { intact: false, position, why: 'payload' }
    if (linkHash(entry) !== entry.hash) return { intact: false, position, why: 'hash' }
    head = entry.hash
  }
  return { intact: true, entries: position, head }
}
