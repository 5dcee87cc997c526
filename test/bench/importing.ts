import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { openDesk } from '../../src/node.ts'
import { tokens } from '../../src/search/tokens.ts'
import { importPortfolio, openedOffice } from './world.ts'

/** Imports a file once, as a process of its own does it, and then lets the floor write the same rows. */
const [folder = '', csv = ''] = process.argv.slice(2)
const desk = await openDesk({ DATA_DIR: folder })
const ctx = await openedOffice(desk.deps)
await desk.deps.store.db.get('pragma wal_checkpoint(truncate)')
const [made, bare] = [join(folder, 'desk.db'), join(folder, 'bare.db')]
await copyFile(made, bare)

const began = performance.now()
const rows = await importPortfolio(ctx, ctx.officeId, await readFile(csv))
const product = performance.now() - began
await desk.close()

const tables = [
  'organisations',
  'achievements',
  'achievement_contributors',
  'patents',
  'patent_holders',
  'patent_achievements',
  'search_entries',
  'history',
  'history_payloads',
]
const source = new DatabaseSync(made, { readOnly: true })
const target = new DatabaseSync(bare)
target.exec('pragma synchronous = full')

/** The rows the import added to a table, each as the values of its columns. */
function addedTo(table: string): SQLInputValue[][] {
  const last = target.prepare(`select ifnull(max(rowid), 0) as last from ${table}`).get()!['last']!
  const added = source.prepare(`select * from ${table} where rowid > ?`).all(last)
  return added.map((row) => Object.values(row))
}

/** What the index was given: it holds tokens and no text to read back. */
const indexed = source.prepare(`
  select e.seq as seq, a.reference || ' ' || a.title || ' ' || a.keywords as title, ifnull(a.abstract, '') as body
  from search_entries e join achievements a on a.id = e.record_id
  union all select e.seq, p.reference || ' ' || p.title || ' ' || ifnull(p.application_number, '') || ' ' || ifnull(p.patent_number, ''), ''
  from search_entries e join patents p on p.id = e.record_id`)
const words = indexed.all().map(({ seq, title, body }) => [seq!, tokens(String(title)), tokens(String(body))])

const writes = [
  ...tables.map((table) => [table, addedTo(table)] as const),
  ['search_index (rowid, title, body)', words] as const,
]
const start = performance.now()
target.exec('begin immediate')
for (const [table, list] of writes) {
  if (list.length === 0) continue
  const insert = target.prepare(`insert into ${table} values (${list[0]!.map(() => '?').join(', ')})`)
  for (const values of list) insert.run(...values)
}
target.exec('commit')
const floor = performance.now() - start
process.send!({ rows, product, floor })
process.disconnect()
