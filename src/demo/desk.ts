import { advanceAchievement, createAchievement } from '../achievements/actions.ts'
import { NewAchievement } from '../achievements/achievement.ts'
import type { AchievementRow } from '../achievements/queries.ts'
import type { AchievementStep } from '../achievements/steps.ts'
import { createAgreement } from '../agreements/actions.ts'
import { NewAgreement, sidesOf } from '../agreements/agreement.ts'
import { sharedStates } from '../agreements/policy.ts'
import type { AgreementRow } from '../agreements/queries.ts'
import { advance, issueContract } from '../issuing/actions.ts'
import { NewPatent } from '../patents/patent.ts'
import { advancePatent, createPatent } from '../patents/actions.ts'
import type { Disclosure } from './achievements.ts'
import { type Deal, remunerationOf } from './deals.ts'
import { achievementPace, achievementPaths, agreementPace, agreementPaths, type DealStep, listedPath } from './paths.ts'
import { correspond } from './papers.ts'
import type { Right } from './rights.ts'
import { as, dayFrom, type Desk, idOf, type Stage } from './stage.ts'

/** What a step asks for besides its remark. */
function askedOf(step: AchievementStep, { funding, trl, remark, state }: Disclosure, last: boolean) {
  const said = last && remark !== undefined ? { remark } : {}
  if (step === 'acceptance')
    return { serviceBasis: 'task', stateFunded: ['national', 'provincial'].includes(funding), screenedForSecrecy: true }
  if (step === 'evaluation') return { route: state === 'self_implemented' ? 'know_how' : 'patent', trl, ...said }
  return ['submission', 'receipt', 'publication'].includes(step) ? {} : said
}

/** An achievement from its disclosure to where it stands now. */
export function disclose({ stage, by }: Desk, disclosure: Disclosure): void {
  const { key, title, abstract, keywords, field, funding, project, trl, others, shares, daysAgo } = disclosure
  let row: AchievementRow
  stage.story.on(daysAgo, async (now) => {
    const ctx = as(stage, disclosure.by, now)
    const names = [ctx.actor.name, ...others]
    row = await createAchievement(
      ctx,
      NewAchievement.parse({
        stateSecret: false,
        title,
        abstract,
        keywords,
        field,
        trl,
        fundingSource: funding,
        earlierDisclosure: { answer: 'none' },
        ...(project !== undefined && { fundingProject: project }),
        contributors: names.map((name, i) => ({
          name,
          role: 'completion',
          share: shares[i]! * 10_000,
          personId: stage.ids.get(`person.${name}`),
        })),
      })
    )
    stage.ids.set(`achievement.${key}`, row.id)
  })
  const path = achievementPaths[disclosure.state]
  let at = daysAgo
  path.forEach((step, i) => {
    const { by: role, after } = achievementPace[step]!
    const last = i === path.length - 1
    at = last ? (disclosure.since ?? at - after) : at - after
    stage.story.on(at, async (now) => {
      const ctx = as(stage, role === 'inventor' ? disclosure.by : by(role), now)
      row = await advanceAchievement(ctx, row.id, row.version, step, askedOf(step, disclosure, last))
    })
  })
}

/** A right as the officer enters it, and what the patent office did since. */
export function enter({ stage, name, by }: Desk, right: Right): void {
  const { key, kind, status, title, inventors, ipc } = right
  let version = 1
  stage.story.on(right.recorded, async (now) => {
    const own = [idOf(stage, `organisation.${name}`)]
    const made = await createPatent(
      as(stage, by('officer'), now),
      NewPatent.parse({
        officeCode: right.officeCode ?? 'CN',
        kind,
        status,
        title,
        inventors,
        ipc,
        applicationNumber: right.applicationNumber,
        patentNumber: right.patentNumber,
        publicationNumber: right.publicationNumber,
        filingDate: right.filed,
        publicationDate: right.published,
        grantDate: right.granted,
        expiryDate: right.expires,
        applicants: own,
        patentees: right.granted === undefined ? [] : own,
        achievements: right.achievement === undefined ? [] : [idOf(stage, `achievement.${right.achievement}`)],
      })
    )
    stage.ids.set(`patent.${key}`, made.id)
  })
  for (const { step, daysAgo, remark } of right.steps ?? []) {
    stage.story.on(daysAgo, async (now) => {
      const input =
        step === 'publication' ? { publicationDate: now.slice(0, 10) } : remark === undefined ? {} : { remark }
      version = (await advancePatent(as(stage, by('officer'), now), idOf(stage, `patent.${key}`), version, step, input))
        .version
    })
  }
}

/** An agreement from its draft to where it stands now, contract and all. */
export function negotiate({ stage, name, by }: Desk, deal: Deal): void {
  const whole = agreementPaths[deal.state]
  const path = deal.listed ? listedPath(whole) : whole
  // The last step was `since` days ago; everything before lies back from there.
  const days = path.map(
    (_, i) => deal.since + path.slice(i + 1).reduce((sum, step) => sum + agreementPace[step]!.after, 0)
  )
  const begun = path.length === 0 ? deal.since : days[0]! + agreementPace[path[0]!]!.after
  let row: AgreementRow
  stage.story.on(begun, async (now) => {
    row = await createAgreement(as(stage, by('officer'), now), draftOf(stage, name, deal))
  })
  if (deal.with === 'jingling' && sharedStates.includes(deal.state))
    correspond({ stage, name, by }, deal.with, Math.max(deal.since - 1, 0.1), () => row.id)
  path.forEach((step, i) => {
    stage.story.on(days[i]!, async (now) => {
      const ctx = as(stage, by(agreementPace[step]!.by), now)
      if (step !== 'issue') row = await advance(ctx, row.id, row.version, step, termsOf(step, deal, now.slice(0, 10)))
      else for (const form of deal.forms ?? []) await issueContract(ctx, row.id, form, stage.fonts)
    })
  })
}

function draftOf(stage: Stage, office: string, deal: Deal): NewAgreement {
  const kind = deal.kind ?? 'licence_patent'
  const firstYear = Number(dayFrom(stage, (deal.term?.[0] ?? 0) + 365).slice(0, 4)) + 1
  const remuneration = deal.remuneration ?? remunerationOf(deal, firstYear)
  const { currency } = remuneration
  return NewAgreement.parse({
    kind,
    title: deal.title,
    parties: [
      { role: sidesOf(kind).gives, organisationId: idOf(stage, `organisation.${office}`) },
      { role: sidesOf(kind).takes ?? sidesOf(kind).gives, organisationId: idOf(stage, `organisation.${deal.with}`) },
    ],
    patents: deal.rights.map((key) => idOf(stage, `patent.${key}`)),
    ...(kind === 'licence_patent' && {
      exclusivity: deal.exclusivity,
      territory: deal.territory ?? { zh: '中国大陆', en: 'mainland China' },
      field: deal.field,
    }),
    ...(deal.term && { termStart: dayFrom(stage, deal.term[0]), termEnd: dayFrom(stage, deal.term[1]) }),
    currency,
    contractValue: { amount: deal.value * 1_000_000, currency },
    remuneration,
    ...(deal.terms && { terms: deal.terms }),
  })
}

/** What a step asks for. */
function termsOf(step: DealStep, deal: Deal, today: string): Record<string, unknown> {
  const remark = deal.remarks?.[step as keyof NonNullable<Deal['remarks']>]
  const said = remark === undefined ? {} : { remark }
  if (step === 'pricing') return { method: deal.listed ? 'listing' : 'agreement', ...said }
  if (step === 'notice') return { postedOn: today, evidence: '学校信息公开网成果转化公示栏，页面快照已存档' }
  if (step === 'price') return { evidence: remark }
  if (step === 'signature') return { signedOn: today, ...said }
  return step === 'review' ? {} : said
}
