import { afterAll, beforeAll, expect, it } from 'vitest'
import { patents } from '../../src/patents/table.ts'
import { sha256Hex } from '../../src/kernel/ids.ts'
import { png, upload } from '../attachments/files.ts'
import type { Person } from '../support/office.ts'
import { disclosure, grantedPatent, licence, type Made } from '../support/records.ts'
import { asker, opens, surfaceOf, targetsOf } from './asking.ts'
import { candidates, columnsOf } from './owned.ts'
import { twoSides } from './sides.ts'
import { listen, type Listener, type Statement } from './trace.ts'

const ends: (() => Promise<void>)[] = []
let world: Awaited<ReturnType<typeof twoSides>>
let tenantTable: RegExp
let listener: Listener
beforeAll(async () => {
  world = await twoSides((end) => void ends.push(end))
  const columns = await columnsOf(world.a.desk)
  const names = [...columns].filter(([, of]) => of.includes('office_id') || of.includes('tenant_id'))
  expect(names.length).toBeGreaterThan(20)
  tenantTable = new RegExp(`\\b(?:${names.map(([name]) => name).join('|')})\\b`)
  listener = listen(world.a.desk.client, true)
})
afterAll(async () => {
  listener.stop()
  for (const end of ends) await end()
})

/** Statements on tenants' tables that name nobody, and why they may. */
const allowed: readonly (readonly [RegExp, string])[] = [
  [
    /^select json_array\(patents\.seq.* from "patents" where "patents"."id" = \?$/s,
    'a patent is asked for by one statement that is the same for everybody; `may` decides on its row, and the probe holds it to that',
  ],
  [/\band 0\)/, 'whoever sees nothing at all asks for nothing'],
  [/from "sign_in_providers" inner join "tenants"/, 'the sign-in page offers every provider to everybody'],
  [/from "tenants" inner join "sign_in_providers"/, 'the platform lifts what locks an organisation out: names alone'],
  [
    /^select "id", "kind", "name", "state", .* from "tenants" order by/,
    'the platform lists organisations: names and states',
  ],
  [
    /from "outbox" left join "tenants" .* where "outbox"."state" = \?/,
    'the platform sees letters that failed: no words of them',
  ],
  [
    /from "invitations" where \("invitations"."office_id" = "invitations"."tenant_id"/,
    'the platform sees whom it invited as the first head of an office',
  ],
  [/^select count\(\*\), min\("created_at"\) from "outbox"/, 'the platform sees how many letters wait'],
]

/** Everything that says who asks: an organisation's rows are reached by one of these. */
async function marksOf(person: Person): Promise<readonly string[]> {
  const { actor } = await person.ctx()
  const { tenantId, officeId, accountId, membershipId, personId } = actor
  const marks = [tenantId, officeId, accountId, membershipId, personId, sha256Hex(person.cookie.split('=')[1]!)]
  return marks.flatMap((mark) => mark ?? [])
}

const isId = (arg: unknown): arg is string => typeof arg === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(arg)

/**
 * Those statements on a tenant's table that bind neither who asks nor, alone, ids that a statement before gave to whom
 * it bound: what lies beside a record is read by the record's id, once the record was seen.
 */
function unbound(statements: readonly Statement[], marks: readonly string[]): string[] {
  const found: string[] = []
  let given = ''
  for (const { sql, args, rows = '' } of statements) {
    if (!tenantTable.test(sql)) continue
    const texts = args.filter((arg) => typeof arg === 'string')
    const binds = texts.some((text) => marks.some((mark) => text.includes(mark)))
    const follows = args.some(isId) && args.filter(isId).every((id) => given.includes(id))
    if (!binds && !follows && !allowed.some(([pattern]) => pattern.test(sql))) found.push(sql)
    // A row made for whom it names is seen, too.
    else given += sql.startsWith('insert') ? texts.join() : rows
  }
  return found
}

it('V8.4.1 binds who asks in every statement on a tenant’s table, whoever looks at what', async () => {
  const { a, administrator } = world
  const surface = await surfaceOf(a.desk)
  const ask = asker(surface.app, listener)
  const found = new Set<string>()
  let heard = 0
  const people = [...a.people, { name: 'administrator', person: administrator, roles: ['administrator'] as const }]
  for (const { name, person, roles } of people) {
    const marks = await marksOf(person)
    for (const { method, path, access } of targetsOf(surface)) {
      if (method !== 'GET' || access === 'public' || !opens(access, roles)) continue
      const at = path.replaceAll(
        /\/([\w-]+)\/\{\w+\}/g,
        (_, word: string) => `/${word}/${candidates(word, a.owned)[0]}`
      )
      const { work } = await ask(person, 'GET', `${at}?q=%E9%9D%99%E9%9F%B3`)
      heard += work.length
      for (const sql of unbound(work, marks)) found.add(`${name} ${path}: ${sql}`)
    }
  }
  expect(heard).toBeGreaterThan(500)
  expect([...found]).toEqual([])
})

it('V8.4.1 binds who acts in every statement on a tenant’s table, whatever they do', async () => {
  const { desk } = world.a
  const { as, office, enterprise } = desk
  const found: string[] = []
  /** One request of somebody, and what it asked of the database. */
  async function by<T>(person: Person, what: string, work: () => Promise<T>): Promise<T> {
    const marks = await marksOf(person)
    listener.take()
    const result = await work()
    found.push(...unbound(listener.take(), marks).map((sql) => `${what}: ${sql}`))
    return result
  }
  const make = (person: Person, path: string, body: unknown) =>
    by(person, `POST ${path}`, () => person.make(path, body) as Promise<Made>)
  const step = (person: Person, record: Made, room: string, noun: string, body: object = {}) =>
    by(person, `${room} ${noun}`, () => person.step(record, room, noun, body) as Promise<Made>)

  const filed = await make(as.inventor, '/api/achievements', disclosure)
  const submitted = await step(as.inventor, filed, 'achievements', 'submission')
  await step(as.officer, submitted, 'achievements', 'receipt')
  const patent = await make(as.officer, '/api/patents', grantedPatent(office.organisationId, '202011472881.9'))
  const drafted = await make(
    as.officer,
    '/api/agreements',
    licence(office.organisationId, enterprise.organisationId, [patent.id])
  )
  let agreement = await step(as.officer, drafted, 'agreements', 'review')
  agreement = await step(as.legal, agreement, 'agreements', 'clearance')
  agreement = await step(as.officer, agreement, 'agreements', 'pricing', { method: 'exempt' })
  agreement = await step(as.officer, agreement, 'agreements', 'price', { evidence: '会议纪要 12' })
  agreement = await step(as.head, agreement, 'agreements', 'approval')
  await make(as.legal, `/api/agreements/${agreement.id}/contracts`, { locale: 'zh-CN' })
  await make(as.head, '/api/invitations', { name: '新人', email: 'bound@example.edu.cn', roles: ['officer'] })
  await make(as.head, '/api/keys', { name: '财务系统二', roles: ['officer'], days: 30 })
  await by(as.officer, 'upload', () =>
    upload(desk.app, as.officer, `/api/patents/${patent.id}/attachments`, { name: '图.png', bytes: png })
  )
  await make(as.enterprise, `/api/agreements/${agreement.id}/notes`, { text: '已收到' })
  expect(found).toEqual([])
})

it('finds a statement that binds nobody', async () => {
  const { desk, people } = world.a
  const marks = await marksOf(people[0]!.person)
  listener.take()
  await desk.db.select({ id: patents.id }).from(patents)
  expect(unbound(listener.take(), marks)).toEqual([expect.stringContaining('from "patents"')])
})
