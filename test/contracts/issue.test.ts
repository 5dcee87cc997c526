import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { renderIssue } from '../../src/contracts/finishing.ts'
import { contractRenditions, contracts } from '../../src/contracts/table.ts'
import { documents } from '../../src/documents/table.ts'
import { outbox } from '../../src/mail/table.ts'
import { organisations } from '../../src/organisations/table.ts'
import { firm, universityA } from '../support/office.ts'
import { besideOffice } from '../support/records.ts'
import { pagesOf, squeezed } from '../pdf/tools.ts'
import { priced, withApproved } from './approved.ts'

/** The words of a PDF without blanks, headers and footers, so that a sentence may run over a page. */
const text = async (answer: Response) => {
  const pages = await pagesOf(new Uint8Array(await answer.arrayBuffer()))
  return squeezed(pages.map((page) => page.trim().split('\n').slice(1, -1).join('\n')).join(''))
}
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
    await change(enterprise.organisationId, 1, { ...firm, legalRepresentative: '𠮷田' })
    const answer = await post()
    expect(await answer.clone().json()).toMatchObject({ errors: [{ message: expect.stringContaining('𠮷') }] })
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

describe('the PDF', () => {
  it('is not ready before it is made, then everybody concerned gets it by mail', async () => {
    const { issue, finish, download, as, db } = await withApproved()
    const contract = await issue()
    const early = await download(contract.id)
    expect(early.status).toBe(409)
    expect(await early.json()).toMatchObject({ detail: '合同正在生成，请稍候' })
    expect(await finish()).toBe(1)
    const answer = await download(contract.id)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const name = encodeURIComponent('专利实施许可合同 CON-2026-0001（中文）.pdf')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const [document] = await db.select().from(documents)
    expect(document).toMatchObject({ size: bytes.length, backend: 'database', mediaType: 'application/pdf' })
    const letters = await db.select().from(outbox).where(eq(outbox.event, 'contract_issued'))
    expect(letters.map(({ recipient }) => recipient).toSorted()).toEqual(
      [as.head, as.officer, as.legal, as.enterprise].map(({ email }) => email).toSorted()
    )
    for (const { attachments, facts } of letters) {
      expect(attachments).toEqual([document!.id])
      expect(facts).toMatchObject({ number: 'CON-2026-0001', sha256: document!.sha256 })
      expect(facts['link']).toBe(`http://127.0.0.1:8787/verify/${contract.verifyId}`)
    }
  })

  it.each(['zh-CN', 'en', 'bilingual'])('says in %s what was agreed', async (form) => {
    const { issue, finish, download } = await withApproved({ price: 'agreement' })
    const { id, verifyId } = await issue(form)
    await finish()
    const said = await text(await download(id, form))
    for (const fact of [
      'CON-2026-0001',
      '1,200,000.00',
      '202011472880.4',
      'ZL202011472880.4',
      '顾𬱖',
      '龑岚',
      verifyId,
    ])
      expect(said).toContain(fact)
    if (form !== 'en')
      for (const fact of [
        '2031年12月31日',
        '人民币壹佰贰拾万元整',
        '自2026年11月1日起至2026年11月16日止公示',
        '2040年12月13日',
      ])
        expect(said).toContain(fact)
    if (form !== 'zh-CN')
      for (const fact of ['31December2031', 'onemilliontwohundredthousandyuan', 'from1November2026to16November2026'])
        expect(said).toContain(fact)
  })

  it('has the stored bytes whenever it is made again', async () => {
    const { issue, finish, download, db, deps } = await withApproved()
    const { id } = await issue('bilingual')
    await finish()
    const stored = new Uint8Array(await (await download(id, 'bilingual')).arrayBuffer())
    const [row] = await db.select().from(contracts)
    const again = await renderIssue(row!, 'bilingual', deps.fonts)
    expect(Buffer.from(again).equals(Buffer.from(stored))).toBe(true)
  })

  it('keeps saying what was issued when the address book changes', async () => {
    const { issue, finish, download, change, enterprise } = await withApproved()
    const { id } = await issue()
    await change(enterprise.organisationId, 1, { ...firm, legalRepresentative: '程静' })
    await finish()
    expect(await text(await download(id))).toContain('顾𬱖')
  })

  it('is tried a few times, with the reason shown to the office only, and again when asked for', async () => {
    const { issue, finish, as, path, db, write, later, deps } = await withApproved()
    const fonts = deps.fonts
    const contract = await issue()
    const broken = { coreFirst: false, load: () => Promise.reject(new Error('no fonts here')) }
    Object.assign(deps, { fonts: broken })
    for (let tries = 1; tries <= 7; tries++) {
      await finish()
      later(9 * 60_000)
      await as.officer.get(path)
    }
    const [row] = await db.select().from(contractRenditions)
    expect(row).toMatchObject({ attempts: 5, documentId: null, problem: 'Error: no fonts here' })
    const list = await (await as.officer.get(path)).json()
    expect(list[0].renditions[0].problem).toBe('Error: no fonts here')
    Object.assign(deps, { fonts })
    expect(await finish()).toBe(0)
    await issue()
    expect(await finish()).toBe(1)
    expect((await as.enterprise.get(`/api/contracts/${contract.id}`)).status).toBe(200)
    expect((await db.select().from(contractRenditions))[0]).toMatchObject({ attempts: 1, problem: null })
    await write((ctx) => ctx.db.update(organisations).set({ tenantId: null }))
    expect((await as.enterprise.get(`/api/contracts/${contract.id}`)).status).toBe(404)
  })
})

describe('who sees a contract', () => {
  it('is its office, and its parties once it is made; nobody else', async () => {
    const desk = await withApproved()
    const { issue, finish, as, path, download } = desk
    const { id } = await issue()
    const stranger = await besideOffice(desk)
    const read = (person: typeof as.head) => person.get(`/api/contracts/${id}`).then(({ status }) => status)
    expect(await read(as.enterprise)).toBe(404)
    expect((await download(id, 'zh-CN', as.enterprise)).status).toBe(404)
    expect(await (await as.enterprise.get(path)).json()).toEqual([])
    await finish()
    expect(await Promise.all([as.enterprise, as.finance, as.officer].map(read))).toEqual([200, 200, 200])
    expect((await download(id, 'zh-CN', as.enterprise)).status).toBe(200)
    expect(await (await as.enterprise.get(path)).json()).toHaveLength(1)
    expect(await Promise.all([stranger.as.head, stranger.as.enterprise].map(read))).toEqual([404, 404])
    for (const person of [stranger.as.head, stranger.as.enterprise]) {
      expect((await download(id, 'zh-CN', person)).status).toBe(404)
      expect((await person.get(path)).status).toBe(404)
    }
    expect((await download(id, 'en')).status).toBe(404)
  })
})

describe('a preview', () => {
  const preview = async (person: { send: any }, id: string, locale = 'bilingual'): Promise<Response> =>
    person.send('POST', `/api/agreements/${id}/contract_previews`, { json: { locale } })

  it('shows a draft with its gaps, and keeps nothing', async () => {
    const { as, db } = await withApproved()
    const bare = { kind: 'transfer_patent_right', title: { zh: '转让' } }
    const draft = await as.officer.make('/api/agreements', bare)
    const answer = await preview(as.officer, draft.id)
    expect(answer.status).toBe(200)
    const said = await text(answer)
    expect(said).toContain('草稿，未编号')
    expect(said).toContain('（待补充）')
    expect(said).not.toContain('CON-')
    expect(await db.select().from(documents)).toEqual([])
    expect(await db.select().from(contracts)).toEqual([])
  })

  it('is not for the other party', async () => {
    const { as, agreement } = await withApproved()
    expect((await preview(as.enterprise, agreement.id)).status).toBe(403)
    expect((await preview(as.finance, agreement.id)).status).toBe(200)
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
