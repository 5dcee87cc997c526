import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { contractRenditions } from '../../src/issuing/table.ts'
import { documents } from '../../src/documents/table.ts'
import { sha256Hex } from '../../src/kernel/ids.ts'
import { formOf, inEnglish, open, pageOf, textOf } from '../support/html.ts'
import { firm } from '../support/office.ts'
import { besideOffice } from '../support/records.ts'
import { inspect, squeezed } from '../pdf/tools.ts'
import { withApproved } from './approved.ts'

type Desk = Awaited<ReturnType<typeof withApproved>>
const issueByForm = (desk: Desk, locale = 'zh-CN', person = desk.as.legal): Promise<Response> =>
  person.send('POST', `/agreements/${desk.agreement.id}/contracts`, { form: { locale } })
const record = (desk: Desk, person = desk.as.legal): Promise<Document> =>
  open(person, `/agreements/${desk.agreement.id}`)
const linksOf = (page: Document, within: string): string[] =>
  [...page.querySelectorAll(`${within} a`)].map((link) => link.getAttribute('href') ?? '')
const labelsOf = (page: Document, within: string): string[] =>
  [...page.querySelectorAll(within)].map((part) => textOf(part))

describe('issuing', () => {
  it('says first what is fixed, who gets it and in which forms', async () => {
    const desk = await withApproved()
    const page = await open(desk.as.legal, `/agreements/${desk.agreement.id}/contracts`)
    expect(labelsOf(page, '.td-consequences li')).toEqual([
      '取得合同编号；各方、专利、期限、价款和全部条款从此固定',
      '生成的 PDF 寄给成果办和各方的登录用户：云溪理工大学、静岭风机有限公司',
      '任何人可用文件或二维码核验是否由本系统出具',
    ])
    expect(textOf(page.querySelector('.td-facts'))).toContain('被许可人 静岭风机有限公司')
    expect(labelsOf(page, '.td-tick label')).toEqual(['中文', '英文', '中英对照'])
    expect(formOf(page)['locale']).toBe('zh-CN')
  })

  it('refuses with all that is missing at once, each with the way to where it is put right', async () => {
    const desk = await withApproved()
    const { legalRepresentative: _, ...rest } = firm
    const { organisationId } = desk.enterprise
    await desk.change(organisationId, 1, { ...rest, address: undefined })
    const path = `/agreements/${desk.agreement.id}/contracts`
    for (const page of [await open(desk.as.legal, path), await pageOf(await issueByForm(desk), 422)]) {
      expect(textOf(page.querySelector('.td-errors h2'))).toBe('出具合同前还需补齐 2 项')
      expect(labelsOf(page, '.td-errors li')).toEqual([
        '缺少静岭风机有限公司的住所 去补齐 静岭风机有限公司',
        '缺少静岭风机有限公司的法定代表人 去补齐 静岭风机有限公司',
      ])
      expect(linksOf(page, '.td-errors')).toEqual([
        `/organisations/${organisationId}/edit#f-address-set`,
        `/organisations/${organisationId}/edit#f-legalRepresentative`,
      ])
      expect(page.querySelector('form#form')).toBeNull()
    }
    const english = await pageOf(await inEnglish(desk.as.legal, path))
    expect(textOf(english.querySelector('.td-errors'))).toContain('The address of Jingling Fans Co., Ltd. is missing')
    const [, place] = linksOf(await open(desk.as.legal, path), '.td-errors')
    const mending = await open(desk.as.legal, place!.split('#')[0]!)
    expect(mending.querySelector(`#${place!.split('#')[1]}`)).not.toBeNull()
    await desk.change(organisationId, 2, firm)
    expect((await issueByForm(desk)).status).toBe(303)
  })

  it('sends whoever may not mend a patent to its record, and an agreement back to negotiation', async () => {
    const desk = await withApproved({ change: { terms: { dispute: { way: 'court', seat: 'licensor' } } } })
    const patent = await (await desk.as.officer.get(`/api/patents/${desk.patent.id}`)).json()
    await desk.change(desk.enterprise.organisationId, 1, { ...firm, country: 'DE', uscc: undefined })
    const { title, kind, applicationNumber, filingDate, grantDate, patentees } = patent
    const json = {
      title,
      kind,
      applicationNumber,
      filingDate,
      grantDate,
      patentees: patentees.map((holder: { organisationId: string }) => holder.organisationId),
    }
    const headers = { 'if-match': `"${patent.version}"` }
    expect((await desk.as.officer.send('PUT', `/api/patents/${patent.id}`, { json, headers })).status).toBe(200)
    const at = (person: typeof desk.as.legal) => open(person, `/agreements/${desk.agreement.id}/contracts`)
    expect(linksOf(await at(desk.as.legal), '.td-errors')).toEqual([
      `/patents/${patent.id}`,
      `/agreements/${desk.agreement.id}/reopening`,
    ])
    expect(linksOf(await at(desk.as.head), '.td-errors')[0]).toBe(`/patents/${patent.id}/edit#g-applicants`)
  })

  it('shows the number, that it is being made, then the file with its hash', async () => {
    const desk = await withApproved()
    const answer = await issueByForm(desk)
    expect(answer.headers.get('location')).toBe(`/agreements/${desk.agreement.id}?done=issued`)
    const early = await record(desk)
    expect(textOf(early.querySelector('#contracts'))).toContain('CON-2026-0001 已出具')
    expect(textOf(early.querySelector('#contracts'))).toContain('中文：正在生成')
    expect(early.querySelector('#contracts [hx-trigger]')?.getAttribute('hx-get')).toBe(
      `/agreements/${desk.agreement.id}`
    )
    await desk.finish()
    const page = await record(desk)
    expect(page.querySelector('#contracts [hx-trigger]')).toBeNull()
    const [document] = await desk.db.select().from(documents)
    expect(textOf(page.querySelector('#contracts code'))).toBe(document!.sha256)
    const link = linksOf(page, '#contracts .td-documents')[0]!
    const file = await desk.as.officer.get(link)
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(sha256Hex(new Uint8Array(await file.arrayBuffer()))).toBe(document!.sha256)
  })

  it('adds a further form under the same number, and offers only what is not there', async () => {
    const desk = await withApproved()
    await issueByForm(desk)
    await desk.finish()
    const further = `/agreements/${desk.agreement.id}/contracts?form=en`
    expect(linksOf(await record(desk), '#contracts .td-issue')).toContain(further)
    const page = await open(desk.as.legal, further)
    expect(labelsOf(page, '.td-consequences li')[0]).toBe('内容未变：编号仍为 CON-2026-0001，增加一种文本')
    expect(labelsOf(page, '.td-tick label')).toEqual(['英文', '中英对照'])
    expect(formOf(page)['locale']).toBe('en')
    expect(textOf(page.querySelector('#form .td-buttons button'))).toBe('增加此文本')
    await issueByForm(desk, 'en')
    await issueByForm(desk, 'bilingual')
    await desk.finish()
    expect(linksOf(await record(desk), '#contracts .td-documents')).toHaveLength(3)
    const all = await open(desk.as.legal, further)
    expect(textOf(all.querySelector('.td-decide'))).toContain('三种文本均已出具')
  })

  it('says that a changed agreement gets a new number', async () => {
    const desk = await withApproved()
    await issueByForm(desk)
    await desk.finish()
    await desk.change(desk.enterprise.organisationId, 1, { ...firm, legalRepresentative: '程静' })
    const page = await open(desk.as.legal, `/agreements/${desk.agreement.id}/contracts`)
    expect(labelsOf(page, '.td-consequences li')[0]).toBe('内容已变：取得新编号，取代 CON-2026-0001')
    await issueByForm(desk)
    const both = await record(desk)
    expect(labelsOf(both, '.td-issue h3')).toEqual(['CON-2026-0002 已出具', 'CON-2026-0001 已被取代'])
    expect(textOf(both.querySelector('#contract-CON-2026-0001'))).toContain('已被 CON-2026-0002 取代')
  })

  it('shows the office why a form could not be made, and offers it again', async () => {
    const desk = await withApproved()
    await issueByForm(desk)
    await desk.write((ctx) =>
      ctx.db
        .update(contractRenditions)
        .set({ attempts: 5, problem: '字体缺失' })
        .where(eq(contractRenditions.form, 'zh-CN'))
    )
    const page = await record(desk)
    expect(textOf(page.querySelector('#contracts .td-notice'))).toContain('未能生成：字体缺失')
    expect(linksOf(page, '#contracts .td-notice')).toEqual([`/agreements/${desk.agreement.id}/contracts?form=zh-CN`])
    expect(page.querySelector('#contracts [hx-trigger]')).toBeNull()
    await issueByForm(desk)
    await desk.finish()
    expect(linksOf(await record(desk), '#contracts .td-documents')).toHaveLength(1)
  })

  it('is for legal and the head, once the agreement is approved', async () => {
    const desk = await withApproved()
    const path = `/agreements/${desk.agreement.id}/contracts`
    expect(labelsOf(await record(desk), '.td-steps > *')[0]).toBe('出具正式合同')
    expect(labelsOf(await record(desk, desk.as.officer), '.td-steps > *')).toEqual(['退回谈判'])
    for (const person of [desk.as.officer, desk.as.finance, desk.as.enterprise]) {
      await open(person, path, 403)
      expect((await issueByForm(desk, 'zh-CN', person)).status).toBe(403)
    }
    await desk.as.officer.step(desk.agreement, 'agreements', 'reopening', { remark: '改价' })
    const early = await open(desk.as.legal, path, 409)
    expect(textOf(early.querySelector('main'))).toContain('协议批准后才能出具正式合同（当前：谈判）')
  })

  it('lets the signatures be recorded by form once there is something to sign', async () => {
    const desk = await withApproved()
    expect(textOf((await record(desk)).querySelector('.td-blocked'))).toContain('记录签署 签署前须先出具正式合同')
    await issueByForm(desk)
    await desk.finish()
    expect(labelsOf(await record(desk), '.td-steps > *')[0]).toBe('记录签署')
    const form = { _version: String(desk.agreement.version), signedOn: '2026-11-23' }
    const sign = (given: Record<string, string>) =>
      desk.as.legal.send('POST', `/agreements/${desk.agreement.id}/signature`, { form: given })
    await pageOf(await sign({ ...form, _version: '1' }), 412)
    expect((await sign(form)).status).toBe(303)
    expect(textOf((await record(desk)).querySelector('#settled'))).toContain('签署日期 2026年11月23日')
  })
})

describe('a preview', () => {
  it('is a draft with watermark and without number, in each form', async () => {
    const desk = await withApproved()
    const buttons = [...(await record(desk, desk.as.finance)).querySelectorAll('.td-previews button')]
    expect(buttons.map((button) => button.getAttribute('value'))).toEqual(['zh-CN', 'en', 'bilingual'])
    const path = `/agreements/${desk.agreement.id}/preview`
    const answer = await desk.as.finance.send('POST', path, { form: { locale: 'bilingual' } })
    expect(answer.headers.get('content-disposition')).toBe('inline')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const bytes = new Uint8Array(await answer.arrayBuffer())
    // In the order it is drawn: the watermark crosses the lines of the text.
    const said = squeezed(await inspect(bytes, 'pdftotext', '-raw', '-enc', 'UTF-8', 'FILE', '-'))
    expect(said).toContain('草稿DRAFT')
    expect(said).toContain('草稿，未编号')
    expect(said).toContain('静岭风机有限公司')
    expect(said).not.toContain('CON-')
    expect((await desk.as.enterprise.send('POST', path, { form: { locale: 'en' } })).status).toBe(403)
    expect(await desk.db.select().from(documents)).toEqual([])
  })

  it('names a character that no font has, with the way to it', async () => {
    const desk = await withApproved()
    const { organisationId } = desk.enterprise
    await desk.change(organisationId, 1, { ...firm, legalRepresentative: '𰀀田' })
    const path = `/agreements/${desk.agreement.id}/preview`
    const page = await pageOf(await desk.as.officer.send('POST', path, { form: { locale: 'zh-CN' } }), 422)
    expect(textOf(page.querySelector('.td-errors li'))).toContain('𰀀')
    expect(linksOf(page, '.td-errors')).toEqual([`/organisations/${organisationId}/edit#f-legalRepresentative`])
  })
})

describe('who reads a contract', () => {
  it('is the office and the party; for everybody else there is none', async () => {
    const desk = await withApproved()
    await issueByForm(desk)
    const waiting = await record(desk, desk.as.enterprise)
    expect(textOf(waiting.querySelector('#contracts'))).not.toContain('CON-')
    await desk.finish()
    const page = await record(desk, desk.as.enterprise)
    expect(page.querySelectorAll('#contracts button, #contracts form, .td-steps')).toHaveLength(0)
    const [link] = linksOf(page, '#contracts .td-documents')
    expect((await desk.as.enterprise.get(link!)).status).toBe(200)
    expect((await desk.as.officer.get(link!.replace('zh-CN', 'en'))).status).toBe(404)
    expect((await desk.as.officer.get(link!.replace('zh-CN', 'fr'))).status).toBe(404)
    const stranger = await besideOffice(desk)
    for (const person of [stranger.as.head, stranger.as.enterprise]) expect((await person.get(link!)).status).toBe(404)
    expect((await desk.as.inventor.get(link!)).status).toBe(403)
    expect((await desk.ask('GET', link!)).headers.get('location')).toContain('/sign-in')
  })
})

describe('the verify page', () => {
  /** An issued contract with its file. */
  async function issued() {
    const desk = await withApproved()
    const { id, verifyId } = await desk.issue()
    await desk.finish()
    const bytes = new Uint8Array(await (await desk.download(id)).arrayBuffer())
    return { ...desk, verifyId, bytes, sha256: sha256Hex(bytes) }
  }
  const verified = async (desk: Desk, path: string, status = 200): Promise<string> =>
    textOf((await pageOf(await desk.ask('GET', path), status)).querySelector('.td-notice'))

  it('asks for a file, whoever comes', async () => {
    const desk = await withApproved()
    const answer = await desk.ask('GET', '/verify')
    const page = await pageOf(answer.clone())
    expect(page.querySelector('[data-verify] [data-drop] input[type=file]')).not.toBeNull()
    expect(page.querySelector('.td-notice')).toBeNull()
    expect((await answer.text()).length).toBeLessThan(10_000)
    expect(textOf((await pageOf(await inEnglish(desk.as.enterprise, '/verify'))).querySelector('h1'))).toBe(
      'Verify a contract'
    )
  })

  it('knows a file by its hash, and none with a byte changed', async () => {
    const desk = await issued()
    const said = await verified(desk, `/verify?sha256=${desk.sha256.toUpperCase()}`)
    expect(said).toContain('该文件由本系统出具，内容未被改动')
    expect(said).toContain('状态 已出具')
    expect(said).toMatch(/出具时间 2026-11-23 10:00（Asia\/Shanghai）/)
    for (const secret of ['静岭风机', '云溪理工', 'AGR-', 'CON-', '1,200,000']) expect(said).not.toContain(secret)
    const changed = desk.bytes.map((byte, i) => (i === 1_000 ? byte ^ 1 : byte))
    expect(await verified(desk, `/verify?sha256=${sha256Hex(changed)}`)).toContain(
      '没有找到：该文件不是本系统出具的，或已被改动'
    )
  })

  it('knows an issue by the QR code and by its number with the first digits of the hash', async () => {
    const desk = await issued()
    expect(await verified(desk, `/verify/${desk.verifyId}`)).toContain('该合同由本系统出具')
    expect(await verified(desk, '/verify/AAAAAAAAAAAAAAAAAAAAAA')).toContain('没有找到')
    const prefix = desk.sha256.slice(0, 12)
    expect(await verified(desk, `/verify?sha256=&number=con-2026-0001&prefix=${prefix}`)).toContain(
      '该合同由本系统出具'
    )
    expect(await verified(desk, '/verify?number=CON-2026-0001&prefix=000000000000')).toContain('没有找到')
    expect(await verified(desk, '/verify?number=CON-2026-0001&prefix=', 422)).toContain('请提供校验值')
    expect(await verified(desk, '/verify?sha256=12', 422)).toContain('校验值应为 64 位十六进制数字')
  })

  it('says when another issue has taken its place', async () => {
    const desk = await issued()
    await desk.change(desk.enterprise.organisationId, 1, { ...firm, legalRepresentative: '程静' })
    await desk.issue()
    const said = await verified(desk, `/verify?sha256=${desk.sha256}`)
    expect(said).toContain('状态 已被取代')
    expect(said).not.toContain('CON-2026-0002')
  })

  it('lets nobody try numbers out', async () => {
    const desk = await withApproved()
    const statuses = new Set<number>()
    for (let i = 0; i < 61; i++)
      statuses.add((await desk.ask('GET', `/verify?sha256=${String(i).padStart(64, '0')}`)).status)
    expect([...statuses]).toEqual([200, 429])
  })
})
