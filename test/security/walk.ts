import type { Person } from '../support/office.ts'
import type { Answer, Ask, Sent, Surface, Target } from './asking.ts'
import { nobodysLike } from './owned.ts'
import type { Side } from './sides.ts'

/** Something that one side learns of the other, or could. */
export type Finding = {
  readonly what: 'status' | 'headers' | 'body' | 'work' | 'text' | 'fault'
  readonly who: string
  readonly at: string
  readonly detail: string
}
export type Walk = {
  readonly ask: Ask
  readonly surface: Surface
  readonly targets: readonly Target[]
  readonly own: Side
  readonly foreign: Side
  readonly found: Finding[]
  asked: number
}

export const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
const moment = /\d{4}-\d\d-\d\dT[\d:.]+Z/g

/** What in an answer is the other side's, but for what was asked with. */
function secretIn(answer: Answer, { foreign }: Walk, asked: readonly string[]): string | undefined {
  const said = asked.reduce((text, one) => text.replaceAll(one, ''), `${answer.headers}\n${answer.body}`)
  return foreign.words.find((word) => said.includes(word)) ?? said.match(anyId)?.find((id) => foreign.ids.has(id))
}

export function look(walk: Walk, who: string, at: string, answer: Answer, asked: readonly string[] = []): void {
  walk.asked += 1
  const secret = secretIn(answer, walk, asked)
  if (secret !== undefined) walk.found.push({ what: 'text', who, at, detail: secret })
  if (answer.status >= 500) walk.found.push({ what: 'fault', who, at, detail: answer.body.slice(0, 200) })
}

/** Without the numbers of requests, and of what was just made, and without moments: those differ always. */
export const settled = (text: string): string => text.replaceAll(anyId, '*').replaceAll(moment, '*')

/** Asks once with ids of the other side and once with ids of nobody: who asks must not be able to tell them apart. */
export async function compare(
  walk: Walk,
  who: string,
  person: Person,
  at: string,
  request: (stranger: (id: string) => string) => { method: string; path: string; sent?: Sent }
): Promise<void> {
  const run = async (choose: (id: string) => string): Promise<Answer> => {
    const asked: string[] = []
    const { method, path, sent } = request((id) => {
      const chosen = choose(id)
      asked.push(chosen)
      return chosen
    })
    const answer = await walk.ask(person, method, path, sent)
    look(walk, who, at, answer, asked)
    const plain = (text: string): string => settled(asked.reduce((said, one) => said.replaceAll(one, '§'), text))
    return { ...answer, headers: plain(answer.headers), body: plain(answer.body) }
  }
  const [foreign, nobodys] = [await run((id) => id), await run(nobodysLike)]
  const differs = (what: 'status' | 'headers' | 'body' | 'work', a: unknown, b: unknown): boolean => {
    if (String(a) === String(b)) return false
    walk.found.push({ what, who, at, detail: firstDifference(String(a), String(b)) })
    return true
  }
  if (differs('status', foreign.status, nobodys.status)) return
  if (differs('headers', foreign.headers, nobodys.headers)) return
  if (differs('body', foreign.body, nobodys.body)) return
  const costs = ({ work }: Answer): string => work.map(({ sql }) => sql).join('\n')
  differs('work', costs(foreign), costs(nobodys))
}

export function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return `“${a.slice(Math.max(0, at - 30), at + 60)}” for “${b.slice(Math.max(0, at - 30), at + 60)}”`
}
