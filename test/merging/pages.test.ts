import { expect, it } from 'vitest'
import { people } from '../../src/people/table.ts'
import { testOffice } from '../support/office.ts'
import { besideOffice, type Made } from '../support/records.ts'
import { parsed } from '../web/kit.ts'
import { rowOf } from './merging.ts'

it('leads from the record over the likely double and the choices to the merged one, and back', async () => {
  const desk = await testOffice()
  const { as } = desk
  const kept = as.inventor.personId!
  const sent = { name: { zh: '龑岚' }, unit: '机械学院', orcid: '0000-0002-1825-0097' }
  const double: Made = await as.officer.make('/api/people', sent)
  const page = async (path: string) => parsed(await (await as.officer.get(path)).text())
  const hrefs = (document: Document) =>
    [...document.querySelectorAll('main a[href]')].map((link) => link.getAttribute('href'))

  expect(hrefs(await page(`/people/${kept}`))).toContain(`/people/${kept}/merge`)
  const address = `/people/${kept}/merge?with=${double.id}`
  const choose = await page(`/people/${kept}/merge`)
  expect(hrefs(choose)).toContain(address)
  expect([...choose.querySelectorAll('select[name=with] option')].map((one) => one.getAttribute('value'))).toContain(
    double.id
  )

  const compare = await page(address)
  // What only the double knows is proposed; what is alike is not asked.
  const ticked = [...compare.querySelectorAll('input[type=radio][checked]')]
  expect(ticked.map((one) => `${one.getAttribute('name')} ${one.getAttribute('value')}`)).toEqual([
    'take.unit dropped',
    'take.email kept',
    'take.orcid dropped',
  ])
  const form = { _version: '1', 'take.unit': 'dropped', 'take.email': 'kept', 'take.orcid': 'kept' }
  const answer = await as.officer.send('POST', address, { form })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/people/${kept}?done=merged`])
  expect(await rowOf(desk, people, kept)).toMatchObject({ unit: '机械学院', orcid: null, email: as.inventor.email })

  const merged = await page(`/people/${kept}`)
  expect(merged.querySelector('.td-notice')?.textContent).toContain(double.reference)
  expect(merged.querySelector('#history')?.textContent).toContain(`并入重复人员 ${double.reference}`)
  const undo = merged.querySelector('form[action^="/merges/"]')!.getAttribute('action')!
  const undone = await as.officer.send('POST', undo, { form: { _version: '2' } })
  expect([undone.status, undone.headers.get('location')]).toEqual([303, `/people/${kept}?done=unmerged`])
  expect((await page(`/people/${kept}`)).querySelector('form[action^="/merges/"]')).toBeNull()
  expect((await page(`/people/${double.id}`)).querySelector('#history')?.textContent).toContain('撤销与')
})

it('says before anything is sent why two entries stay apart, and offers no button', async () => {
  const desk = await testOffice()
  const { as, office, enterprise } = desk
  const at = `/organisations/${enterprise.organisationId}/merge?with=${office.organisationId}`
  const page = parsed(await (await as.officer.get(at)).text())
  expect(page.querySelector('.td-notice-warning')?.textContent).toContain('只能保留')
  expect(page.querySelector('main form[method=post]')).toBeNull()
  expect((await as.officer.send('POST', at, { form: { _version: '1' } })).status).toBe(422)
})

it('keeps what was chosen when somebody was quicker', async () => {
  const desk = await testOffice()
  const { as } = desk
  const kept = as.inventor.personId!
  const double: Made = await as.officer.make('/api/people', { name: { zh: '龑岚' }, unit: '机械学院' })
  const form = { _version: '9', 'take.unit': 'kept', 'take.email': 'dropped' }
  const answer = await as.officer.send('POST', `/people/${kept}/merge?with=${double.id}`, { form })
  expect(answer.status).toBe(412)
  const page = parsed(await answer.text())
  expect(page.querySelector('input[name=_version]')?.getAttribute('value')).toBe('1')
  const ticked = [...page.querySelectorAll('input[type=radio][checked]')].map((one) => one.getAttribute('value'))
  expect(ticked).toEqual(['kept', 'dropped'])
})

it('offers it to nobody else, and nothing of another office', async () => {
  const desk = await testOffice()
  const { as, enterprise } = desk
  const at = `/organisations/${enterprise.organisationId}`
  expect(await (await as.legal.get(at)).text()).not.toContain(`${at}/merge`)
  expect((await as.legal.get(`${at}/merge`)).status).toBe(403)
  const b = await besideOffice(desk)
  expect((await as.officer.get(`${at}/merge?with=${b.enterprise.organisationId}`)).status).toBe(404)
  expect((await as.officer.get(`/organisations/${b.enterprise.organisationId}/merge`)).status).toBe(404)
  expect(await (await as.officer.get(`${at}/merge`)).text()).not.toContain(b.enterprise.organisationId)
})
