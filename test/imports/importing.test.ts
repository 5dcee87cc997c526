import { readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { achievements } from '../../src/achievements/table.ts'
import { verifyHistory } from '../../src/history/queries.ts'
import { importRows } from '../../src/imports/actions.ts'
import { readCsv } from '../../src/imports/csv.ts'
import { nasaColumns, planNasa } from '../../src/imports/nasa.ts'
import { system } from '../../src/kernel/actor.ts'
import { patents } from '../../src/patents/table.ts'
import { outbox } from '../../src/mail/table.ts'
import { testOffice, type TestOffice } from '../support/office.ts'

const rows = readCsv(await readFile('test/fixtures/nasa-portfolio.csv'), nasaColumns)
const plan = planNasa(rows, '2026-11-24')
const run = (desk: TestOffice, given = plan) =>
  importRows({ ...desk.system(), actor: system('import', desk.office.id) }, desk.office.id, given)

const countAll = async ({ client }: TestOffice) => {
  const tables = [
    'achievements',
    'patents',
    'organisations',
    'history',
    'search_entries',
    'patent_achievements',
    'counters',
  ]
  const counts = await Promise.all(tables.map((table) => client.execute(`select count(*) as n from ${table}`)))
  return counts.map(({ rows: [row] }) => Number(row!['n']))
}

it('stores every row once; a second run changes nothing', async () => {
  const desk = await testOffice()
  const { faults, ...counts } = await run(desk)
  expect(counts).toEqual({ rows: 120, stored: 109, unchanged: 0, repeated: 11, refused: 0, patents: 101, linked: 0 })
  expect(faults).toEqual(plan.faults.toSorted((a, b) => a.row - b.row))
  const before = await countAll(desk)
  const again = await run(desk)
  expect(again).toMatchObject({ rows: 120, stored: 0, unchanged: 109, repeated: 11, patents: 0, linked: 0 })
  expect(await countAll(desk)).toEqual(before)
})

it('numbers records without gaps, names their source, and leaves the chain whole and the outbox empty', async () => {
  const desk = await testOffice()
  await run(desk)
  const made = await desk.db.select().from(achievements).orderBy(achievements.seq)
  expect(made.map(({ reference }) => reference)).toEqual(
    made.map((_, i) => `ACH-2026-${String(i + 1).padStart(4, '0')}`)
  )
  expect(made[0]).toMatchObject({
    source: 'nasa-t2',
    sourceReference: 'KSC-12236-2-PCT',
    state: 'published',
    title: { en: 'Flame Suppression Agent, System And Users' },
    abstract: null,
    filed: false,
  })
  expect((await verifyHistory(desk.system())).every(({ verdict }) => verdict.intact)).toBe(true)
  expect(await desk.db.select().from(outbox)).toEqual([])
})

it('shows the patent with its achievement and centre, and finds both by number and word', async () => {
  const desk = await testOffice()
  await run(desk)
  const found = await (await desk.as.officer.get('/api/patents?q=6858197')).json()
  const patent = await (await desk.as.officer.get(`/api/patents/${found.items[0].id}`)).json()
  expect(patent).toMatchObject({
    officeCode: 'US',
    status: 'expired',
    applicationNumber: '10/099247',
    patentees: [{ name: { en: 'NASA Ames Research Center' } }],
    achievements: [{ title: { en: expect.stringContaining('Controlled patterning') } }],
    source: 'nasa-t2',
  })
  const list = await (await desk.as.officer.get('/api/achievements?q=microvalves')).json()
  expect(list.items).toHaveLength(2)
  const [one, two] = await Promise.all(
    list.items.map(async ({ id }: { id: string }) => {
      const links = await desk.client.execute({
        sql: 'select patent_id from patent_achievements where achievement_id = ?',
        args: [id],
      })
      return links.rows.map((row) => row['patent_id'])
    })
  )
  expect([one!.length, one]).toEqual([1, two])
})

it('links to a patent that the office had recorded itself, and says so', async () => {
  const desk = await testOffice()
  const own = await desk.as.officer.make('/api/patents', {
    officeCode: 'US',
    kind: 'invention',
    status: 'filed',
    title: { en: 'Nanotubes' },
    applicationNumber: '10/099,247',
    filingDate: '2002-03-06',
  })
  const { faults, patents: made, linked } = await run(desk)
  expect([made, linked]).toEqual([100, 1])
  expect(faults).toContainEqual(
    expect.objectContaining({ key: 'imports.linked', params: { reference: own.reference } })
  )
  expect(await desk.db.select().from(patents).where(eq(patents.applicationNumber, '10/099247'))).toHaveLength(1)
  const [achievement] = await desk.db.select().from(achievements).where(eq(achievements.sourceReference, 'ARC-14613-1'))
  expect(achievement!.filed).toBe(true)
})

it('is another office’s own business', async () => {
  const desk = await testOffice()
  const other = await desk.tenant('office', {
    kind: 'university',
    name: { zh: '另一所大学' },
    country: 'CN',
    contacts: [],
  })
  await run(desk)
  const ctx = { ...desk.system(), actor: system('import', other.id) }
  expect(await importRows(ctx, other.id, plan)).toMatchObject({ stored: 109, unchanged: 0, patents: 101 })
})

it('writes at most 200 rows a transaction and lets others in between', async () => {
  const desk = await testOffice()
  const many = {
    ...plan,
    records: Array.from({ length: 450 }, (_, i) => ({ ...plan.records[1]!, patent: null, sourceReference: `X-${i}` })),
  }
  const seen: number[] = []
  const between = async () => {
    const {
      rows: [row],
    } = await desk.client.execute('select count(*) as n from achievements')
    seen.push(Number(row!['n']))
    await desk.as.officer.make('/api/organisations', {
      kind: 'other',
      name: { zh: `单位${seen.length}` },
      country: 'CN',
    })
  }
  const ctx = { ...desk.system(), actor: system('import', desk.office.id) }
  expect(await importRows(ctx, desk.office.id, many, between)).toMatchObject({ stored: 450 })
  expect(seen).toEqual([200, 400])
})
