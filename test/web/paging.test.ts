import { expect, it } from 'vitest'
import { docOf, operationsOf } from '../support/doc.ts'
import { testOffice, type TestOffice } from '../support/office.ts'
import { disclosure, grantedPatent, licence, put, tables } from '../support/records.ts'

type Page = { readonly items: { readonly id: string }[]; readonly nextCursor: string | null }

/** Seven more records in every room, all of one moment and one name. */
async function many({ as, office, enterprise, ...desk }: TestOffice): Promise<void> {
  for (let i = 0; i < 7; i++) {
    const even = '?even_if_double=true'
    await as.officer.make('/api/people', { name: { zh: '同名' } })
    await as.officer.make(`/api/organisations${even}`, { kind: 'enterprise', name: { zh: '同名公司' } })
    await as.officer.make('/api/achievements', disclosure)
    const { filingDate: _, ...undated } = { ...grantedPatent(office.organisationId), status: 'preparing' }
    await as.officer.make('/api/patents', { ...undated, applicationNumber: undefined, grantDate: undefined })
    await as.officer.make('/api/agreements', licence(office.organisationId, enterprise.organisationId, []))
  }
  const moment = '2026-11-23T03:00:00.000Z'
  for (const room of Object.keys(tables) as (keyof typeof tables)[]) {
    const rows: Page = await (await as.officer.get(`/api/${room}?limit=200`)).json()
    for (const { id } of rows.items.slice(0, 7))
      await put({ ...desk, tables } as never, room, id, { createdAt: moment, updatedAt: moment })
  }
}

it('walks every list in every order over each row once, also where all are equal', async () => {
  const desk = await testOffice()
  await many(desk)
  const lists = operationsOf(await docOf(desk)).filter(({ parameters }) =>
    parameters.some(({ name }) => name === 'cursor')
  )
  expect(lists.length).toBeGreaterThanOrEqual(5)
  for (const { path, parameters } of lists) {
    const orders = (parameters.find(({ name }) => name === 'sort')?.schema.enum as string[] | undefined) ?? [undefined]
    for (const order of orders) {
      const page = async (limit: number, cursor: string | null): Promise<Page> => {
        const query = new URLSearchParams({
          limit: String(limit),
          ...(order !== undefined && { sort: order }),
          ...(cursor !== null && { cursor }),
        })
        const answer = await desk.as.officer.get(`${path}?${query}`)
        expect(answer.status).toBe(200)
        return answer.json()
      }
      const whole = await page(200, null)
      expect(whole.items.length).toBeGreaterThanOrEqual(7)
      const walked: string[] = []
      for (let cursor: string | null = null; ;) {
        const { items, nextCursor } = await page(3, cursor)
        walked.push(...items.map(({ id }) => id))
        if (nextCursor === null) break
        cursor = nextCursor
      }
      expect([path, order, walked]).toEqual([path, order, whole.items.map(({ id }) => id)])
    }
  }
})

it('keeps its place while others add records', async () => {
  const { as } = await testOffice()
  for (let i = 0; i < 4; i++) await as.officer.make('/api/people', { name: { zh: `人${i}` } })
  const first: Page = await (await as.officer.get('/api/people?limit=3')).json()
  await as.officer.make('/api/people', { name: { zh: '后来的人' } })
  const second: Page = await (await as.officer.get(`/api/people?limit=3&cursor=${first.nextCursor}`)).json()
  const ids = [...first.items, ...second.items].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(6) // four here, the two inventors of the office
  expect(second.nextCursor).toBeNull()
})

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
it.each([
  'x',
  '%25%25%25',
  'AAAA',
  encoded(null),
  encoded([]),
  encoded(['2026']),
  encoded(['2026', 'x']),
  encoded([null, 1]),
  encoded([['2026'], 1]),
  encoded(['2026', 1, 2]),
  encoded({ 0: '2026', 1: 1 }),
  '中文',
])('refuses the cursor “%s”', async (cursor) => {
  const { as } = await testOffice()
  const answer = await as.officer.get(`/api/people?cursor=${encodeURIComponent(cursor)}`)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ type: 'about:blank#invalid', detail: '分页标记无效，请从第一页开始' })
})
