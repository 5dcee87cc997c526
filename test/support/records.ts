import { eq, inArray } from 'drizzle-orm'
import { achievements } from '../../src/achievements/table.ts'
import { agreements } from '../../src/agreements/table.ts'
import { contractRenditions, contracts } from '../../src/issuing/table.ts'
import { nextReference } from '../../src/db/references.ts'
import { newId } from '../../src/kernel/ids.ts'
import { memberships, providers } from '../../src/identity/table.ts'
import { outbox } from '../../src/mail/table.ts'
import { record } from '../../src/history/actions.ts'
import { history } from '../../src/history/table.ts'
import { addOrganisation } from '../../src/organisations/actions.ts'
import type { NewOrganisation } from '../../src/organisations/organisation.ts'
import { patents } from '../../src/patents/table.ts'
import { people } from '../../src/people/table.ts'
import { merges, organisations } from '../../src/organisations/table.ts'
import type { Role } from '../../src/kernel/permissions.ts'
import { firm, type testDesk, testOffice, type TestOffice } from './office.ts'

export const universityB: NewOrganisation = {
  kind: 'university',
  name: { zh: '海岚大学', en: 'Hailan University' },
  uscc: '12200000MB0X000019',
  country: 'CN',
  legalRepresentative: '苏砚',
  contacts: [{ name: '罗宁', email: 'transfer@hailan.example.edu.cn' }],
}
export const firmB: NewOrganisation = {
  ...firm,
  name: { zh: '明澈水务有限公司', en: 'Mingche Water Co., Ltd.' },
  uscc: '91200000MA0X000025',
}

/** A disclosure that may be submitted. */
export const disclosure = {
  stateSecret: false,
  title: { zh: '静音叶片', en: 'Silent blade' },
  abstract: { zh: '降低轴流风机噪声的叶片。' },
  field: 'machinery',
  fundingSource: 'national',
  earlierDisclosure: { answer: 'none' },
  contributors: [
    { name: '龑岚', share: 500_000 },
    { name: '顾𬱖', share: 500_000 },
  ],
}

/** A patent in force, of the organisation given. */
export const grantedPatent = (patenteeId: string, applicationNumber = '202011472880.4') => ({
  kind: 'invention',
  status: 'granted',
  title: { zh: '一种静音叶片', en: 'A silent blade' },
  applicationNumber,
  applicants: [patenteeId],
  patentees: [patenteeId],
  inventors: ['龑岚'],
  ipc: ['F04D 29/38'],
  filingDate: '2020-12-14',
  publicationDate: '2021-04-06',
  grantDate: '2022-05-10',
})

/** A licence that may be reviewed and approved. */
export const licence = (licensorId: string, licenseeId: string, patentIds: readonly string[]) => ({
  kind: 'licence_patent',
  title: { zh: '静音叶片专利许可', en: 'Licence of the silent blade' },
  parties: [
    { role: 'licensor', organisationId: licensorId },
    { role: 'licensee', organisationId: licenseeId },
  ],
  patents: patentIds,
  exclusivity: 'exclusive',
  territory: { zh: '中国大陆', en: 'mainland China' },
  field: { zh: '轴流风机', en: 'axial fans' },
  termStart: '2027-01-01',
  termEnd: '2031-12-31',
  currency: 'CNY',
  contractValue: { amount: 120_000_000, currency: 'CNY' },
  remuneration: { model: 'lump_sum', currency: 'CNY', amount: 120_000_000, due: { by: 'days', days: 30 } },
})

export type Made = { readonly id: string; readonly reference: string; readonly version: number }
/** One record of each kind in an office, the agreement with the enterprise of its address book. */
export async function sampleRecords(desk: TestOffice) {
  const { as, office, enterprise } = desk
  const achievement: Made = await as.inventor.make('/api/achievements', disclosure)
  const patent: Made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const terms = licence(office.organisationId, enterprise.organisationId, [patent.id])
  const agreement: Made = await as.officer.make('/api/agreements', terms)
  const person: Made = await as.officer.make('/api/people', { name: { zh: '陆鸣' }, unit: '机械学院' })
  const organisation: Made = await as.officer.make('/api/organisations', {
    ...firm,
    name: { zh: '云梯检测有限公司' },
    uscc: undefined,
  })
  const invited = { name: '新人', email: `new-${office.id.slice(-6)}@example.edu.cn`, roles: ['officer'] }
  const invitation: { id: string } = await as.head.make('/api/invitations', invited)
  const made: { key: string } = await as.head.make('/api/keys', { name: '财务系统', roles: ['officer'], days: 30 })
  const [member, absent] = await desk.db
    .select({ id: memberships.id })
    .from(memberships)
    .where(inArray(memberships.accountId, [as.officer.accountId, as.legal.accountId]))
  const away = { absentId: absent!.id, deputyId: member!.id, fromDay: '2099-01-01', toDay: '2099-01-31' }
  const deputy: { id: string } = await as.head.make('/api/deputies', away)
  const [letter] = await desk.db.select({ id: outbox.id }).from(outbox).where(eq(outbox.cause, invitation.id))
  return {
    achievement,
    patent,
    agreement,
    person,
    organisation,
    invitation,
    member: member!,
    deputy,
    key: { id: made.key.split('_')[1]! },
    letter: letter!,
    provider: { id: await providerOf(desk) },
    contract: { id: await frozenContract(desk, agreement.id) },
    merge: { id: await mergedInto(desk, person.id) },
  }
}

/** A double that was merged into a person's entry. */
const mergedInto = ({ write, office }: TestOffice, keptId: string): Promise<string> =>
  write(async (ctx) => {
    const [kept] = await ctx.db.select().from(people).where(eq(people.id, keptId))
    const own = { officeId: office.id, createdAt: ctx.now }
    const dropped = { ...kept!, ...own, id: newId(ctx.now), seq: undefined, reference: 'PER-0', mergedIntoId: keptId }
    await ctx.db.insert(people).values({ ...dropped, orcid: null })
    const id = newId(ctx.now)
    const before = { kept: { ...kept!, version: kept!.version - 1 }, dropped, moved: {} }
    await ctx.db.insert(merges).values({ id, ...own, kind: 'person', keptId, droppedId: dropped.id, before })
    return id
  })

/** An identity provider of the office that nobody is asked about. */
const providerOf = ({ write, office }: TestOffice): Promise<string> =>
  write(async (ctx) => {
    const id = newId(ctx.now)
    const settings = { address: 'https://sso.example.edu.cn', clientId: 'desk' }
    const moments = { createdAt: ctx.now, updatedAt: ctx.now }
    const name = { zh: '校园统一身份认证', en: 'Campus account' }
    await ctx.db.insert(providers).values({ id, tenantId: office.id, kind: 'oidc', name, settings, ...moments })
    return id
  })

/** An issue of an agreement's contract with nothing in it; `made`: approved before, and its PDF done. */
export async function frozenContract(
  { write, office }: TestOffice,
  agreementId: string,
  made = false
): Promise<string> {
  return write(async (ctx) => {
    const id = newId(ctx.now)
    const subject = { kind: 'agreement', id: agreementId, officeId: office.id }
    if (made) await record(ctx, 'agreement.approval', subject, { params: { remark: '' } })
    const own = { officeId: office.id, agreementId, reference: await nextReference(ctx, office.id, 'CON') }
    const frozen = { verifyId: id, facts: json({}), wordingHash: '', state: 'issued' as const, issuedAt: ctx.now }
    await ctx.db.insert(contracts).values({ id, ...own, ...frozen })
    const rendition = { contractId: id, officeId: office.id, form: 'zh-CN' as const, createdAt: ctx.now }
    if (made) await ctx.db.insert(contractRenditions).values({ ...rendition, sha256: 'a'.repeat(64) })
    return id
  })
}
/** JSON of the wrong shape, where nothing reads it. */
const json = (value: unknown): never => value as never

/** A second office on the same desk, with people and an enterprise of its own. */
export async function besideOffice(desk: Desk): Promise<TestOffice> {
  const office = await desk.tenant('office', universityB)
  const enterprise = await desk.tenant('enterprise', firmB)
  const entry = await desk.write((ctx) => addOrganisation(ctx, office.id, firmB, enterprise.id))
  const person = (roles: readonly Role[], name: string) => desk.person(office.id, roles, name)
  const as = {
    head: await person(['office_head'], '苏砚'),
    officer: await person(['officer'], '罗宁'),
    legal: await person(['legal'], '白芷'),
    finance: await person(['finance'], '金鹤'),
    inventor: await person(['inventor'], '骆𬸚'),
    colleague: await person(['inventor'], '江柏'),
    enterprise: await desk.person(enterprise.id, ['enterprise_member'], '明远'),
    administrator: await desk.person(null, ['administrator'], '平台'),
  }
  return { ...desk, office, enterprise: { ...enterprise, organisationId: entry.id }, as }
}

/** Two offices on one database, each with records of every kind. */
export async function twoOffices() {
  const a = await testOffice()
  const b = await besideOffice(a)
  return { a, b, recordsA: await sampleRecords(a), recordsB: await sampleRecords(b) }
}

export type Desk = Awaited<ReturnType<typeof testDesk>>
export const tables = { achievements, patents, agreements, people, organisations }

/** Puts a record into a state by hand, as no step would. */
export async function put(desk: Desk, room: keyof typeof tables, id: string, set: object): Promise<void> {
  const table = tables[room]
  await desk.write((ctx) => ctx.db.update(table).set(set).where(eq(table.id, id)))
}

/** The events of a record so far, oldest first. */
export async function eventsOf(desk: Desk, id: string): Promise<string[]> {
  const rows = await desk.db
    .select({ event: history.event })
    .from(history)
    .where(eq(history.recordId, id))
    .orderBy(history.seq)
  return rows.map(({ event }) => event)
}

/** The people of an office by their one role. */
export const oneOfEachRole = (as: TestOffice['as']) =>
  [
    ['officer', as.officer],
    ['office_head', as.head],
    ['legal', as.legal],
    ['finance', as.finance],
    ['inventor', as.inventor],
    ['enterprise_member', as.enterprise],
    ['administrator', as.administrator],
  ] as const
