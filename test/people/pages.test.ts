import { expect, it } from 'vitest'
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
import { disclosure, twoOffices } from '../support/records.ts'

const form = {
  'name.zh': '顾𬱖',
  'name.en': 'Gu Wei',
  orcid: 'https://orcid.org/0000-0002-1825-0097',
  unit: '机械学院',
}

it('adds a person with a rare character and leads to the record', async () => {
  const { as, office } = await testOffice()
  const sent = { ...form, organisationId: office.organisationId, email: 'gu@yunxi.example.edu.cn' }
  const answer = await as.officer.send('POST', '/people/new', { form: sent })
  const page = await open(as.officer, answer.headers.get('location')!)
  expect(textOf(page.querySelector('h1'))).toBe('顾𬱖')
  expect(page.querySelector('a[href="https://orcid.org/0000-0002-1825-0097"]')).not.toBeNull()
  expect(textOf(page.querySelector(`main a[href="/organisations/${office.organisationId}"]`))).toBe('云溪理工大学')
})

it('suggests the right check digit of an ORCID iD and keeps what was typed', async () => {
  const { as } = await testOffice()
  const wrong = { ...form, orcid: '0000-0002-1825-0096', email: 'gu' }
  const page = await pageOf(await as.officer.send('POST', '/people/new', { form: wrong }), 422)
  expect(faultAt(page, 'orcid')).toBe('ORCID“0000-0002-1825-0096”的校验位不对：应为 7')
  expect(faultAt(page, 'email')).toContain('不是有效的电子邮件地址')
  expect(formOf(page)).toMatchObject(wrong)
  expect((await as.officer.send('POST', '/people/new', { form })).status).toBe(303)
  const double = await pageOf(await as.officer.send('POST', '/people/new', { form }), 422)
  expect(faultAt(double, 'orcid')).toContain('PER-2026-0003（顾𬱖）')
})

it('refuses a resident-ID number and does not repeat it', async () => {
  const { as } = await testOffice()
  const answer = await as.officer.send('POST', '/people/new', { form: { ...form, unit: '11010519491231002X' } })
  const page = await pageOf(answer, 422)
  expect(faultAt(page, 'unit')).toContain('居民身份证号码')
  expect(textOf(page.querySelector('main'))).not.toContain('11010519491231002X')
})

it('edits, tells the change by name, and shows both versions to whoever comes second', async () => {
  const { as, office, enterprise } = await testOffice()
  const made = await as.officer.make('/api/people', { name: { zh: '陆鸣' }, organisationId: office.organisationId })
  const opened = formOf(await open(as.officer, `/people/${made.id}/edit`))
  const moved = { ...opened, organisationId: enterprise.organisationId }
  expect((await as.head.send('POST', `/people/${made.id}/edit`, { form: moved })).status).toBe(303)
  const record = await open(as.officer, `/people/${made.id}`)
  expect(textOf(record.querySelector('#history li'))).toContain('所属单位 由“云溪理工大学”改为“静岭风机有限公司”')
  const mine = { ...opened, unit: '材料学院' }
  const page = await pageOf(await as.officer.send('POST', `/people/${made.id}/edit`, { form: mine }), 412)
  const rows = [...page.querySelectorAll('.td-versions tbody tr')].map(textOf)
  expect(rows).toEqual(['所属单位 云溪理工大学 静岭风机有限公司', '院系 / 部门 材料学院 空'])
})

it('lists and exports what the API lists', async () => {
  const { as, office } = await testOffice()
  await as.officer.make('/api/people', { name: { zh: '顾𬱖' }, organisationId: office.organisationId })
  for (const query of ['', '?q=顾𬱖', '?q=无此人']) {
    const wanted = await apiReferences(as.officer, `/api/people${query}`)
    expect(listed(await open(as.officer, `/people${query}`))).toEqual(wanted)
    expect(await exportedReferences(as.officer, `/people/export.csv${query}`)).toEqual(wanted)
  }
  const sheet = await (await as.officer.get('/people/export.csv?q=顾𬱖')).text()
  expect(sheet).toContain('顾𬱖,云溪理工大学,')
})

it('shows what a person took part in, as far as the reader may see it', async () => {
  const { as } = await testOffice()
  const contributors = [{ name: '龑岚', share: 1_000_000, personId: as.inventor.personId }]
  const own = await as.inventor.make('/api/achievements', { ...disclosure, contributors })
  const path = `/people/${as.inventor.personId}`
  for (const reader of [as.officer, as.inventor]) {
    const link = (await open(reader, path)).querySelector('.td-linked a')!
    expect(link.getAttribute('href')).toBe(`/achievements/${own.id}`)
    expect(textOf(link)).toBe('ACH-2026-0001 静音叶片')
  }
  expect((await open(as.colleague, path)).querySelector('.td-linked')).toBeNull()
})

it('draws no button that the reader may not press; nobody else gets in', async () => {
  const { as } = await testOffice()
  const path = `/people/${as.inventor.personId}`
  for (const reader of [as.legal, as.finance, as.inventor]) {
    expect((await open(reader, '/people')).querySelector('a[href="/people/new"]')).toBeNull()
    expect((await open(reader, path)).querySelector('.td-edit')).toBeNull()
    await open(reader, `${path}/edit`, 403)
    expect((await reader.send('POST', '/people/new', { form })).status).toBe(403)
  }
  await open(as.enterprise, '/people', 403)
})

it('knows nothing of another office', async () => {
  const { a, b, recordsA } = await twoOffices()
  for (const path of [`/people/${recordsA.person.id}`, `/people/${recordsA.person.id}/edit`])
    await open(b.as.officer, path, 404)
  expect((await b.as.officer.send('POST', `/people/${recordsA.person.id}/edit`, { form })).status).toBe(404)
  const stranger = { ...form, organisationId: a.enterprise.organisationId }
  const page = await pageOf(await b.as.officer.send('POST', '/people/new', { form: stranger }), 422)
  expect(faultAt(page, 'organisationId')).toBe('此单位不在本办的单位库中')
  expect(textOf(page.querySelector('main'))).not.toContain('静岭')
})

it('says everything in English to an English reader, and marks what is Chinese', async () => {
  const { as } = await testOffice()
  for (const path of ['/people', `/people/${as.inventor.personId}`, '/people/new']) {
    const page = await pageOf(await inEnglish(as.officer, path))
    for (const marked of page.querySelectorAll('main [lang="zh-CN"], main option, main .td-history')) marked.remove()
    expect(textOf(page.querySelector('main'))).not.toMatch(/\p{Script=Han}/u)
  }
})
