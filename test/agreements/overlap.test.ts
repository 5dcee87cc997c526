import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exclusivities } from '../../src/contracts/roles.ts'
import { testOffice, type TestOffice } from '../support/office.ts'
import { grantedPatent, licence, type Made, put } from '../support/records.ts'

type Grant = {
  readonly exclusivity: string
  readonly patents: readonly number[]
  readonly termStart: string
  readonly termEnd: string
}

/** An office with patents in force, and a way to bring a licence up to its approval. */
async function register(desk: TestOffice, patents: number) {
  const { as, office, enterprise } = desk
  const ids: string[] = []
  for (let i = 0; i < patents; i++) {
    const { applicationNumber: _, ...patent } = grantedPatent(office.organisationId)
    const own = { ...patent, officeCode: 'US', applicationNumber: `13/57392${i}`, expiryDate: '2045-01-01' }
    ids.push(((await as.officer.make('/api/patents', own)) as Made).id)
  }
  const draft = async (grant: Grant): Promise<Made> => {
    const { patents: about, ...terms } = grant
    const subject = about.map((i) => ids[i]!)
    const input = { ...licence(office.organisationId, enterprise.organisationId, subject), ...terms }
    const made: Made = await as.officer.make('/api/agreements', input)
    await put(desk, 'agreements', made.id, { state: 'price_fixed' })
    return made
  }
  const approve = ({ id }: Made) =>
    as.head.send('POST', `/api/agreements/${id}/approval`, { json: {}, headers: { 'if-match': '"1"' } })
  return { draft, approve }
}

const day = fc.integer({ min: 0, max: 40 })
const date = (n: number): string => `20${27 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`
const aGrant: fc.Arbitrary<Grant> = fc
  .record({
    exclusivity: fc.constantFrom(...exclusivities),
    patents: fc.subarray([0, 1], { minLength: 1 }),
    from: day,
    months: day,
  })
  .map(({ from, months, ...grant }) => ({ ...grant, termStart: date(from), termEnd: date(from + months) }))

it('never grants one patent exclusively while another licence of it runs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aGrant, { minLength: 6, maxLength: 8 }), async (grants) => {
      const { draft, approve } = await register(await testOffice(), 2)
      const standing: Grant[] = []
      for (const grant of grants) {
        const clashes = standing.some(
          (other) =>
            other.patents.some((i) => grant.patents.includes(i)) &&
            other.termStart <= grant.termEnd &&
            grant.termStart <= other.termEnd &&
            !(other.exclusivity === 'ordinary' && grant.exclusivity === 'ordinary')
        )
        const { status } = await approve(await draft(grant))
        expect(status).toBe(clashes ? 422 : 200)
        if (status === 200) standing.push(grant)
      }
    }),
    { numRuns: 6, endOnFailure: true }
  )
})

it('V2.3.4 lets one of twenty exclusive licences approved at once win', async () => {
  const { draft, approve } = await register(await testOffice(), 1)
  const grant = { exclusivity: 'exclusive', patents: [0], termStart: '2027-01-01', termEnd: '2030-12-31' }
  const drafts: Made[] = []
  for (let i = 0; i < 20; i++) drafts.push(await draft(grant))
  const answers = await Promise.all(drafts.map(approve))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const refused = answers.filter(({ status }) => status === 422)
  expect(refused).toHaveLength(19)
  expect(await refused[0]!.json()).toMatchObject({
    errors: [{ path: 'patents.0', message: expect.stringContaining('AGR-2026-') }],
  })
})

it.each([
  ['completed', 422],
  ['in_performance', 422],
  ['terminated', 200],
  ['expired', 200],
  ['void', 200],
  ['rescinded', 200],
  ['cancelled', 200],
  ['negotiation', 200],
])('minds a licence that is %s: %s', async (state, status) => {
  const desk = await testOffice()
  const { draft, approve } = await register(desk, 1)
  const grant = { exclusivity: 'exclusive', patents: [0], termStart: '2027-01-01', termEnd: '2030-12-31' }
  const first = await draft(grant)
  await put(desk, 'agreements', first.id, { state })
  expect((await approve(await draft(grant))).status).toBe(status)
})

it('takes the last day of one term and the first of the next as apart only when they are', async () => {
  const { draft, approve } = await register(await testOffice(), 1)
  const grant = (termStart: string, termEnd: string) => draft({ exclusivity: 'sole', patents: [0], termStart, termEnd })
  expect((await approve(await grant('2027-01-01', '2028-12-31'))).status).toBe(200)
  expect((await approve(await grant('2028-12-31', '2029-12-31'))).status).toBe(422)
  expect((await approve(await grant('2029-01-01', '2029-12-31'))).status).toBe(200)
})
