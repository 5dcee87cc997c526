import type { Child } from 'hono/jsx'
import type { C } from './env.ts'
import type { LinkedRecord } from './kit/beside.tsx'
import type { Step } from './kit/steps.tsx'

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

/** What a later room adds to an earlier room's record page: steps of its own, and what to mind. */
type Addition = { readonly steps: readonly Step[]; readonly notice: Child }
type Add = (c: C, id: string) => Promise<Addition>

const additions = new Map<Kind, Add[]>()

export function addToPage(kind: Kind, add: Add): void {
  additions.set(kind, [...(additions.get(kind) ?? []), add])
}

export async function addedTo(c: C, kind: Kind, id: string): Promise<Addition> {
  const all = await Promise.all((additions.get(kind) ?? []).map((add) => add(c, id)))
  return { steps: all.flatMap(({ steps }) => steps), notice: all.map(({ notice }) => notice) }
}
