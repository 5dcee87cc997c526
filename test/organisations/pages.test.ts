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
import { firmB, twoOffices } from '../support/records.ts'

const form = {
  kind: 'enterprise',
  'name.zh': '明澈水务有限公司',
  'name.en': 'Mingche Water Co., Ltd.',
  uscc: '9120 0000 MA0X 0000 25',
  country: 'CN',
  legalRepresentative: '顾𬱖',
  'contacts.0._row': '',
  'contacts.0.name': '龑岚',
  'contacts.0.email': 'yan.lan@mingche.example.com',
}

describe('the form', () => {
  it('adds an entry and leads to its record', async () => {
    const { as } = await testOffice()
    const answer = await as.officer.send('POST', '/organisations/new', { form })
    expect(answer.status).toBe(303)
    const page = await open(as.officer, answer.headers.get('location')!)
    const text = textOf(page.querySelector('main'))
    for (const fact of [
      '明澈水务有限公司',
      '91200000MA0X000025',
      '顾𬱖',
      '龑岚',
      'yan.lan@mingche.example.com',
      '中国',
    ])
      expect(text).toContain(fact)
    expect(page.querySelector('main [lang="en"]')?.textContent).toBe('Mingche Water Co., Ltd.')
    expect(text).toContain('欧阳帆 添加单位 ORG-2026-0003')
  })

  it('keeps what was typed and says beside each field what is wrong with it', async () => {
    const { as } = await testOffice()
    const wrong = { ...form, kind: '', uscc: '91200000MA0X000024', 'contacts.0.email': 'yan.lan@' }
    const page = await pageOf(await as.officer.send('POST', '/organisations/new', { form: wrong }), 422)
    expect(faultAt(page, 'kind')).toBe('请选择一项')
    expect(faultAt(page, 'uscc')).toContain('对应的校验码是 5')
    expect(faultAt(page, 'contacts.0.email')).toContain('不是有效的电子邮件地址')
    expect(page.querySelectorAll('.td-errors li')).toHaveLength(3)
    expect(formOf(page)).toMatchObject(wrong)
  })

  it('drops a row that was left empty and names the others by their own number', async () => {
    const { as } = await testOffice()
    const wrong = { ...form, 'contacts.0.name': '', 'contacts.0.email': '', 'contacts.1.phone': '024 8888' }
    const page = await pageOf(await as.officer.send('POST', '/organisations/new', { form: wrong }), 422)
    expect(faultAt(page, 'contacts.0.name')).toBe('请填写此项')
    expect(formOf(page)['contacts.0.phone']).toBe('024 8888')
  })

  it('refuses the credit code of another entry and links to that entry', async () => {
    const { as, enterprise } = await testOffice()
    const same = { ...form, uscc: '91100000MA0X00007X' }
    const page = await pageOf(await as.officer.send('POST', '/organisations/new', { form: same }), 422)
    expect(faultAt(page, 'uscc')).toBe('此信用代码已登记为 ORG-2026-0002（静岭风机有限公司）')
    const field = page.querySelector('#f-uscc')!.closest('.td-field')!
    expect(field.querySelector('a')?.getAttribute('href')).toBe(`/organisations/${enterprise.organisationId}`)
    expect(page.querySelector('[name="evenIfDouble"]')).toBeNull()
  })

  it('refuses a name that is there once, and takes it when it is confirmed', async () => {
    const { as, enterprise } = await testOffice()
    const same = { ...form, 'name.zh': '静岭 风机股份有限公司', 'name.en': '' }
    const first = await open(as.officer, '/organisations/new')
    expect(first.querySelector('[name="evenIfDouble"]')).toBeNull()
    const page = await pageOf(await as.officer.send('POST', '/organisations/new', { form: same }), 409)
    expect(faultAt(page, 'name')).toContain('ORG-2026-0002')
    const link = page.querySelector(`#f-name-set a[href="/organisations/${enterprise.organisationId}"]`)
    expect(textOf(link)).toBe('ORG-2026-0002 静岭风机有限公司')
    expect(page.querySelectorAll('.td-notice')).toHaveLength(0)
    const again = { ...formOf(page), evenIfDouble: 'true' }
    const wrong = await as.officer.send('POST', '/organisations/new', { form: { ...again, uscc: '1' } })
    expect(formOf(await pageOf(wrong, 422))['evenIfDouble']).toBe('true')
    expect((await as.officer.send('POST', '/organisations/new', { form: again })).status).toBe(303)
  })

  it('adds a row without losing what was typed, and keeps it in the other language', async () => {
    const { as } = await testOffice()
    const more = await as.officer.send('POST', '/organisations/new', { form: { ...form, _add: 'contacts' } })
    const page = await pageOf(more)
    expect(formOf(page)).toMatchObject({ ...form, 'contacts.1.name': '' })
    const other = await as.officer.send('POST', '/organisations/new', { form: { ...formOf(page), _language: 'en' } })
    const english = await pageOf(other)
    expect(textOf(english.querySelector('h1'))).toBe('Add an organisation')
    expect(formOf(english)).toMatchObject(form)
  })
})

describe('editing', () => {
  const edit = async () => {
    const desk = await testOffice()
    const path = `/organisations/${desk.enterprise.organisationId}`
    const opened = formOf(await open(desk.as.officer, `${path}/edit`))
    return { ...desk, path, opened }
  }

  it('opens with the record as it is and saves what is changed', async () => {
    const { as, path, opened } = await edit()
    expect(opened).toMatchObject({
      kind: 'enterprise',
      'name.zh': '静岭风机有限公司',
      uscc: '91100000MA0X00007X',
      'contacts.0.name': '程静',
    })
    const changed = { ...opened, country: 'DE', 'contacts.0.phone': '+49 30 1' }
    const answer = await as.officer.send('POST', `${path}/edit`, { form: changed })
    expect(answer.headers.get('location')).toBe(`${path}?done=saved`)
    const page = await open(as.officer, `${path}?done=saved`)
    const story = textOf(page.querySelector('#history li'))
    expect(story).toContain('国家 / 地区 由“中国”改为“德国”')
    expect(story).toContain('程静 +49 30 1')
    expect(textOf(page.querySelector('[role="status"]'))).toContain('已保存')
  })

  it('shows both versions to whoever comes second, in words', async () => {
    const { as, path, opened } = await edit()
    await as.legal.send('POST', `${path}/edit`, { form: { ...opened, kind: 'investor', legalRepresentative: '苏砚' } })
    const mine = { ...opened, kind: 'institute' }
    const page = await pageOf(await as.officer.send('POST', `${path}/edit`, { form: mine }), 412)
    const rows = [...page.querySelectorAll('.td-versions tbody tr')].map(textOf)
    expect(rows).toEqual(['类型 科研院所 投资机构', '法定代表人 顾𬱖 苏砚'])
    expect(textOf(page.querySelector('.td-stale h2'))).toContain('乐怡')
    expect((await as.officer.send('POST', `${path}/edit`, { form: formOf(page) })).status).toBe(303)
    expect(textOf(await open(as.officer, path).then((p) => p.querySelector('#identity')))).toContain('科研院所')
  })
})

describe('the list', () => {
  it('filters, sorts, searches and exports what the API lists', async () => {
    const { as } = await testOffice()
    await as.officer.make('/api/organisations', firmB)
    await as.officer.make('/api/organisations', {
      kind: 'hospital',
      name: { en: 'Aarau "Clinic", Ltd' },
      country: 'CH',
    })
    for (const query of ['', '?kind=enterprise', '?sort=name', '?sort=oldest&kind=enterprise', '?q=明澈']) {
      const wanted = await apiReferences(as.officer, `/api/organisations${query}`)
      expect(listed(await open(as.officer, `/organisations${query}`))).toEqual(wanted)
      expect(await exportedReferences(as.officer, `/organisations/export.csv${query}`)).toEqual(wanted)
    }
    const page = await open(as.officer, '/organisations?kind=enterprise')
    expect(textOf(page.querySelector('.td-count'))).toBe('共 2 条')
    const sheet = await (await as.officer.get('/organisations/export.csv')).text()
    expect(sheet).toContain('"Aarau ""Clinic"", Ltd"')
  })

  it('goes on where the page before ended', async () => {
    const { as } = await testOffice()
    await as.officer.make('/api/organisations', firmB)
    const first = await open(as.officer, '/organisations?limit=2&sort=oldest')
    const more = first.querySelector('#more a')!.getAttribute('href')!
    const second = await open(as.officer, more)
    expect([...listed(first), ...listed(second)]).toEqual(['ORG-2026-0001', 'ORG-2026-0002', 'ORG-2026-0003'])
    expect(second.querySelector('#more a.btn')).toBeNull()
  })
})

describe('what stands beside an entry', () => {
  it('lists its patents and leads to all of them when there are many', async () => {
    const { as, enterprise } = await testOffice()
    const patent = (n: number) => ({
      kind: 'design',
      title: { zh: `外观${n}` },
      applicants: [enterprise.organisationId],
    })
    for (let n = 1; n <= 9; n++) await as.officer.make('/api/patents', patent(n))
    const page = await open(as.officer, `/organisations/${enterprise.organisationId}`)
    const links = [...page.querySelectorAll('.td-linked a')]
    expect(links).toHaveLength(9)
    expect(textOf(links[0]!)).toBe('PAT-2026-0009 外观9')
    expect(textOf(links[8]!)).toBe('全部 9 件专利')
    expect(listed(await open(as.officer, links[8]!.getAttribute('href')!))).toHaveLength(9)
  })

  it('offers to invite a member of an enterprise that is known well enough', async () => {
    const { as, enterprise, office } = await testOffice()
    const unknown = await as.officer.make('/api/organisations', { kind: 'enterprise', name: { zh: '新企业' } })
    const steps = async (id: string) =>
      textOf((await open(as.officer, `/organisations/${id}`)).querySelector('.td-head'))
    const page = await open(as.officer, `/organisations/${enterprise.organisationId}`)
    const invite = page.querySelector('.td-steps a')!
    expect(invite.getAttribute('href')).toBe(`/members/enterprise?organisation=${enterprise.organisationId}`)
    expect(await steps(unknown.id)).not.toContain('邀请')
    const blocked = await open(as.officer, `/organisations/${unknown.id}`)
    expect(textOf(blocked.querySelector('.td-blocked'))).toContain('邀请前请先核实')
    expect(await steps(office.organisationId)).not.toContain('邀请')
    const legal = await open(as.legal, `/organisations/${enterprise.organisationId}`)
    expect(legal.querySelector('.td-steps, .td-blocked')).toBeNull()
  })
})

describe('who may', () => {
  it('draws no button that the reader may not press, and refuses the address behind it', async () => {
    const { as, enterprise } = await testOffice()
    const path = `/organisations/${enterprise.organisationId}`
    for (const reader of [as.finance, as.inventor]) {
      expect((await open(reader, '/organisations')).querySelector('a[href="/organisations/new"]')).toBeNull()
      expect((await open(reader, path)).querySelector('.td-edit')).toBeNull()
      await open(reader, '/organisations/new', 403)
      await open(reader, `${path}/edit`, 403)
      expect((await reader.send('POST', '/organisations/new', { form })).status).toBe(403)
    }
    for (const outside of [as.enterprise, as.administrator]) await open(outside, '/organisations', 403)
    expect((await open(as.legal, '/organisations')).querySelector('a[href="/organisations/new"]')).not.toBeNull()
  })

  it('knows nothing of another office', async () => {
    const { a, b } = await twoOffices()
    const path = `/organisations/${a.enterprise.organisationId}`
    await open(b.as.officer, path, 404)
    await open(b.as.officer, `${path}/edit`, 404)
    expect((await b.as.officer.send('POST', `${path}/edit`, { form })).status).toBe(404)
    expect(await exportedReferences(b.as.officer, '/organisations/export.csv')).toEqual(
      await apiReferences(b.as.officer, '/api/organisations')
    )
  })
})

it('says everything in English to an English reader, and marks what is Chinese', async () => {
  const { as } = await testOffice()
  const made = await as.officer.make('/api/organisations', { kind: 'institute', name: { zh: '云溪研究院' } })
  for (const path of ['/organisations', `/organisations/${made.id}`, `/organisations/${made.id}/edit`]) {
    const page = await pageOf(await inEnglish(as.officer, path))
    for (const marked of page.querySelectorAll('main [lang="zh-CN"]')) marked.remove()
    for (const field of page.querySelectorAll('main option, main .td-history')) field.remove()
    expect(textOf(page.querySelector('main'))).not.toMatch(/\p{Script=Han}/u)
  }
})
