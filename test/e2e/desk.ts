import { onTestFinished } from 'vitest'
import { addOrganisation } from '../../src/organisations/actions.ts'
import { firm, testDesk, universityA } from '../support/office.ts'
import { type Desk, grantedPatent, licence } from '../support/records.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'
import { startBridge } from './hrana-bridge.ts'
import type { Thing } from './visitor.ts'

const token = 'the token of the database'
const mailFrom = '转化台 <desk@example.edu.cn>'

/**
 * A desk as on the edge: the Worker in workerd, its database behind HTTP, a mail server. The same database is also open
 * to the test, which may put people and records there beforehand.
 */
export async function edgeDesk<W>(
  worker: { readonly start: (settings: Readonly<Record<string, string>>) => Promise<W> },
  mail: Parameters<typeof startSmtp>[0] = {}
) {
  const smtp = await startSmtp(mail)
  onTestFinished(() => smtp.close())
  const desk = await testDesk({ SMTP_URL: smtp.url, MAIL_FROM: mailFrom })
  desk.setNow(new Date().toISOString()) // workerd has no clock but the real one
  const bridge = await startBridge(desk.file, token)
  onTestFinished(() => bridge.close())
  const running = await worker.start({
    SECRET: desk.deps.config.secret,
    PUBLIC_URL: 'https://desk.example.edu.cn',
    SMTP_URL: smtp.url,
    MAIL_FROM: mailFrom,
    DATABASE_URL: bridge.url,
    DATABASE_TOKEN: token,
  })
  return { ...desk, ...running, smtp }
}

/** An office with its people and a licence that its head has approved, put there before the Worker is asked. */
export async function approvedLicence(desk: Desk) {
  const office = await desk.tenant('office', universityA)
  const enterprise = await desk.tenant('enterprise', firm)
  const partner = await desk.write((ctx) => addOrganisation(ctx, office.id, firm, enterprise.id))
  const as = {
    head: await desk.person(office.id, ['office_head'], '何敬'),
    officer: await desk.person(office.id, ['officer'], '欧阳帆'),
    legal: await desk.person(office.id, ['legal'], '乐怡'),
    enterprise: await desk.person(enterprise.id, ['enterprise_member'], '程静'),
  }
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const drafted = await as.officer.make('/api/agreements', licence(office.organisationId, partner.id, [patent.id]))
  const reviewed = await as.officer.step(drafted, 'agreements', 'review')
  const cleared = await as.legal.step(reviewed, 'agreements', 'clearance')
  const priced = await as.officer.step(cleared, 'agreements', 'pricing', { method: 'listing' })
  const fixed = await as.officer.step(priced, 'agreements', 'price', { evidence: '挂牌公告 2026-118' })
  const agreement: Thing = await as.head.step(fixed, 'agreements', 'approval')
  return { office, partner, as, patent, agreement }
}

/** The newest letter to somebody about something. */
export const letterTo = (smtp: Smtp, recipient: string, subject: RegExp) =>
  smtp.letter(({ to, message }) => to.includes(recipient) && subject.test(message.subject))

/** The address in a letter, without the site: the test reaches the Worker elsewhere. */
export function pathIn(text: string): string {
  const { pathname, search } = new URL(/https:\/\/\S+/.exec(text)![0])
  return pathname + search
}
