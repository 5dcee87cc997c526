import { expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { outbox } from '../../src/mail/table.ts'
import { testOffice } from '../support/office.ts'
import { grantedPatent, licence } from '../support/records.ts'

async function drafted() {
  const desk = await testOffice()
  const { as, office, enterprise } = desk
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const draft = await as.officer.make(
    '/api/agreements',
    licence(office.organisationId, enterprise.organisationId, [patent.id])
  )
  const told = async () => {
    const letters = await desk.db.select().from(outbox).where(eq(outbox.recipient, as.enterprise.email))
    return letters.map(({ facts }) => (facts as { state: string }).state)
  }
  return { ...desk, draft, told }
}

it('tells the other party what concerns it, and nothing of how the price is found', async () => {
  const { as, draft, told } = await drafted()
  const reviewed = await as.officer.step(draft, 'agreements', 'review')
  expect(await told()).toEqual([])
  const open = await as.legal.step(reviewed, 'agreements', 'clearance')
  expect(await told()).toEqual(['谈判'])
  const pricing = await as.officer.step(open, 'agreements', 'pricing', { method: 'exempt' })
  const fixed = await as.officer.step(pricing, 'agreements', 'price', { evidence: '会议纪要 3 号' })
  expect(await told()).toEqual(['谈判'])
  const approved = await as.head.step(fixed, 'agreements', 'approval')
  expect(await told()).toEqual(['谈判', '已批准'])
  await as.head.step(approved, 'agreements', 'cancellation', { remark: '对方放弃' })
  expect(await told()).toEqual(['谈判', '已批准', '已取消'])
})

it('says nothing of what was called off before it was theirs', async () => {
  const { as, draft, told } = await drafted()
  await as.head.step(draft, 'agreements', 'cancellation', { remark: '不做了' })
  expect(await told()).toEqual([])
})
