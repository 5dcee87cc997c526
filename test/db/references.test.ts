import { expect, it } from 'vitest'
import { nextReference } from '../../src/db/references.ts'
import { addPerson } from '../../src/people/actions.ts'
import { testDesk, testOffice } from '../support/office.ts'
import { disclosure, type Made, twoOffices } from '../support/records.ts'

it('numbers twenty records made at once without gap or double', async () => {
  const { as } = await testOffice()
  const made: Made[] = await Promise.all(
    Array.from({ length: 20 }, () => as.inventor.make('/api/achievements', disclosure))
  )
  const wanted = Array.from({ length: 20 }, (_, i) => `ACH-2026-${String(i + 1).padStart(4, '0')}`)
  expect(made.map(({ reference }) => reference).toSorted()).toEqual(wanted)
})

it('gives the number of a failed creation to the next', async () => {
  const desk = await testOffice()
  const add = (fail: boolean) =>
    desk.write(async (ctx) => {
      const { reference } = await addPerson(ctx, desk.office.id, { name: { zh: '某' } })
      if (fail) throw new Error('the disk is gone')
      return reference
    })
  const before = Number((await add(false)).slice(-4))
  await expect(Promise.allSettled([add(true), add(true), add(true)])).resolves.toHaveLength(3)
  expect(Number((await add(false)).slice(-4))).toBe(before + 1)
})

it('counts each office and each kind of record on its own', async () => {
  const { recordsA, recordsB } = await twoOffices()
  for (const records of [recordsA, recordsB])
    expect([records.achievement.reference, records.patent.reference, records.agreement.reference]).toEqual([
      'ACH-2026-0001',
      'PAT-2026-0001',
      'AGR-2026-0001',
    ])
})

it.each([
  ['2026-12-31T15:59:59.999Z', 'Asia/Shanghai', 'ACH-2026-0001'],
  ['2026-12-31T16:30:00.000Z', 'Asia/Shanghai', 'ACH-2027-0001'],
  ['2027-01-01T00:30:00.000Z', 'America/New_York', 'ACH-2026-0001'],
  ['2026-12-31T23:30:00.000Z', 'Europe/London', 'ACH-2026-0001'],
])('takes the year of %s in %s', async (now, zone, reference) => {
  const desk = await testDesk()
  expect(await desk.write((ctx) => nextReference({ ...ctx, now, zone }, 'office', 'ACH'))).toBe(reference)
})

it('begins again each year and goes on past 9999', async () => {
  const desk = await testOffice()
  await desk.as.inventor.make('/api/achievements', disclosure)
  await desk.client.execute(`update counters set value = 9999 where prefix = 'ACH'`)
  expect((await desk.as.inventor.make('/api/achievements', disclosure)).reference).toBe('ACH-2026-10000')
  desk.setNow('2026-12-31T16:00:00.000Z')
  const late = await desk.person(desk.office.id, ['inventor'], '跨年')
  expect((await late.make('/api/achievements', disclosure)).reference).toBe('ACH-2027-0001')
})
