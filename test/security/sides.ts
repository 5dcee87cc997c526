import { oversight, tenants } from '../../src/organisations/table.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { Role } from '../../src/kernel/permissions.ts'
import { png, upload } from '../attachments/files.ts'
import { type AtEnd, type Person, testOffice, type TestOffice } from '../support/office.ts'
import { besideOffice, sampleRecords } from '../support/records.ts'
import { type Owned, ownedBy } from './owned.ts'

/** A word that stands in every text of one side and nowhere else. */
export const canaries = { a: 'kanariezq', b: 'kanariewx' } as const

/** The same JSON with the canary in every text that people write, addresses of mail included. */
function withCanary(value: unknown, canary: string): unknown {
  if (typeof value === 'string') {
    if (/^[^@\s]+@[^@\s]+$/.test(value)) return `${canary}.${value}`
    return /\p{Script=Han}|[a-z] [a-z]/u.test(value) ? `${value} ${canary}` : value
  }
  if (Array.isArray(value)) return value.map((one) => withCanary(one, canary))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withCanary(one, canary)]))
}

/** Whatever this person sends carries the canary: it gets into records, search, history and letters by the door. */
const marking = (person: Person, canary: string): Person => ({
  ...person,
  make: (path, json) => person.make(path, withCanary(json, canary)),
  step: (record, room, name, json = {}) => person.step(record, room, name, withCanary(json, canary)),
})

export type Stranger = { readonly name: string; readonly person: Person; readonly roles: readonly Role[] }
export type Side = {
  readonly desk: TestOffice
  readonly canary: string
  readonly owned: Owned
  readonly people: readonly Stranger[]
  /** What no stranger may read: the canary, names and addresses, and the ids of all that it owns. */
  readonly words: readonly string[]
  readonly ids: ReadonlySet<string>
  readonly records: Awaited<ReturnType<typeof sampleRecords>>
}

const officeRoles: readonly Role[] = ['officer', 'office_head', 'legal', 'finance', 'leadership']

/** A government body that sees the numbers of one office. */
async function government(desk: TestOffice, canary: string): Promise<string> {
  return desk.write(async (ctx) => {
    const id = newId(ctx.now)
    const name = { zh: `科技厅 ${canary}` }
    await ctx.db.insert(tenants).values({ id, kind: 'government', name, state: 'active', createdAt: ctx.now })
    await ctx.db.insert(oversight).values({ governmentId: id, officeId: desk.office.id, createdAt: ctx.now })
    return id
  })
}

async function sideOf(desk: TestOffice, canary: string, names: readonly string[]): Promise<Side> {
  const as = Object.fromEntries(Object.entries(desk.as).map(([role, person]) => [role, marking(person, canary)]))
  const marked = { ...desk, as } as TestOffice
  const records = await sampleRecords(marked)
  const rooms = {
    achievements: records.achievement,
    patents: records.patent,
    agreements: records.agreement,
    organisations: records.organisation,
    people: records.person,
  }
  for (const [room, { id }] of Object.entries(rooms)) {
    const at = `/api/${room}/${id}`
    const sent = await upload(desk.app, desk.as.officer, `${at}/attachments`, { name: `图${canary}.png`, bytes: png })
    if (!sent.ok) throw new Error(`${at}/attachments: ${sent.status} ${await sent.text()}`)
    await marked.as.officer.make(`${at}/notes`, { text: '电话沟通，对方同意' })
  }
  const governmentId = await government(desk, canary)
  const stranger = async (name: string, tenantId: string, roles: readonly Role[]): Promise<Stranger> => ({
    name,
    roles,
    person: await desk.person(tenantId, roles, `${name} ${canary}`),
  })
  const people = [
    await stranger('office', desk.office.id, officeRoles),
    await stranger('inventor', desk.office.id, ['inventor']),
    await stranger('reviewer', desk.office.id, ['reviewer']),
    await stranger('enterprise', desk.enterprise.id, ['enterprise_head', 'enterprise_member']),
    await stranger('government', governmentId, ['government_viewer']),
  ]
  const owned = await ownedBy(desk, [desk.office.id, desk.enterprise.id, governmentId])
  const mine = [...Object.values(desk.as), ...people.map(({ person }) => person)]
  const emails = mine.filter(({ email }) => email !== desk.as.administrator.email).map(({ email }) => email)
  return {
    desk,
    canary,
    owned,
    people,
    records,
    words: [canary, ...names, ...emails],
    ids: new Set([...owned.values()].flat()),
  }
}

/** Two offices and two enterprises with people of every role, files and notes; each side's texts carry its canary. */
export async function twoSides(atEnd?: AtEnd) {
  // With a mail server set there is no page on which everybody reads every letter.
  const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'desk@example.edu.cn' }
  const deskA = await testOffice(mail, atEnd)
  const deskB = await besideOffice(deskA)
  const a = await sideOf(deskA, canaries.a, ['云溪理工大学', '静岭风机', '何敬', '欧阳帆'])
  const b = await sideOf(deskB, canaries.b, ['海岚大学', '明澈水务', '苏砚', '骆𬸚'])
  return { a, b, administrator: deskA.as.administrator }
}
