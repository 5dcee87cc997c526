import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { renderIssue } from '../../src/issuing/finishing.ts'
import { contractRenditions, contracts } from '../../src/issuing/table.ts'
import { documents } from '../../src/documents/table.ts'
import { outbox } from '../../src/mail/table.ts'
import { organisations } from '../../src/organisations/table.ts'
import { firm } from '../support/office.ts'
import { proveAgain } from '../support/proof.ts'
import { besideOffice } from '../support/records.ts'
import { pagesOf, squeezed } from '../pdf/tools.ts'
import { withApproved } from './approved.ts'

/** The words of a PDF without blanks, headers and footers, so that a sentence may run over a page. */
const text = async (answer: Response) => {
  const pages = await pagesOf(new Uint8Array(await answer.arrayBuffer()))
  return squeezed(pages.map((page) => page.trim().split('\n').slice(1, -1).join('\n')).join(''))
}
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
    const desk = await withApproved()
    const { issue, finish, as, path, db, write, later, deps } = desk
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
    await proveAgain(desk, as.head)
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
