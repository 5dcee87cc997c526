import { expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { outbox } from '../../src/mail/table.ts'
import { open, pageOf, textOf } from '../support/html.ts'
import { testDesk, testOffice } from '../support/office.ts'

const form = {
  'name.zh': '海岚大学',
  'name.en': 'Hailan University',
  zone: 'Asia/Shanghai',
  locale: 'zh-CN',
  headName: '苏砚',
  headEmail: 'su@hailan.example.edu.cn',
}

it('says that the head was invited, and lets the invitation be sent again or taken back', async () => {
  const { as, db } = await testOffice()
  const { administrator } = as
  const answer = await administrator.send('POST', '/offices/new', { form })
  const page = await pageOf(await administrator.get(answer.headers.get('location')!))
  expect(textOf(page.querySelector('.td-notice-success'))).toContain('邀请已寄给负责人')
  expect(textOf(page.querySelector('main'))).toContain('su@hailan.example.edu.cn')
  const acts = (of: Document) =>
    [...of.querySelectorAll('form[action^="/offices/invitations/"]')].map((one) => one.getAttribute('action')!)
  expect(acts(page)).toHaveLength(2)
  expect((await as.head.send('POST', acts(page)[0]!, { form: {} })).status).toBe(403)
  expect((await administrator.send('POST', acts(page)[0]!, { form: {} })).status).toBe(303)
  const letters = await db.select().from(outbox).where(eq(outbox.recipient, form.headEmail))
  expect(letters).toHaveLength(2)
  // The first invitation is void; the second can be taken back.
  expect((await administrator.send('POST', acts(page)[1]!, { form: {} })).status).toBe(404)
  const again = await open(administrator, '/offices')
  expect((await administrator.send('POST', acts(again)[1]!, { form: {} })).status).toBe(303)
  expect(acts(await open(administrator, '/offices'))).toEqual([])
})

it('leaves the invitations of an office with a head to that office', async () => {
  const { as } = await testOffice()
  const second = { name: '新负责人', email: 'second@yunxi.example.edu.cn', roles: ['office_head'] }
  const { id } = await as.head.make('/api/invitations', second)
  expect(textOf(await open(as.administrator, '/offices'))).not.toContain(second.email)
  const answer = await as.administrator.send('POST', `/offices/invitations/${id}/withdrawal`, { form: {} })
  expect(answer.status).toBe(404)
})

it('speaks of a first office only while there is none', async () => {
  const { as } = await testOffice()
  expect(textOf(await open(as.administrator, '/'))).toContain('已有 1 个成果办')
  const desk = await testDesk()
  const first = await desk.person(null, ['administrator'], '管理员')
  expect(textOf(await open(first, '/'))).toContain('先建立第一个成果办')
})
