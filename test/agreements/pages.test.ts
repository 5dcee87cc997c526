import { describe, expect, it } from 'vitest'
import { patentAchievements } from '../../src/patents/table.ts'
import { exportedReferences, faultAt, formOf, inEnglish, listed, open, pageOf, textOf } from '../support/html.ts'
import { type Person, testOffice, type TestOffice } from '../support/office.ts'
import { besideOffice, disclosure, grantedPatent, licence, put } from '../support/records.ts'

type Fields = Record<string, string>
const post = (person: Person, path: string, form: Fields): Promise<Response> => person.send('POST', path, { form })

/** What an officer types for a whole licence but its price, on top of what the form opened with. */
async function typed(desk: TestOffice, more: Fields = {}): Promise<Fields> {
  const { as, office, enterprise } = desk
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  return {
    ...formOf(await open(as.officer, `/agreements/new?patent=${patent.id}`)),
    'title.zh': '静音叶片专利许可',
    'title.en': 'Licence of the silent blade',
    'parties.1.organisationId': enterprise.organisationId,
    exclusivity: 'sole',
    'territory.zh': '中国大陆',
    'field.zh': '轴流风机',
    termStart: '2027-01-01',
    termEnd: '2031-12-31',
    'contractValue.amount': '120万',
    ...more,
  }
}
const plan: Fields = {
  'remuneration.model': 'instalments',
  'remuneration.instalments.0._row': '',
  'remuneration.instalments.0.trigger.zh': '本合同生效',
  'remuneration.instalments.0.amount': '400,000.00',
  'remuneration.instalments.0.due.days': '30',
  'remuneration.instalments.0.due.date': '',
  'remuneration.instalments.1._row': '',
  'remuneration.instalments.1.trigger.zh': '首批产品投产',
  'remuneration.instalments.1.evidence.zh': '投产证明',
  'remuneration.instalments.1.amount': '80万',
  'remuneration.instalments.1.due.days': '',
  'remuneration.instalments.1.due.date': '2028-06-30',
}
const royalty: Fields = {
  'remuneration.model': 'running_royalty',
  'remuneration.base.kind': 'net_sales',
  'remuneration.base.definition.zh': '不含税发票金额扣除退货',
  'remuneration.bands.0._row': '',
  'remuneration.bands.0.upTo': '1,000万',
  'remuneration.bands.0.rate': '5',
  'remuneration.bands.1._row': '',
  'remuneration.bands.1.upTo': '',
  'remuneration.bands.1.rate': '2.5%',
  'remuneration.period': 'half_year',
  'remuneration.reportDays': '30',
  'remuneration.payDays': '45',
  'remuneration.entryFee.amount': '20万元',
  'remuneration.entryFee.dueDays': '30',
  'remuneration.entryFee.creditable': 'true',
  'remuneration.minimum.amount': '50,000',
  'remuneration.minimum.from': '2028-01-01',
  'remuneration.cap': '1,000万',
}

async function made(desk: TestOffice, fields: Fields): Promise<Document> {
  const answer = await post(desk.as.officer, '/agreements/new', fields)
  expect(answer.status).toBe(303)
  return open(desk.as.officer, answer.headers.get('location')!)
}
const refused = async (desk: TestOffice, fields: Fields): Promise<Document> =>
  pageOf(await post(desk.as.officer, '/agreements/new', fields), 422)
const rowsOf = (page: Document, group: string): string[] =>
  [...page.querySelectorAll(`#${group} tbody tr`)].map((row) => textOf(row))

describe('the form', () => {
  it('begins with the patent asked for and its patentee as the licensor', async () => {
    const desk = await testOffice()
    const other = await desk.as.officer.make('/api/organisations', { kind: 'institute', name: { zh: '海岚研究院' } })
    const patent = await desk.as.officer.make('/api/patents', grantedPatent(other.id))
    const opened = formOf(await open(desk.as.officer, `/agreements/new?patent=${patent.id}`))
    expect(opened).toMatchObject({
      kind: 'licence_patent',
      'parties.0.role': 'gives',
      'parties.0.organisationId': other.id,
      'parties.1.role': 'takes',
      'patents.0.id': patent.id,
    })
    const bare = formOf(await open(desk.as.officer, '/agreements/new'))
    expect(bare['parties.0.organisationId']).toBe(desk.office.organisationId)
    await open(desk.as.officer, '/agreements/new?patent=0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e', 404)
  })

  it('drafts a licence paid in instalments and shows its plan as a table', async () => {
    const desk = await testOffice()
    const page = await made(desk, await typed(desk, plan))
    expect(rowsOf(page, 'parties')).toEqual(['许可人 云溪理工大学', '被许可人 静岭风机有限公司'])
    expect(textOf(page.querySelector('#scope'))).toContain('排他许可 ：许可人自己仍可实施，但不再许可他人')
    expect(textOf(page.querySelector('#remuneration'))).toContain('¥1,200,000.00')
    expect(rowsOf(page, 'remuneration')).toEqual([
      '1 本合同生效 条件成就后 30 日内 ¥400,000.00',
      '2 首批产品投产 投产证明 2028年6月30日前（含当日） ¥800,000.00',
    ])
    expect(textOf(page.querySelector('.td-dates'))).toContain('付款 ¥800,000.00 2028-06-30 19 个月后')
  })

  it('drafts a licence with royalty bands and shows them as a table', async () => {
    const desk = await testOffice()
    const page = await made(desk, await typed(desk, royalty))
    expect(rowsOf(page, 'remuneration')).toEqual(['不超过 ¥10,000,000.00 的部分 5%', '超过 ¥10,000,000.00 的部分 2.5%'])
    const pay = textOf(page.querySelector('#remuneration'))
    expect(pay).toContain('¥200,000.00 · 合同生效后 30 日内 · 可抵扣提成费')
    expect(pay).toContain('按半年结算，期满后 30 日内报告、45 日内付款')
    expect(pay).toContain('¥50,000.00 · 自2028年1月1日起计')
    const stored = formOf(await open(desk.as.officer, page.querySelector('#terms a')!.getAttribute('href')!))
    expect(stored).toMatchObject({
      'remuneration.bands.0.upTo': '10,000,000.00',
      'remuneration.bands.1.rate': '2.5',
      'contractValue.amount': '1,200,000.00',
    })
  })

  it('takes a lump sum as the contract value without asking for it twice', async () => {
    const desk = await testOffice()
    const lump = { 'remuneration.model': 'lump_sum', 'remuneration.due.days': '30', 'remuneration.due.date': '' }
    const fields = await typed(desk, lump)
    const page = await refused(desk, { ...fields, 'contractValue.amount': '' })
    expect(faultAt(page, 'contractValue.amount')).toBe('请填写此项')
    expect(textOf((await made(desk, fields)).querySelector('#remuneration'))).toContain('合同生效后 30 日内')
  })

  it('says every fault beside its field and loses nothing of what was typed', async () => {
    const desk = await testOffice()
    const wrong = await typed(desk, {
      ...royalty,
      'title.zh': '',
      'title.en': '',
      'parties.1.organisationId': desk.office.organisationId,
      termEnd: '2026-01-01',
      'contractValue.amount': '12,00',
      'remuneration.bands.0.upTo': '很多',
      'remuneration.bands.1.rate': '5%%',
      'remuneration.payDays': '四十五',
      'remuneration.minimum.from': '',
      'terms.liabilityCap': '1.23456',
    })
    const page = await refused(desk, wrong)
    expect(textOf(page.querySelector('.td-errors h2'))).toBe('有 7 处需要改正')
    for (const name of [
      'title',
      'contractValue.amount',
      'remuneration.bands.0.upTo',
      'remuneration.bands.1.rate',
      'remuneration.payDays',
      'remuneration.minimum.from',
      'terms.liabilityCap',
    ])
      expect(`${name} ${faultAt(page, name)}`).toMatch(/ ./)
    expect(formOf(page)).toMatchObject(wrong)
  })

  it('says what contradicts itself across fields', async () => {
    const desk = await testOffice()
    const fields = await typed(desk, {
      ...plan,
      'parties.1.organisationId': desk.office.organisationId,
      termEnd: '2026-01-01',
      'contractValue.amount': '100万',
    })
    const page = await refused(desk, fields)
    expect(faultAt(page, 'parties.1.organisationId')).toBe('同一单位不能作为两方当事人')
    expect(faultAt(page, 'termEnd')).toBe('不能早于开始日期 2027-01-01')
    expect(faultAt(page, 'remuneration.instalments')).toBe('各期付款合计 1,200,000.00，与合同金额 1,000,000.00 不一致')
    const ordinary = await refused(desk, { ...fields, ...royalty, exclusivity: 'ordinary' })
    expect(faultAt(ordinary, 'remuneration.minimum.amount')).toBe('只有独占或排他许可才能约定最低提成费')
    const both = await refused(desk, { ...fields, 'remuneration.instalments.1.due.days': '10' })
    expect(faultAt(both, 'remuneration.instalments.1.due.days')).toBe('天数和日期填写其中一项')
  })

  it('draws what the chosen kind and model ask for and keeps what is hidden meanwhile', async () => {
    const desk = await testOffice()
    const fields = await typed(desk, plan)
    const choose = async (more: Fields) =>
      pageOf(await post(desk.as.officer, '/agreements/new', { ...fields, ...more, _refresh: 'kind' }))
    const transfer = await choose({ kind: 'transfer_patent_right', 'remuneration.model': 'running_royalty' })
    expect(transfer.querySelector('#f-exclusivity')).toBeNull()
    expect(transfer.querySelector('#g-remuneration-bands')).not.toBeNull()
    expect(transfer.querySelector('#g-remuneration-instalments')).toBeNull()
    const roles = [...transfer.querySelectorAll('#f-parties-0-role option')].map((option) => textOf(option))
    expect(roles).toEqual(['让与人', '受让人'])
    expect(formOf(transfer)).toMatchObject({ exclusivity: 'sole', 'remuneration.instalments.1.amount': '80万' })
    const back = await pageOf(
      await post(desk.as.officer, '/agreements/new', {
        ...formOf(transfer),
        kind: 'licence_patent',
        'remuneration.model': 'instalments',
        _refresh: 'kind',
      })
    )
    expect(formOf(back)).toMatchObject(fields)
    expect(rowsOf(await made(desk, formOf(back)), 'remuneration')).toHaveLength(2)
  })

  it('refuses a party without legal personality', async () => {
    const desk = await testOffice()
    const group = { kind: 'unincorporated', name: { zh: '叶片课题组' } }
    const { id } = await desk.as.officer.make('/api/organisations', group)
    const page = await refused(desk, await typed(desk, { 'parties.1.organisationId': id }))
    expect(faultAt(page, 'parties.1.organisationId')).toContain('叶片课题组 不是法人')
  })

  it('shows both versions when somebody was quicker', async () => {
    const desk = await testOffice()
    const page = await made(desk, await typed(desk, plan))
    const path = page.querySelector('#scope a')!.getAttribute('href')!.split('#')[0]!
    const mine = { ...formOf(await open(desk.as.officer, path)), 'contractValue.amount': '130万' }
    const theirs = { ...formOf(await open(desk.as.legal, path)), exclusivity: 'exclusive' }
    expect((await post(desk.as.legal, path, theirs)).status).toBe(303)
    const stale = await pageOf(await post(desk.as.officer, path, mine), 412)
    expect(textOf(stale.querySelector('.td-stale'))).toContain('许可方式 排他许可 独占许可')
    expect(formOf(stale)['contractValue.amount']).toBe('130万')
  })

  it('tells changes in words', async () => {
    const desk = await testOffice()
    const page = await made(desk, await typed(desk, plan))
    const path = page.querySelector('#scope a')!.getAttribute('href')!.split('#')[0]!
    const change = { 'terms.copies': '6', 'remuneration.instalments.0.amount': '50万', 'contractValue.amount': '130万' }
    const answer = await post(desk.as.officer, path, { ...formOf(await open(desk.as.officer, path)), ...change })
    const story = textOf((await open(desk.as.officer, answer.headers.get('location')!)).querySelector('#history'))
    expect(story).toContain('合同成交额 由“¥1,200,000.00”改为“¥1,300,000.00”')
    expect(story).toContain('由“总额分期支付：¥400,000.00、¥800,000.00”改为“总额分期支付：¥500,000.00、¥800,000.00”')
    expect(story).toContain('条款选择 由“均为常用约定”改为“合同份数：6”')
  })
})

describe('the list', () => {
  it('shows amounts at the right and the other party, and exports what it shows', async () => {
    const desk = await testOffice()
    const { as, office, enterprise } = desk
    const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const input = licence(office.organisationId, enterprise.organisationId, [patent.id])
    await as.officer.make('/api/agreements', input)
    await as.officer.make('/api/agreements', { kind: 'transfer_patent_right', title: { zh: '叶片专利转让' } })
    const page = await open(as.officer, '/agreements')
    expect(listed(page)).toEqual(['AGR-2026-0002', 'AGR-2026-0001'])
    expect(textOf(page.querySelector('#rows > tr:last-child'))).toContain('静岭风机有限公司')
    expect(textOf(page.querySelector('#rows > tr:last-child .td-end'))).toBe('¥1,200,000.00')
    expect(listed(await open(as.officer, '/agreements?sort=oldest'))).toEqual(['AGR-2026-0001', 'AGR-2026-0002'])
    const filtered = '/agreements?kind=licence_patent&state=draft'
    expect(listed(await open(as.officer, filtered))).toEqual(['AGR-2026-0001'])
    expect(await exportedReferences(as.officer, filtered.replace('?', '/export.csv?'))).toEqual(['AGR-2026-0001'])
    expect(listed(await open(as.officer, '/agreements?q=转让'))).toEqual(['AGR-2026-0002'])
    const english = await pageOf(await inEnglish(as.officer, '/agreements'))
    expect(textOf(english.querySelector('#rows > tr:last-child .td-end'))).toBe('CNY 1,200,000.00')
  })
})

describe('the record', () => {
  /** A licence by the API, in the state given. */
  async function agreement(desk: TestOffice, state: string) {
    const { as, office, enterprise } = desk
    const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const input = licence(office.organisationId, enterprise.organisationId, [patent.id])
    const made = await as.officer.make('/api/agreements', input)
    await put(desk, 'agreements', made.id, { state, remark: '内部意见' })
    return { ...made, patent }
  }
  const buttons = (page: Document): string[] =>
    [...page.querySelectorAll('.td-steps > *, .td-previews button')].map((step) => textOf(step))

  it('offers each role its own steps and says why not the others', async () => {
    const desk = await testOffice()
    const { id } = await agreement(desk, 'internal_review')
    expect(buttons(await open(desk.as.legal, `/agreements/${id}`))).toEqual([
      '通过审查',
      '退回修改',
      '中文',
      '英文',
      '中英对照',
    ])
    expect(buttons(await open(desk.as.finance, `/agreements/${id}`))).toEqual(['中文', '英文', '中英对照'])
    const head = await open(desk.as.head, `/agreements/${id}`)
    expect(textOf(head.querySelector('.td-steps'))).toContain('取消协议')
    expect(textOf(head.querySelector('.td-blocked'))).toContain(
      '出具正式合同 协议批准后才能出具正式合同（当前：内部审查）'
    )
  })

  it('takes steps by form, each with what it asks for', async () => {
    const desk = await testOffice()
    const { id } = await agreement(desk, 'draft')
    const at = (name: string) => `/agreements/${id}/${name}`
    await post(desk.as.officer, at('review'), { _version: '1' })
    const bare = await pageOf(await post(desk.as.legal, at('return'), { _version: '2' }), 422)
    expect(faultAt(bare, 'remark')).toBe('请填写此项')
    expect((await post(desk.as.legal, at('clearance'), { _version: '1', remark: '可以' })).status).toBe(412)
    await post(desk.as.legal, at('clearance'), { _version: '2', remark: '可以' })
    await post(desk.as.officer, at('pricing'), { _version: '3', method: 'agreement' })
    const asked = await open(desk.as.officer, at('notice'))
    expect(textOf(asked.querySelector('.td-facts'))).toContain('被许可人 静岭风机有限公司')
    await post(desk.as.officer, at('notice'), { _version: '4', postedOn: '2026-11-20', evidence: '公示〔2026〕8号' })
    const page = await open(desk.as.officer, `/agreements/${id}`)
    expect(textOf(page.querySelector('h1 + .td-chip'))).toBe('价格公示')
    expect(textOf(page.querySelector('.td-dates'))).toContain('公示期满 2026-12-06 13 天后')
    expect(textOf(page.querySelector('#settled'))).toContain('协议定价（须公示）')
    expect(textOf(page.querySelector('.td-blocked'))).toContain('最早可于 2026-12-06 结束')
  })

  it.each([
    ['instalments', plan, '首批产品投产'],
    ['bands', royalty, '超过 ¥10,000,000.00'],
  ])('shows the %s to whoever decides', async (_, pay, said) => {
    const desk = await testOffice()
    const answer = await post(desk.as.officer, '/agreements/new', await typed(desk, pay))
    const id = answer.headers.get('location')!.split('/')[2]!.split('?')[0]!
    await put(desk, 'agreements', id, { state: 'price_fixed' })
    const page = await open(desk.as.head, `/agreements/${id}/approval`)
    expect(textOf(page.querySelector('.td-decision table'))).toContain(said)
  })

  it('warns at once of a term beyond the patent, and says in the form how long it can be', async () => {
    const desk = await testOffice()
    const page = await made(desk, await typed(desk, { ...plan, termEnd: '2040-12-14' }))
    expect(textOf(page.querySelector('.td-notice-warning'))).toContain('有效期的最后一日是 2040-12-13')
    const edit = page.querySelector('a[href*="/edit"]')!.getAttribute('href')!.split('#')[0]!
    const form = await open(desk.as.officer, edit)
    expect(textOf(form.querySelector('#f-termEnd-help'))).toContain('不能晚于 2040-12-13，即 PAT-2026-0001')
    expect((await post(desk.as.officer, edit, { ...formOf(form), termEnd: '2040-12-13' })).status).toBe(303)
    expect((await open(desk.as.officer, edit.replace('/edit', ''))).querySelector('.td-notice-warning')).toBeNull()
  })

  it('can be edited in draft and negotiation only', async () => {
    const desk = await testOffice()
    const { id } = await agreement(desk, 'approved')
    expect((await open(desk.as.officer, `/agreements/${id}`)).querySelector('.td-edit')).toBeNull()
    const refused = await open(desk.as.officer, `/agreements/${id}/edit`, 409)
    expect(textOf(refused.querySelector('main'))).toContain('协议在“已批准”状态下不能修改')
  })

  it('stands beside its patent and its parties', async () => {
    const desk = await testOffice()
    const { id, patent } = await agreement(desk, 'draft')
    for (const path of [`/patents/${patent.id}`, `/organisations/${desk.enterprise.organisationId}`]) {
      const page = await open(desk.as.officer, path)
      const links = [...page.querySelectorAll('.td-linked a')].map((link) => link.getAttribute('href'))
      expect(links).toContain(`/agreements/${id}`)
    }
  })

  it('is shown to the other party from negotiation on, without anything of the inside', async () => {
    const desk = await testOffice()
    const { id } = await agreement(desk, 'internal_review')
    await open(desk.as.enterprise, `/agreements/${id}`, 404)
    expect(listed(await open(desk.as.enterprise, '/agreements'))).toEqual([])
    await put(desk, 'agreements', id, { state: 'negotiation' })
    const page = await open(desk.as.enterprise, `/agreements/${id}`)
    expect(listed(await open(desk.as.enterprise, '/agreements'))).toEqual(['AGR-2026-0001'])
    expect(page.querySelectorAll('main button, main .td-edit, main .td-steps, main .td-blocked')).toHaveLength(0)
    expect(page.querySelector('#history')).toBeNull()
    expect(textOf(page.querySelector('main'))).not.toContain('内部意见')
    for (const link of page.querySelectorAll('main a')) {
      const href = link.getAttribute('href')!
      expect(`${(await desk.as.enterprise.get(href)).status} ${href}`).toBe(`200 ${href}`)
    }
    const told = (await (await desk.as.enterprise.get(`/api/agreements/${id}`)).json()) as { remark: unknown }
    expect('remark' in told).toBe(false)
    expect((await desk.as.enterprise.get(`/api/agreements/${id}/history`)).status).toBe(403)
    await open(desk.as.enterprise, '/agreements/new', 403)
    await open(desk.as.enterprise, `/agreements/${id}/edit`, 403)
    const stranger = await besideOffice(desk)
    await open(stranger.as.officer, `/agreements/${id}`, 404)
    await open(stranger.as.enterprise, `/agreements/${id}`, 404)
    await open(desk.as.inventor, `/agreements/${id}`, 404)
  })

  it('is shown to who made what it is about: no clauses, and the price once it is fixed', async () => {
    const desk = await testOffice()
    const { id, patent } = await agreement(desk, 'negotiation')
    const achievement = await desk.as.inventor.make('/api/achievements', disclosure)
    await desk.write(({ db }) =>
      db
        .insert(patentAchievements)
        .values({ officeId: desk.office.id, patentId: patent.id, achievementId: achievement.id })
    )
    const seen = async () => (await (await desk.as.inventor.get(`/api/agreements/${id}`)).json()) as object
    for (const field of ['contractValue', 'remuneration', 'terms', 'remark'])
      expect(await seen()).not.toHaveProperty(field)
    const [listedOne] = ((await (await desk.as.inventor.get('/api/agreements')).json()) as { items: object[] }).items
    expect(listedOne).toMatchObject({ id, contractValue: null })
    await put(desk, 'agreements', id, { state: 'price_fixed' })
    expect(await seen()).toHaveProperty('contractValue')
    for (const field of ['terms', 'remark']) expect(await seen()).not.toHaveProperty(field)
    const page = await open(desk.as.inventor, `/agreements/${id}`)
    expect(page.querySelectorAll('#terms, #history, main .td-edit')).toHaveLength(0)
    await open(desk.as.colleague, `/agreements/${id}`, 404)
  })
})
