import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDesk } from '../../src/node.ts'
import { useBrowser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { fill, follow, press, take } from '../support/person.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'

/** The main job of an office once, from the printed link to the verified PDF, each person in a browser of their own. */
const browser = useBrowser()
let folder: string
let smtp: Smtp
let desk: Awaited<ReturnType<typeof openDesk>>
let base: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-'))
  smtp = await startSmtp()
  const port = await freePort()
  base = `http://127.0.0.1:${port}`
  const mail = { SMTP_URL: smtp.url, MAIL_FROM: '转化台 <desk@example.edu.cn>' }
  desk = await openDesk({ DATA_DIR: folder, PORT: String(port), ...mail })
  await desk.listen()
})
afterAll(async () => {
  await desk.close()
  await smtp.close()
  await rm(folder, { recursive: true, force: true })
})

const letterTo = (email: string, subject: RegExp) =>
  smtp.letter(({ to, message }) => to.includes(email) && subject.test(message.subject))
const newPage = async (): Promise<Page> => (await browser.open(base)).newPage()
const at = (email: string): string => `${email}@yunxi.example.edu.cn`

/** Accepts the newest invitation to an address. */
async function accept(email: string): Promise<Page> {
  const { message } = await letterTo(email, /邀请/)
  const page = await newPage()
  await page.goto(/https?:\/\/\S+/.exec(message.text)![0])
  await press(page, '接受邀请并登录')
  await page.waitForURL(`${base}/`)
  return page
}

it('leads from the first link to a verified contract', { timeout: 400_000 }, async () => {
  // The administrator opens the printed link and becomes the head of the first office.
  const head = await newPage()
  await head.goto((await desk.firstLink())!)
  await fill(head, { name: '何敬', email: at('head') })
  await press(head, '设立并登录')
  await follow(head, '建立成果办')
  await fill(head, {
    'name.zh': '云溪理工大学',
    'name.en': 'Yunxi University of Technology',
    uscc: '12100000MB0X00000F',
  })
  await fill(head, {
    'address.zh': '云溪市学府路1号',
    'address.en': '1 Xuefu Road, Yunxi',
    headName: '何敬',
    headEmail: at('head'),
  })
  await press(head, '建立成果办')
  await head.waitForURL(/\/offices\?done=created/)

  // Colleagues are invited by mail and come in by the mailed links.
  for (const [role, name] of Object.entries({ officer: '欧阳帆', legal: '乐怡', inventor: '龑岚' })) {
    await head.goto('/members/new')
    await fill(head, { name, email: at(role), roles: role })
    await press(head, '发送邀请')
    await head.waitForURL(/done=invited/)
  }
  const [officer, legal, inventor] = [
    await accept(at('officer')),
    await accept(at('legal')),
    await accept(at('inventor')),
  ]

  // An inventor files with rare characters, is refused 105 %, mends it and submits.
  await inventor.goto('/achievements/new')
  await fill(inventor, { stateSecret: 'false' })
  await press(inventor, '继续填写')
  await fill(inventor, {
    'title.zh': '低噪声轴流叶片',
    'title.en': 'Low-noise axial blade',
    field: '机械与装备',
    fundingSource: '国家财政',
    'earlierDisclosure.answer': 'none',
  })
  await fill(inventor, {
    'abstract.zh': '通过前缘仿生锯齿降低轴流风机噪声，适用于工业余热回收。',
    'contributors.0.share': '50',
  })
  for (const [row, name, share] of [
    [1, '顾𬱖', '30'],
    [2, '陆鸣', '25'],
  ] as const) {
    await press(inventor, '添加完成人')
    await inventor.locator(`[name="contributors.${row}.name"]`).waitFor()
    await fill(inventor, { [`contributors.${row}.name`]: name, [`contributors.${row}.share`]: share })
  }
  await press(inventor, '保存草稿')
  await inventor.getByText('105%').first().waitFor()
  expect(await inventor.locator('[name="contributors.1.name"]').inputValue()).toBe('顾𬱖')
  await fill(inventor, { 'contributors.2.share': '20' })
  await press(inventor, '保存草稿')
  await press(inventor, '提交至成果办')
  const achievement = new URL(inventor.url()).pathname

  // The officer sends it back once and then passes it; the head approves.
  await letterTo(at('officer'), /披露/)
  await officer.goto(achievement)
  await press(officer, '受理')
  await take(officer, '退回补正', { remark: '请补充适用范围' })
  expect((await letterTo(at('inventor'), /退回/)).message.text).toContain('请补充适用范围')
  await inventor.goto(achievement)
  await press(inventor, '开始修改')
  await press(inventor, '提交至成果办')
  await officer.goto(achievement)
  await press(officer, '受理')
  await take(officer, '通过形式审查', { serviceBasis: 'task', stateFunded: 'true', screenedForSecrecy: 'true' })
  await take(officer, '记录评价结论', { route: 'patent', trl: '6' })
  await head.goto(achievement)
  await take(head, '批准')

  // Its patent: a wrong check digit is refused with the right one.
  await officer.goto(`/patents/new?achievement=${achievement.split('/').at(-1)}`)
  await fill(officer, {
    kind: 'invention',
    status: 'granted',
    applicationNumber: '202019900012.3',
    patentNumber: 'ZL202019900012.2',
  })
  await fill(officer, {
    'title.zh': '一种低噪声轴流叶片及其成形方法',
    'title.en': 'Low-noise axial blade and method of forming it',
  })
  for (const [group, add] of Object.entries({ applicants: '添加申请人', patentees: '添加专利权人' })) {
    if ((await officer.locator(`[name="${group}.0.id"]`).count()) === 0) await press(officer, add)
    await officer.locator(`[name="${group}.0.id"]`).waitFor()
    await fill(officer, { [`${group}.0.id`]: '云溪理工大学' })
  }
  await fill(officer, { filingDate: '2020-12-15', grantDate: '2022-08-09' })
  await press(officer, '登记专利')
  await officer.getByText('202019900012.2').first().waitFor()
  await fill(officer, { applicationNumber: '202019900012.2' })
  await press(officer, '登记专利')
  await officer.locator('.td-record').waitFor()
  const patent = new URL(officer.url()).pathname.split('/').at(-1)!
  await head.goto(achievement)
  await press(head, '发布成果')
  await head.getByText('已发布').first().waitFor()

  // The enterprise enters the address book and is invited.
  await officer.goto('/organisations/new')
  await fill(officer, {
    kind: 'enterprise',
    'name.zh': '静岭风机有限公司',
    'name.en': 'Jingling Fans Co., Ltd.',
    uscc: '91100000MA0X00007X',
  })
  await fill(officer, {
    'address.zh': '云溪市创业大道88号',
    'address.en': '88 Chuangye Avenue, Yunxi',
    legalRepresentative: '顾𬱖',
  })
  await press(officer, '添加联系人')
  await officer.locator('[name="contacts.0.name"]').waitFor()
  await fill(officer, { 'contacts.0.name': '程静', 'contacts.0.email': 'cheng@jingling.example.com' })
  await press(officer, '添加单位')
  await officer.locator('.td-record').waitFor()
  await follow(officer, '邀请企业成员')
  await fill(officer, { name: '程静', email: 'cheng@jingling.example.com' })
  await press(officer, '发送邀请')
  const enterprise = await accept('cheng@jingling.example.com')

  // An exclusive licence, through review, price and notice to approval.
  await officer.goto(`/agreements/new?patent=${patent}`)
  await fill(officer, {
    'title.zh': '低噪声叶片独占许可',
    'title.en': 'Exclusive licence of the low-noise blade',
    exclusivity: 'exclusive',
  })
  await fill(officer, {
    'parties.0.role': '许可人',
    'parties.0.organisationId': '云溪理工大学',
    'parties.1.role': '被许可人',
    'parties.1.organisationId': '静岭风机',
  })
  await fill(officer, {
    'territory.zh': '中国大陆',
    'territory.en': 'mainland China',
    'field.zh': '轴流风机',
    'field.en': 'axial fans',
  })
  await fill(officer, {
    termStart: '2027-01-01',
    termEnd: '2034-12-31',
    'contractValue.amount': '120万',
    'remuneration.model': 'lump_sum',
  })
  await officer.locator('[name="remuneration.due.days"]').waitFor()
  await fill(officer, { 'remuneration.due.days': '30' })
  await press(officer, '保存草稿')
  await officer.locator('.td-record').waitFor()
  const agreement = new URL(officer.url()).pathname
  await press(officer, '提交内部审查')
  await legal.goto(agreement)
  await take(legal, '通过审查')
  await officer.goto(agreement)
  await take(officer, '确定定价方式', { method: 'auction' })
  await take(officer, '确定价格', { evidence: '沈阳技术交易所拍卖结果 2026-118' })
  await head.goto(agreement)
  await take(head, '批准')

  // The contract is refused while a legal representative is missing, and issued once it is there.
  await legal.goto(agreement)
  await follow(legal, '出具正式合同')
  await legal.locator('.td-decide').getByText('法定代表人').first().waitFor()
  await officer.goto('/organisations')
  await follow(officer, '云溪理工大学')
  await officer.locator('a[href$="/edit"], a[href*="/edit#"]').first().click()
  await fill(officer, { legalRepresentative: '沈知远' })
  await press(officer, '添加联系人')
  await officer.locator('[name="contacts.0.name"]').waitFor()
  await fill(officer, { 'contacts.0.name': '方明', 'contacts.0.email': 'transfer@yunxi.example.edu.cn' })
  await press(officer, '保存')
  await officer.locator('.td-record').waitFor()
  await legal.reload()
  await fill(legal, { locale: 'bilingual' })
  await press(legal, '出具正式合同')
  await legal.locator('.td-record').waitFor()

  // It arrives with the PDF; the PDF is known to the register, a changed byte is not.
  const { message } = await letterTo('cheng@jingling.example.com', /合同.*已出具/)
  const [attached] = message.attachments
  expect(attached!.type).toContain('application/pdf')
  const file = join(folder, 'contract.pdf')
  await writeFile(file, attached!.bytes)
  const anybody = await newPage()
  await anybody.goto('/verify')
  await anybody.locator('input[type=file]').setInputFiles(file)
  await anybody.getByText('该文件由本系统出具').first().waitFor()
  const changed = await readFile(file)
  changed[changed.length >> 1]! ^= 1
  await writeFile(file, changed)
  await anybody.goto('/verify')
  await anybody.locator('input[type=file]').setInputFiles(file)
  await anybody.getByText('没有找到').first().waitFor()

  // The enterprise sees its agreement and contract, and nothing of the office.
  await enterprise.goto(agreement)
  await enterprise.getByText('低噪声叶片独占许可').first().waitFor()
  const download = enterprise.waitForEvent('download')
  await enterprise.locator('main a[href$=".pdf"]').first().click()
  expect(await readFile(await (await download).path())).toEqual(attached!.bytes)
  for (const path of [achievement, '/people', '/organisations', '/keys'])
    expect([path, (await enterprise.goto(path))!.status()]).toEqual([path, 403])
})
