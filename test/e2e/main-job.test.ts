import { expect, it } from 'vitest'
import { administratorLink } from '../../src/identity/actions.ts'
import { makeLink } from '../../src/identity/codes.ts'
import { sha256Hex } from '../../src/kernel/ids.ts'
import { firm, universityA } from '../support/office.ts'
import { disclosure, grantedPatent, licence } from '../support/records.ts'
import { edgeDesk, letterTo, pathIn } from './desk.ts'
import { type Thing, type Visitor, visitor } from './visitor.ts'
import { useWorker } from './worker.ts'

const worker = useWorker()

type Contract = Thing & { readonly renditions: readonly { readonly form: string; readonly sha256: string | null }[] }
type Organisation = Thing & { readonly tenantId: string | null }

it(
  'does the main job of an office on the edge, from the first link to the verified contract',
  { timeout: 300_000 },
  async () => {
    const desk = await edgeDesk(worker)
    const { url, smtp } = desk
    const invitation = /邀请/

    // The command line has made a link; whoever opens it becomes the administrator, and later signs in by a mailed code.
    const site = { secret: desk.deps.config.secret, publicUrl: 'https://desk.example.edu.cn' }
    const first = { email: 'first@localhost.localdomain', invitationId: administratorLink, minutes: 60 }
    const administrator = visitor(url)
    const link = pathIn(await desk.write((ctx) => makeLink(ctx, site, first)))
    const email = 'head@yunxi.example.edu.cn'
    await administrator.fill(await administrator.open(link), { name: '何敬', email })
    expect(administrator.signedIn()).toBe(true)
    const head = visitor(url)
    const signIn = async (who: Visitor): Promise<void> => {
      const before = smtp.letters.length
      const page = await (await who.fill(await who.open('/sign-in'), { email })).text()
      const letter = await smtp.letter((one) => smtp.letters.indexOf(one) >= before && one.to.includes(email))
      await who.fill(page, { code: /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(letter.message.text)![0] })
    }
    await signIn(head)

    // The office, its people, its partner.
    const { name, uscc, address, legalRepresentative } = universityA
    await head.fill(await head.open('/offices/new'), {
      'name.zh': name.zh!,
      'name.en': name.en!,
      'address.zh': address!.zh!,
      'address.en': address!.en!,
      uscc: uscc!,
      legalRepresentative: legalRepresentative!,
      zone: 'Asia/Shanghai',
      locale: 'zh-CN',
      headName: '何敬',
      headEmail: email,
    })
    await signIn(head)
    const join = async (path: string, fields: Record<string, string>, to: string): Promise<Visitor> => {
      await head.fill(await head.open(path), { ...fields, email: to })
      const somebody = visitor(url)
      const page = await somebody.open(pathIn((await letterTo(smtp, to, invitation)).message.text))
      await somebody.fill(page, { token: /name="token" value="([^"]+)"/.exec(page)![1]! })
      expect(somebody.signedIn()).toBe(true)
      return somebody
    }
    const colleague = (role: string, who: string) =>
      join('/members/new', { name: who, roles: role }, `${role}@yunxi.example.edu.cn`)
    const officer = await colleague('officer', '欧阳帆')
    const legal = await colleague('legal', '乐怡')
    const inventor = await colleague('inventor', '龑岚')
    const partner = await officer.make<Organisation>('/api/organisations', firm)
    const enterprise = await join(
      '/members/enterprise',
      { organisationId: partner.id, name: '程静' },
      'cheng@jingling.example.com'
    )

    // An achievement, from the inventor's draft to its publication.
    const tooMuch = disclosure.contributors.map((one) => ({ ...one, share: 525_000 }))
    const refused = await inventor.ask('POST', '/api/achievements', { json: { ...disclosure, contributors: tooMuch } })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('105')])
    let achievement = await inventor.make('/api/achievements', disclosure)
    const advance = async (who: Visitor, step: string, json?: unknown) => {
      achievement = await who.step('achievements', achievement, step, json)
    }
    await advance(inventor, 'submission')
    await letterTo(smtp, 'officer@yunxi.example.edu.cn', new RegExp(achievement.reference))
    await advance(officer, 'receipt')
    await advance(officer, 'acceptance', { serviceBasis: 'task', stateFunded: true, screenedForSecrecy: true })
    await advance(officer, 'evaluation', { route: 'patent', trl: 6 })
    await advance(head, 'approval')

    // Its patent: a wrong check digit is refused with the right one.
    const { items } = await officer.get<{ items: Organisation[] }>('/api/organisations')
    const own = items.find(({ id }) => id !== partner.id)!
    const rights = { ...grantedPatent(own.id), achievements: [achievement.id] }
    const wrong = await officer.ask('POST', '/api/patents', {
      json: { ...rights, applicationNumber: '202011472880.5' },
    })
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('202011472880.4')])
    const patent = await officer.make('/api/patents', rights)
    achievement = await head.get(`/api/achievements/${achievement.id}`)
    await advance(head, 'publication')
    expect(achievement.state).toBe('published')

    // An exclusive licence, from the draft to its approval.
    let agreement = await officer.make('/api/agreements', licence(own.id, partner.id, [patent.id]))
    const conclude = async (who: Visitor, step: string, json?: unknown) => {
      agreement = await who.step('agreements', agreement, step, json)
    }
    await conclude(officer, 'review')
    await conclude(legal, 'clearance')
    await conclude(officer, 'pricing', { method: 'listing' })
    await conclude(officer, 'price', { evidence: '云溪技术交易所挂牌公告 2026-118' })
    await conclude(head, 'approval')
    expect(agreement.state).toBe('approved')

    // Its contract: refused while a fact is missing, then mailed to the other party as PDF, and anybody can check it.
    const issues = `/api/agreements/${agreement.id}/contracts`
    const missing = await legal.ask('POST', issues, { json: { locale: 'zh-CN' } })
    expect([missing.status, await missing.text()]).toEqual([422, expect.stringContaining('parties.0.contact')])
    const completed = await legal.ask('PUT', `/api/organisations/${own.id}`, {
      json: universityA,
      headers: { 'if-match': `"${own.version}"` },
    })
    expect(completed.status).toBe(200)
    let contract = await legal.make<Contract>(issues, { locale: 'zh-CN' })
    const { message } = await letterTo(smtp, 'cheng@jingling.example.com', new RegExp(contract.reference))
    const [pdf] = message.attachments
    expect(pdf).toMatchObject({ type: 'application/pdf', name: expect.stringContaining(contract.reference) as string })
    contract = await legal.get(`/api/contracts/${contract.id}`)
    const sha256 = sha256Hex(pdf!.bytes)
    expect(contract.renditions).toMatchObject([{ form: 'zh-CN', sha256 }])
    expect(message.text).toContain(sha256)
    const stored = await enterprise.ask('GET', `/api/contracts/${contract.id}/documents/zh-CN`)
    expect(sha256Hex(new Uint8Array(await stored.arrayBuffer()))).toBe(sha256)
    const anybody = visitor(url)
    const verify = (hash: string) => anybody.get<{ issued: boolean; state: string }>(`/api/verify?sha256=${hash}`)
    expect(await verify(sha256)).toMatchObject({ issued: true, state: 'issued' })
    pdf!.bytes[1_000]! ^= 1
    expect(await verify(sha256Hex(pdf!.bytes))).toMatchObject({ issued: false, state: null })

    // The enterprise sees its agreement and nothing else.
    expect(await enterprise.get(`/api/agreements/${agreement.id}`)).toMatchObject({ id: agreement.id })
    expect((await enterprise.ask('GET', `/api/achievements/${achievement.id}`)).status).toBe(403)
    expect(desk.logged()).toEqual([expect.stringContaining('"refused":"forbidden"')])
  }
)
