import type { Client } from '@libsql/client'
import type { NewAchievement } from '../../../src/achievements/achievement.ts'
import { linkHash } from '../../../src/history/chain.ts'
import { newId, sha256Hex } from '../../../src/kernel/ids.ts'
import { tokens } from '../../../src/search/tokens.ts'
import type { Key } from './server.ts'

// One writer at a time: two transactions of one process would refuse each other.
let tail: Promise<unknown> = Promise.resolve()

/** The rows of a new achievement, one after another: record, contributors, search, history. */
export function fileAchievement(client: Client, key: Key, input: NewAchievement) {
  const made = tail.then(() => write(client, key, input))
  tail = made
  return made
}

const counted =
  "insert into counters (office_id, prefix, year, value) values (?, 'ACH', ?, 1) on conflict do update set value = value + 1 returning value"
const end = 'select position, hash from history where chain = ? order by position desc limit 1'
const record =
  "insert into achievements (id, office_id, reference, created_at, updated_at, state, title, abstract, keywords, field, funding_source, confidentiality, disclosed_by) values (?, ?, ?, ?, ?, 'draft', ?, ?, '[]', ?, ?, 'internal', ?)"
const contributor = "(?, ?, ?, ?, 'completion', ?)"
const contributors =
  'insert into achievement_contributors (achievement_id, position, office_id, name, role, share) values '
const entry = "insert into search_entries (office_id, kind, record_id) values (?, 'achievement', ?)"
const index = 'insert into search_index (rowid, title, body) values (last_insert_rowid(), ?, ?)'
const history =
  'insert into history (id, chain, position, at, event, record_kind, record_id, actor_id, actor_name, request_id, payload_hash, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
const payloads = 'insert into history_payloads (entry_id, payload) values (?, ?)'

async function write(client: Client, { publicId, name, officeId }: Key, input: NewAchievement) {
  const now = new Date().toISOString()
  const [id, year, actorId] = [newId(now), Number(now.slice(0, 4)), `key:${publicId}`]
  const writing = await client.transaction('write')
  const [counts, ends] = await writing.batch([
    { sql: counted, args: [officeId, year] },
    { sql: end, args: [officeId] },
  ])
  const reference = `ACH-${year}-${String(Number(counts!.rows[0]!['value'])).padStart(4, '0')}`
  const payload = JSON.stringify({ params: { reference, source: '' } })
  const link = {
    id: newId(now),
    chain: officeId,
    position: Number(ends!.rows[0]!['position']) + 1,
    at: now,
    event: 'achievement.created',
    recordKind: 'achievement',
    recordId: id,
    actorId,
    actorName: name,
    requestId: newId(now),
    payloadHash: sha256Hex(payload),
    previousHash: ends!.rows[0]!['hash'] as string,
  }
  const { title, abstract, field, fundingSource } = input
  const by = input.contributors.map((one) => ({
    name: one.name,
    unit: null,
    personId: null,
    role: 'completion',
    share: one.share,
  }))
  const body = [abstract!.zh, ...by.map((one) => one.name)].join(' ')
  const facts = [JSON.stringify(title), JSON.stringify(abstract), field!, fundingSource!, actorId]
  await writing.batch([
    { sql: record, args: [id, officeId, reference, now, now, ...facts] },
    {
      sql: contributors + by.map(() => contributor).join(', '),
      args: by.flatMap((one, i) => [id, i, officeId, one.name, one.share]),
    },
    { sql: entry, args: [officeId, id] },
    { sql: index, args: [tokens(`${reference} ${title.zh}`), tokens(body)] },
    { sql: history, args: [...Object.values(link), linkHash(link)] },
    { sql: payloads, args: [link.id, payload] },
  ])
  await writing.commit()
  return {
    ...unsaid,
    id,
    reference,
    title,
    abstract,
    field,
    fundingSource,
    contributors: by,
    createdAt: now,
    updatedAt: now,
  }
}

const unsaid = {
  state: 'draft',
  keywords: [],
  trl: null,
  fundingProject: null,
  stateFunded: null,
  confidentiality: 'internal',
  earlierDisclosure: null,
  thirdPartyRights: null,
  serviceBasis: null,
  route: null,
  filed: false,
  submittedAt: null,
  publishedAt: null,
  remark: null,
  source: null,
  sourceReference: null,
  version: 1,
}
