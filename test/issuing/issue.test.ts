import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { documents } from '../../src/documents/table.ts'
import { contracts } from '../../src/issuing/table.ts'
import { tenants } from '../../src/organisations/table.ts'
import { firm, universityA } from '../support/office.ts'
import { priced, withApproved } from './approved.ts'

const placesOf = async (answer: Response) => {
  const { errors } = (await answer.json()) as { errors: { path: string; message: string }[] }
  return errors.map(({ path }) => path)
}

describe('issuing', () => {
  it.each(['head', 'legal'] as const)('is for the %s, and numbers the contract', async (role) => {
    const { post, as, told } = await withApproved()
    const answer = await post('zh-CN', as[role])
    expect(answer.status).toBe(201)
    const contract = await answer.json()
    expect(contract).toMatchObject({ reference: 'CON-2026-0001', state: 'issued', supersededBy: null })
    expect(contract.renditions).toEqual([{ form: 'zh-CN', sha256: null, size: null, problem: null }])
    expect(answer.headers.get('location')).toBe(`/api/contracts/${contract.id}`)
    expect(told).toContain('documents')
  })

  it.each(['officer', 'finance', 'enterprise', 'inventor'] as const)('is refused to the %s', async (role) => {
    const { post, as, db } = await withApproved()
    expect((await post('zh-CN', as[role])).status).toBe(403)
    expect(await db.select().from(contracts)).toEqual([])
  })

  it('waits for the approval', async () => {
    const { as, post, agreement } = await withApproved()
    await as.officer.step(agreement, 'agreements', 'reopening', { remark: '改价' })
    const answer = await post()
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ detail: '协议批准后才能出具正式合同（当前：谈判）' })
  })

  it('says all that is missing at once, each at its place', async () => {
    const { post, change, enterprise, office, db } = await withApproved()
    const { legalRepresentative: _, ...rest } = firm
    expect((await change(enterprise.organisationId, 1, { ...rest, contacts: [] })).status).toBe(200)
    await change(office.organisationId, 1, { ...universityA, address: undefined })
    const answer = await post()
    expect(answer.status).toBe(422)
    const problem = await answer.clone().json()
    expect(problem.detail).toBe('出具合同前还需补齐 3 项')
    expect(problem.errors[1]).toMatchObject({ message: '缺少静岭风机有限公司的法定代表人' })
    expect(await placesOf(answer)).toEqual(['parties.0.address', 'parties.1.legalRepresentative', 'parties.1.contact'])
    expect(await db.select().from(contracts)).toEqual([])
  })

  it('names a character that no font has, and the field that holds it', async () => {
    const { post, change, enterprise } = await withApproved()
    await change(enterprise.organisationId, 1, { ...firm, legalRepresentative: '𰀀田' })
    const answer = await post()
    expect(await answer.clone().json()).toMatchObject({ errors: [{ message: expect.stringContaining('𰀀') }] })
    expect(await placesOf(answer)).toEqual(['parties.1.legalRepresentative'])
  })

  it('gives one number to twenty at once', async () => {
    const { post, db, finish } = await withApproved()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('bilingual')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    const made = await Promise.all(answers.map((answer) => answer.json() as Promise<{ reference: string }>))
    expect(new Set(made.map(({ reference }) => reference))).toEqual(new Set(['CON-2026-0001']))
    expect(await db.select().from(contracts)).toHaveLength(1)
    expect(await Promise.all([finish(), finish()])).toContain(1)
    expect(await db.select().from(documents)).toHaveLength(1)
  })

  it('answers a repeated Idempotency-Key with the first answer', async () => {
    const { post, as } = await withApproved()
    const key = { 'idempotency-key': 'click' }
    const [first, second] = [await post('en', as.head, key), await post('en', as.head, key)]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.text()).toBe(await first.text())
    expect((await post('zh-CN', as.head, key)).status).toBe(422)
  })

  it('keeps the number of an unchanged agreement for a further form', async () => {
    const { issue, as, agreement, finish } = await withApproved()
    const first = await issue('zh-CN')
    await finish()
    const second = await issue('en')
    expect(second.id).toBe(first.id)
    expect(second.renditions.map(({ form }: { form: string }) => form)).toEqual(['zh-CN', 'en'])
    await issue('en')
    const story = await (await as.officer.get(`/api/agreements/${agreement.id}/history`)).json()
    const told = story.filter(({ event }: { event: string }) => event.startsWith('contract.'))
    expect(told.map(({ sentence }: { sentence: string }) => sentence.replace(/[0-9a-f]{64}/, '…'))).toEqual([
      '何敬 出具合同 CON-2026-0001',
      '合同 CON-2026-0001（中文）PDF 已生成，SHA-256 …',
      '何敬 增加合同 CON-2026-0001 的英文文本',
    ])
  })

  it('takes the place of an issue whose facts have changed', async () => {
    const desk = await withApproved()
    const { issue, finish, as, agreement, path } = desk
    const first = await issue()
    await finish()
    const open = await as.officer.step(agreement, 'agreements', 'reopening', { remark: '延长一年' })
    const {
      parties,
      patents,
      kind: _,
      ...rest
    } = await (await as.officer.get(`/api/agreements/${agreement.id}`)).json()
    const { title, exclusivity, territory, field, termStart, currency, contractValue, remuneration, terms } = rest
    const changed = await as.officer.send('PUT', `/api/agreements/${agreement.id}`, {
      json: {
        title,
        exclusivity,
        territory,
        field,
        termStart,
        currency,
        contractValue,
        remuneration,
        terms,
        termEnd: '2032-12-31',
        parties: parties.map(({ role, organisationId }: any) => ({ role, organisationId })),
        patents: patents.map(({ id }: { id: string }) => id),
      },
      headers: { 'if-match': `"${open.version}"` },
    })
    expect(changed.status).toBe(200)
    await priced(desk, await changed.json(), 'exempt')
    const second = await issue()
    expect(second.reference).toBe('CON-2026-0002')
    const list = await (await as.officer.get(path)).json()
    expect(list.map(({ reference, state, supersededBy }: any) => [reference, state, supersededBy])).toEqual([
      ['CON-2026-0002', 'issued', null],
      ['CON-2026-0001', 'superseded', 'CON-2026-0002'],
    ])
    expect(first.id).toBe(list[1].id)
  })
})

describe('signing', () => {
  it('needs a contract that is issued and made', async () => {
    const { as, agreement, issue, finish } = await withApproved()
    const sign = () =>
      as.legal.send('POST', `/api/agreements/${agreement.id}/signature`, {
        json: { signedOn: '2026-11-23' },
        headers: { 'if-match': `"${agreement.version}"` },
      })
    const without = await sign()
    expect(without.status).toBe(422)
    expect(await placesOf(without)).toEqual(['contracts'])
    await issue()
    expect((await sign()).status).toBe(422)
    await finish()
    expect(await (await sign()).json()).toMatchObject({ state: 'signed' })
  })

  it('waits until the enterprise that signs in here is verified, and says where that is done', async () => {
    const { as, agreement, issue, finish, unverify, enterprise, write } = await withApproved()
    await unverify(enterprise.id)
    await issue()
    await finish()
    const sign = () =>
      as.legal.send('POST', `/api/agreements/${agreement.id}/signature`, {
        json: { signedOn: '2026-11-23' },
        headers: { 'if-match': `"${agreement.version}"`, 'accept-language': 'en' },
      })
    const refused = await sign()
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      errors: [{ path: 'parties.1.verification', message: expect.stringContaining('under “Verify the enterprise”') }],
    })
    const page = (person: typeof as.head) => person.get(`/agreements/${agreement.id}`).then((answer) => answer.text())
    const way = `href="/organisations/${enterprise.organisationId}/verification"`
    expect(await page(as.head)).toContain(way)
    expect(await page(as.legal)).toContain('企业身份尚未核验')
    // Who may not verify is told of it and sent nowhere.
    expect(await page(as.legal)).not.toContain(way)
    await write(({ db, now }) => db.update(tenants).set({ verifiedAt: now }).where(eq(tenants.id, enterprise.id)))
    expect(await (await sign()).json()).toMatchObject({ state: 'signed' })
    expect(await page(as.head)).not.toContain('企业身份尚未核验')
  })

  it('needs a new one after the agreement was changed', async () => {
    const desk = await withApproved()
    const { as, agreement, issue, finish, change, enterprise } = desk
    await issue()
    await finish()
    const open = await as.officer.step(agreement, 'agreements', 'reopening', { remark: '补充' })
    await change(enterprise.organisationId, 1, { ...firm, legalRepresentative: '程静' })
    const again = await priced(desk, open, 'exempt')
    const sign = (version: number) =>
      as.legal.send('POST', `/api/agreements/${agreement.id}/signature`, {
        json: { signedOn: '2026-11-23' },
        headers: { 'if-match': `"${version}"` },
      })
    expect((await sign(again.version)).status).toBe(422)
    await issue()
    await finish()
    expect((await sign(again.version)).status).toBe(200)
  })
})
