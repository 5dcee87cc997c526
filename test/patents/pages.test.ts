import { describe, expect, it } from 'vitest'
import {
  apiReferences,
  exportedReferences,
  faultAt,
  formOf,
  inEnglish,
  listed,
  open,
  pageOf,
  textOf,
} from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { disclosure, grantedPatent, licence, put, twoOffices } from '../support/records.ts'

const fields = (organisationId: string) => ({
  'title.zh': '一种静音叶片',
  'title.en': '',
  kind: 'invention',
  status: 'filed',
  officeCode: 'cn',
  applicationNumber: 'ZL 2020 1 1472880.4',
  'applicants.0._row': '',
  'applicants.0.id': organisationId,
  inventors: '龑岚\n顾𬱖；Smith, John',
  ipc: 'F04D29/38，f04d 29/66',
  filingDate: '2020-12-14',
})

describe('the form', () => {
  it('records a patent in its usual forms and leads to it', async () => {
    const { as, office } = await testOffice()
    const answer = await as.officer.send('POST', '/patents/new', { form: fields(office.organisationId) })
    const page = await open(as.officer, answer.headers.get('location')!)
    expect(textOf(page.querySelector('#numbers'))).toContain('申请号 202011472880.4')
    expect(textOf(page.querySelector('#people'))).toContain('发明人 龑岚、顾𬱖、Smith, John')
    expect(textOf(page.querySelector('#classification'))).toContain('F04D 29/38、F04D 29/66')
    // 20 years from filing; today is 2026-11-23.
    expect(textOf(page.querySelector('.td-dates'))).toBe('有效期最后一日 2040-12-13 14 年后')
    expect(textOf(page.querySelector('#history'))).toContain('欧阳帆 登记专利 PAT-2026-0001')
  })

  it('suggests the right check digit beside the number and loses nothing of what was typed', async () => {
    const { as, office } = await testOffice()
    const wrong = { ...fields(office.organisationId), applicationNumber: '202011472880.5', kind: 'design', ipc: 'F04D' }
    const page = await pageOf(await as.officer.send('POST', '/patents/new', { form: wrong }), 422)
    expect(faultAt(page, 'applicationNumber')).toContain('202011472880.4')
    expect(page.querySelector('#f-applicationNumber')?.getAttribute('aria-invalid')).toBe('true')
    expect(formOf(page)).toMatchObject(wrong)
    expect(page.querySelectorAll('.td-errors li')).toHaveLength(2)
    const unlike = { ...wrong, applicationNumber: '202011472880.4', ipc: '' }
    expect(faultAt(await pageOf(await as.officer.send('POST', '/patents/new', { form: unlike }), 422), 'kind')).toBe(
      '申请号表明这是发明'
    )
  })

  it('says beside the list which of its lines is wrong', async () => {
    const { as, office } = await testOffice()
    const wrong = { ...fields(office.organisationId), ipc: 'F04D 29/38, F04D, 29/66' }
    const page = await pageOf(await as.officer.send('POST', '/patents/new', { form: wrong }), 422)
    expect(faultAt(page, 'ipc')).toMatch(/“F04D”不是完整的 IPC 分类号.*“29\/66”不是完整的 IPC 分类号/)
    expect([...page.querySelectorAll('.td-errors a')].map((link) => link.getAttribute('href'))).toEqual([
      '#f-ipc',
      '#f-ipc',
    ])
  })

  it('asks for what the status presupposes and for dates in their order', async () => {
    const { as, office } = await testOffice()
    const bare = { ...fields(office.organisationId), status: 'granted', applicationNumber: '', filingDate: '' }
    const page = await pageOf(await as.officer.send('POST', '/patents/new', { form: bare }), 422)
    for (const name of ['applicationNumber', 'filingDate', 'grantDate'])
      expect(faultAt(page, name)).toBe('“专利权维持”状态的专利须有此项')
    const backwards = { ...fields(office.organisationId), publicationDate: '2020-01-01' }
    const second = await pageOf(await as.officer.send('POST', '/patents/new', { form: backwards }), 422)
    expect(faultAt(second, 'publicationDate')).toBe('不能早于 2020-12-14')
  })

  it('refuses a number twice and an organisation that is not in the address book', async () => {
    const { as, office } = await testOffice()
    const form = fields(office.organisationId)
    await as.officer.send('POST', '/patents/new', { form })
    const stranger = { ...form, 'patentees.0.id': '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e' }
    const page = await pageOf(await as.officer.send('POST', '/patents/new', { form: stranger }), 422)
    expect(faultAt(page, 'applicationNumber')).toContain('已登记为 PAT-2026-0001')
    expect(faultAt(page, 'patentees.0')).toBe('此单位不在本办的单位库中')
  })

  it('begins with what an achievement already says', async () => {
    const { as, office } = await testOffice()
    const helped = { name: '方明', role: 'transformation', share: 0 }
    const contributors = [...disclosure.contributors, helped]
    const achievement = await as.inventor.make('/api/achievements', { ...disclosure, contributors })
    const record = await open(as.officer, `/achievements/${achievement.id}`)
    const act = record.querySelector('.td-aside-act a')!
    expect(textOf(act)).toBe('登记其专利')
    const opened = formOf(await open(as.officer, act.getAttribute('href')!))
    expect(opened).toMatchObject({
      'title.zh': '静音叶片',
      'title.en': 'Silent blade',
      inventors: '龑岚\n顾𬱖',
      'applicants.0.id': office.organisationId,
      'achievements.0.id': achievement.id,
      status: 'preparing',
    })
    const answer = await as.officer.send('POST', '/patents/new', { form: { ...opened, kind: 'invention' } })
    const patent = answer.headers.get('location')!.split('?')[0]!
    const linked = (await open(as.officer, patent)).querySelector('.td-linked a')
    expect(linked?.getAttribute('href')).toBe(`/achievements/${achievement.id}`)
    const back = (await open(as.inventor, `/achievements/${achievement.id}`)).querySelector('.td-linked a')
    expect(back?.getAttribute('href')).toBe(patent)
    expect((await open(as.inventor, `/achievements/${achievement.id}`)).querySelector('.td-aside-act')).toBeNull()
    await open(as.officer, '/patents/new?achievement=0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e', 404)
  })
})

describe('editing', () => {
  it('lets the expiry follow the filing date, unless it is given', async () => {
    const { as, office } = await testOffice()
    const made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const path = `/patents/${made.id}`
    const page = await open(as.officer, `${path}/edit`)
    expect(textOf(page.querySelector('#f-expiryDate-help'))).toContain('现为 2040-12-14')
    const opened = formOf(page)
    expect(opened).toMatchObject({ expiryDate: '', ipc: 'F04D 29/38', 'patentees.0.id': office.organisationId })
    expect(opened).not.toHaveProperty('status')
    await as.officer.send('POST', `${path}/edit`, { form: { ...opened, filingDate: '2020-12-10' } })
    expect(textOf((await open(as.officer, path)).querySelector('#dates'))).toContain(
      '届满日（当日终止） 2040-12-10 有效期最后一日 2040-12-09'
    )
    const shorter = { ...formOf(await open(as.officer, `${path}/edit`)), expiryDate: '2035-01-01' }
    await as.officer.send('POST', `${path}/edit`, { form: shorter })
    expect(formOf(await open(as.officer, `${path}/edit`))['expiryDate']).toBe('2035-01-01')
  })

  it('tells changes of holders and achievements by name', async () => {
    const { as, office, enterprise } = await testOffice()
    const achievement = await as.inventor.make('/api/achievements', disclosure)
    const made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const opened = formOf(await open(as.officer, `/patents/${made.id}/edit`))
    const form = { ...opened, 'patentees.1.id': enterprise.organisationId, 'achievements.0.id': achievement.id }
    await as.officer.send('POST', `/patents/${made.id}/edit`, { form })
    const story = textOf((await open(as.officer, `/patents/${made.id}`)).querySelector('#history li'))
    expect(story).toContain('专利权人 由“云溪理工大学”改为“云溪理工大学、静岭风机有限公司”')
    expect(story).toContain('关联成果 由“空”改为“ACH-2026-0001”')
    // The co-owner reads of it, but not of the office's achievements.
    const shared = await open(as.enterprise, `/patents/${made.id}`)
    expect(textOf(shared.querySelector('main'))).not.toContain('ACH-2026-0001')
    expect(textOf(shared.querySelector('main'))).not.toContain(achievement.id)
    expect(shared.querySelector('.td-linked')).toBeNull()
  })

  it('shows both versions to whoever comes second', async () => {
    const { as, office, enterprise } = await testOffice()
    const made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const path = `/patents/${made.id}/edit`
    const opened = formOf(await open(as.officer, path))
    await as.head.send('POST', path, { form: { ...opened, 'applicants.0.id': enterprise.organisationId } })
    const mine = { ...opened, 'title.en': 'A quiet blade' }
    const page = await pageOf(await as.officer.send('POST', path, { form: mine }), 412)
    const rows = [...page.querySelectorAll('.td-versions tbody tr')].map(textOf)
    expect(rows).toEqual(['专利名称 · 英文 A quiet blade A silent blade', '申请人 1 云溪理工大学 静岭风机有限公司'])
    expect(formOf(page)['title.en']).toBe('A quiet blade')
  })
})

describe('steps', () => {
  it('draws the possible ones, names why not the others, and takes them by form', async () => {
    const { as, office } = await testOffice()
    const made = await as.officer.make('/api/patents', {
      kind: 'invention',
      title: { zh: '叶片' },
      applicants: [office.organisationId],
    })
    const path = `/patents/${made.id}`
    const page = await open(as.officer, path)
    expect([...page.querySelectorAll('.td-steps a')].map(textOf)).toEqual(['记录受理'])
    expect(textOf(page.querySelector('.td-blocked'))).toContain('记录授权 专利当前状态（准备中）下不能进行此步骤')
    const asked = formOf(await open(as.officer, `${path}/filing`))
    expect(Object.keys(asked)).toEqual(['_return', '_version', 'applicationNumber', 'filingDate'])
    const wrong = { ...asked, applicationNumber: '202011472880.5', filingDate: '2020-12-14' }
    const refused = await pageOf(await as.officer.send('POST', `${path}/filing`, { form: wrong }), 422)
    expect(faultAt(refused, 'applicationNumber')).toContain('202011472880.4')
    const right = { ...wrong, applicationNumber: '202011472880.4' }
    expect((await as.officer.send('POST', `${path}/filing`, { form: right })).status).toBe(303)
    const filed = await open(as.officer, path)
    expect(textOf(filed.querySelector('.td-head .td-chip'))).toBe('受理')
    expect(textOf(filed.querySelector('#numbers'))).toContain('202011472880.4')
    // The same form again is a form of an older version.
    expect((await as.officer.send('POST', `${path}/filing`, { form: right })).status).toBe(412)
  })

  it('lets no setback lead', async () => {
    const { as, office } = await testOffice()
    const made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const steps = (await open(as.officer, `/patents/${made.id}`)).querySelector('.td-steps')!
    expect(textOf(steps)).toContain('年费逾期')
    expect(steps.querySelector('.btn-primary')).toBeNull()
  })

  it('asks why a right is given up', async () => {
    const { as, office } = await testOffice()
    const made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const path = `/patents/${made.id}/surrender`
    const asked = formOf(await open(as.officer, path))
    const page = await pageOf(await as.officer.send('POST', path, { form: asked }), 422)
    expect(faultAt(page, 'remark')).toBe('请填写此项')
    await as.officer.send('POST', path, { form: { ...asked, remark: '不再使用' } })
    const record = await open(as.officer, `/patents/${made.id}`)
    expect(textOf(record.querySelector('#history li'))).toContain('欧阳帆 记录放弃：不再使用')
    // A right that is over has no date ahead.
    expect(record.querySelector('.td-dates')).toBeNull()
  })
})

describe('the list', () => {
  it('filters, sorts, searches and exports what the API lists', async () => {
    const { as, office, enterprise } = await testOffice()
    await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const us = { kind: 'invention', officeCode: 'US', status: 'filed', title: { en: 'Fan' } }
    await as.officer.make('/api/patents', { ...us, applicationNumber: '13/573920', filingDate: '2012-10-12' })
    const design = { kind: 'design', title: { zh: '外观' }, applicants: [enterprise.organisationId] }
    await as.officer.make('/api/patents', design)
    const narrowed = `?organisation=${enterprise.organisationId}`
    const queries = ['', '?status=filed', '?kind=design', '?office=US', '?sort=filed', '?sort=expiry&kind=invention']
    for (const query of [...queries, '?sort=oldest&office=CN', '?q=静音', '?q=202011472880.4', narrowed]) {
      const wanted = await apiReferences(as.officer, `/api/patents${query}`)
      expect(wanted.length).toBeGreaterThan(0)
      expect(listed(await open(as.officer, `/patents${query}`))).toEqual(wanted)
      expect(await exportedReferences(as.officer, `/patents/export.csv${query}`)).toEqual(wanted)
    }
    const page = await open(as.officer, '/patents?office=US&sort=filed')
    expect(textOf(page.querySelector('.td-count'))).toBe('共 1 条')
    expect(textOf(page.querySelector('[aria-sort="descending"]'))).toBe('申请日')
    // A filter is a link that keeps the others, the order and nothing of the page one was on.
    const kinds = [...page.querySelectorAll('.td-choice a')].map((link) => link.getAttribute('href'))
    expect(kinds).toContain('/patents?office=US&sort=filed&kind=design')
    expect(textOf((await open(as.officer, `/patents${narrowed}`)).querySelector('.td-filters'))).toContain('静岭风机')
  })

  it('goes on where the page before ended', async () => {
    const { as } = await testOffice()
    for (const zh of ['一', '二', '三']) await as.officer.make('/api/patents', { kind: 'design', title: { zh } })
    const first = await open(as.officer, '/patents?limit=2')
    const second = await open(as.officer, first.querySelector('#more a')!.getAttribute('href')!)
    expect([...listed(first), ...listed(second)]).toEqual(['PAT-2026-0003', 'PAT-2026-0002', 'PAT-2026-0001'])
  })

  it('says what it is for while it is empty, and offers the first act to whom it may', async () => {
    const { as } = await testOffice()
    const page = await open(as.officer, '/patents')
    expect(page.querySelector('.td-empty a')?.getAttribute('href')).toBe('/patents/new')
    expect((await open(as.legal, '/patents')).querySelector('a[href="/patents/new"]')).toBeNull()
  })
})

describe('who sees what', () => {
  it('shows an enterprise the patents it holds together with the office, and no others', async () => {
    const { as, office, enterprise } = await testOffice()
    const alone = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const together = await as.officer.make('/api/patents', {
      ...grantedPatent(office.organisationId),
      applicationNumber: '202011472881.9',
      patentees: [office.organisationId, enterprise.organisationId],
    })
    expect(listed(await open(as.enterprise, '/patents'))).toEqual([together.reference])
    expect(await exportedReferences(as.enterprise, '/patents/export.csv')).toEqual([together.reference])
    await open(as.enterprise, `/patents/${alone.id}`, 404)
    const page = await open(as.enterprise, `/patents/${together.id}`)
    expect(textOf(page.querySelector('#people'))).toContain('静岭风机有限公司')
    expect(page.querySelector('main a[href^="/organisations"], .td-edit, .td-steps, .td-blocked')).toBeNull()
    await open(as.enterprise, `/patents/${together.id}/edit`, 403)
    await open(as.enterprise, `/patents/${together.id}/surrender`, 403)
    await open(as.enterprise, '/patents/new', 403)
  })

  it('shows inventors the patents of their own achievements', async () => {
    const { as, office } = await testOffice()
    const own = await as.inventor.make('/api/achievements', disclosure)
    const patent = { ...grantedPatent(office.organisationId), achievements: [own.id] }
    const made = await as.officer.make('/api/patents', patent)
    expect(listed(await open(as.inventor, '/patents'))).toEqual([made.reference])
    const page = await open(as.inventor, `/patents/${made.id}`)
    expect(page.querySelector('.td-linked a')?.getAttribute('href')).toBe(`/achievements/${own.id}`)
    expect(page.querySelector('.td-edit, .td-steps, .td-aside-act')).toBeNull()
    expect(listed(await open(as.colleague, '/patents'))).toEqual([])
    await open(as.colleague, `/patents/${made.id}`, 404)
  })

  it('draws no button for those who only read, and refuses the address behind it', async () => {
    const { as, office } = await testOffice()
    const made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    for (const reader of [as.legal, as.finance]) {
      expect((await open(reader, `/patents/${made.id}`)).querySelector('.td-edit, .td-steps')).toBeNull()
      await open(reader, `/patents/${made.id}/edit`, 403)
      const form = fields(office.organisationId)
      expect((await reader.send('POST', '/patents/new', { form })).status).toBe(403)
      expect((await reader.send('POST', `/patents/${made.id}/surrender`, { form: { remark: 'x' } })).status).toBe(403)
    }
  })

  it('knows nothing of another office', async () => {
    const { b, recordsA } = await twoOffices()
    const path = `/patents/${recordsA.patent.id}`
    for (const address of [path, `${path}/edit`, `${path}/surrender`]) await open(b.as.officer, address, 404)
    const form = fields(b.office.organisationId)
    expect((await b.as.officer.send('POST', `${path}/edit`, { form })).status).toBe(404)
    expect((await b.as.officer.send('POST', `${path}/surrender`, { form: { remark: 'x' } })).status).toBe(404)
    await open(b.as.officer, `/patents/new?achievement=${recordsA.achievement.id}`, 404)
  })

  it('puts the agreements about it beside a patent and offers a new one while it is in force', async () => {
    const { as, office, enterprise } = await testOffice()
    const made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
    const terms = licence(office.organisationId, enterprise.organisationId, [made.id])
    const agreement = await as.officer.make('/api/agreements', terms)
    const page = await open(as.officer, `/patents/${made.id}`)
    expect([...page.querySelectorAll('.td-linked a')].map((link) => link.getAttribute('href'))).toEqual([
      `/agreements/${agreement.id}`,
    ])
    expect(page.querySelector('.td-aside-act a')?.getAttribute('href')).toBe(`/agreements/new?patent=${made.id}`)
    expect((await open(as.finance, `/patents/${made.id}`)).querySelector('.td-aside-act')).toBeNull()
  })
})

it('says how near the end of a right is', async () => {
  const desk = await testOffice()
  const { as, office } = desk
  const made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const dates = async () => {
    const date = (await open(as.officer, `/patents/${made.id}`)).querySelector('.td-dates .td-date')!
    return [textOf(date), date.getAttribute('class')]
  }
  await put(desk, 'patents', made.id, { expiryDate: '2026-12-06' })
  expect(await dates()).toEqual(['2026-12-05 12 天后', 'td-date td-date-soon'])
  await put(desk, 'patents', made.id, { expiryDate: '2026-11-23' })
  expect(await dates()).toEqual(['2026-11-22 昨天', 'td-date td-date-overdue'])
  const english = await pageOf(await inEnglish(as.officer, `/patents/${made.id}`))
  expect(textOf(english.querySelector('.td-dates .td-date'))).toBe('2026-11-22 yesterday')
})

it('says everything in English to an English reader, and marks what is Chinese', async () => {
  const { as, office } = await testOffice()
  const made = await as.officer.make('/api/patents', {
    ...grantedPatent(office.organisationId),
    inventors: ['Yan Lan'],
  })
  const chinese = await as.officer.make('/api/patents', { kind: 'design', title: { zh: '外观' } })
  const paths = ['/patents', `/patents/${made.id}`, `/patents/${chinese.id}`, `/patents/${chinese.id}/filing`]
  for (const path of [...paths, '/patents/new']) {
    const page = await pageOf(await inEnglish(as.officer, path))
    const names = 'main [lang="zh-CN"], main option, main .td-history, main .td-asked'
    for (const marked of page.querySelectorAll(names)) marked.remove()
    expect(textOf(page.querySelector('main'))).not.toMatch(/\p{Script=Han}/u)
  }
})
