import type { C } from './env.ts'
import type { LinkedRecord } from './kit/beside.tsx'

type Kind = 'organisation' | 'person' | 'achievement' | 'patent' | 'agreement'
type Find = (c: C, id: string) => Promise<readonly LinkedRecord[]>

const finders = new Map<Kind, Find[]>()

/** A later room says which of its records stand beside an earlier room's page: achievements know nothing of patents. */
export function standBeside(kind: Kind, find: Find): void {
  finders.set(kind, [...(finders.get(kind) ?? []), find])
}

/** The records beside a record, as far as the reader may see them. */
export async function linkedTo(c: C, kind: Kind, id: string): Promise<LinkedRecord[]> {
  const lists = await Promise.all((finders.get(kind) ?? []).map((find) => find(c, id)))
  return lists.flat()
}
