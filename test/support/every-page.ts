import { issueContract } from '../../src/issuing/actions.ts'
import { pageRegistry } from '../../src/web/registry.ts'
import { type AtEnd, type Person, type TestOffice, testOffice } from './office.ts'
import { png, upload } from '../attachments/files.ts'
import { sampleRecords } from './records.ts'

export type Visit = { readonly path: string; readonly as: string }

/** An office with one record of each kind, an approved licence whose contract was issued, and people who may see them. */
export async function fullOffice(atEnd?: AtEnd) {
  const desk = await testOffice({}, atEnd)
  const records = await sampleRecords(desk)
  const { as } = desk
  let licence = await as.legal.step(await reviewed(desk, records.agreement), 'agreements', 'clearance')
  licence = await as.officer.step(licence, 'agreements', 'pricing', { method: 'exempt' })
  licence = await as.officer.step(licence, 'agreements', 'price', { evidence: '会议纪要 12' })
  licence = await as.head.step(licence, 'agreements', 'approval')
  await issueContract(await as.legal.ctx(), licence.id, 'bilingual', desk.deps.fonts)
  const files = await besides(desk, records)
  return { ...desk, records: { ...records, agreement: licence }, files }
}

/** A file and a note beside every record. Returns the file of each, by the record's kind. */
async function besides({ app, as }: TestOffice, records: Awaited<ReturnType<typeof sampleRecords>>) {
  const files: Record<string, string> = {}
  for (const [base, kind] of Object.entries(rooms)) {
    if (kind === 'contract') continue
    const at = `/api${base}/${records[kind].id}`
    const sent = { name: '附图.png', bytes: png }
    const answer = await upload(app, as.officer, `${at}/attachments`, sent)
    files[kind] = ((await answer.json()) as { id: string }).id
    await upload(app, as.officer, `${at}/attachments`, sent, { replaces: files[kind] })
    await as.officer.make(`${at}/notes`, { text: '电话沟通，对方同意' })
  }
  return files
}
const reviewed = ({ as }: TestOffice, agreement: { id: string; version: number }) =>
  as.officer.step(agreement, 'agreements', 'review')

export type FullOffice = Awaited<ReturnType<typeof fullOffice>>

/** Rooms whose pages are about one record, and which of the sample records that is. */
const rooms = {
  '/achievements': 'achievement',
  '/patents': 'patent',
  '/agreements': 'agreement',
  '/organisations': 'organisation',
  '/people': 'person',
  '/contracts': 'contract',
} as const

/** The address of a page with the sample records' ids in it; null for files, which are looked at elsewhere. */
function addressOf(path: string, { records, files }: FullOffice): string | null {
  if (path.endsWith('.csv') || path.endsWith('.pdf') || path.startsWith('/kit/')) return null
  if (path === '/sign-in/link' || path.startsWith('/verify/')) return null
  const room = Object.entries(rooms).find(([base]) => path.startsWith(`${base}/:`))
  if (path.includes(':') && room === undefined) return null
  if (room === undefined) return path
  // A file itself is looked at elsewhere.
  if (path.endsWith('/content')) return null
  const file = files[room[1]] ?? ''
  return path.replace(/:\w+/, records[room[1]].id).replace(':documentId', file)
}

/** Every page by somebody whose role opens it. Steps that the record's state does not allow are still pages. */
export async function everyVisit(office: FullOffice): Promise<Visit[]> {
  const people = Object.entries<Person>(office.as)
  const visits: Visit[] = []
  for (const { method, path } of pageRegistry.filter((entry) => entry.method === 'GET')) {
    const address = addressOf(path, office)
    if (address === null || visits.some((visit) => visit.path === address)) continue
    for (const [name, person] of people) {
      const { status } = await person.get(address)
      if (status !== 200) continue
      visits.push({ path: address, as: name })
      break
    }
    void method
  }
  return visits
}

/** Every string of the records, longest first: what somebody typed is in the language it was typed in. */
export async function typedIn(office: FullOffice): Promise<string[]> {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.add(value)
    else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) walk(part)
  }
  for (const room of ['achievements', 'patents', 'agreements', 'organisations', 'people']) {
    const { items } = (await (await office.as.head.get(`/api/${room}`)).json()) as { items: { id: string }[] }
    for (const { id } of items) walk(await (await office.as.head.get(`/api/${room}/${id}`)).json())
  }
  for (const room of ['members', 'invitations', 'keys']) walk(await (await office.as.head.get(`/api/${room}`)).json())
  for (const name of [
    '何敬',
    '欧阳帆',
    '乐怡',
    '费然',
    '程静',
    '管理员',
    '会议纪要 12',
    '附图.png',
    '电话沟通，对方同意',
  ])
    found.add(name)
  // Codes of our own (`national`, `office_head`) are no data: a page that shows one bare has forgotten to say it.
  return [...found]
    .filter((text) => /\p{L}/u.test(text) && !/^[a-z_]+$/.test(text))
    .toSorted((a, b) => b.length - a.length)
}
