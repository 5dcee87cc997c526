import { z } from 'zod'
import { CalendarDate } from '../kernel/dates.ts'
import { type Fault, fault } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import { LongText, line, prose, Text } from '../kernel/text.ts'
import { orNull } from '../kernel/zod.ts'
import { Share, sharesFaults } from '../kernel/shares.ts'

export const states = [
  'draft',
  'submitted',
  'formal_check',
  'returned',
  'evaluation',
  'evaluated',
  'approved',
  'rejected',
  'publicity',
  'objection',
  'published',
  'under_negotiation',
  'licensed',
  'transferred',
  'invested',
  'self_implemented',
  'suspended',
  'closed',
] as const
export type State = (typeof states)[number]

export const fields = [
  'information',
  'electronics',
  'machinery',
  'materials',
  'chemistry',
  'energy',
  'environment',
  'biology',
  'medicine',
  'agriculture',
  'aerospace',
  'transport',
  'construction',
  'other',
] as const
export type AchievementField = (typeof fields)[number]
/** Whether the state paid: PTL 11 (report and register), S&T Progress Law 2021 art. 32. */
export const fundingSources = [
  'national',
  'provincial',
  'municipal',
  'enterprise',
  'university',
  'foreign',
  'none',
] as const
export type FundingSource = (typeof fundingSources)[number]
export const confidentialities = ['open', 'internal', 'confidential'] as const
export type Confidentiality = (typeof confidentialities)[number]
export const contributorRoles = ['completion', 'transformation'] as const
export type ContributorRole = (typeof contributorRoles)[number]
/** Service invention: PL 6, Implementing Rules R.13. */
export const serviceBases = ['task', 'means', 'agreement', 'none'] as const
export type ServiceBasis = (typeof serviceBases)[number]
export const routes = ['patent', 'know_how', 'publish', 'release'] as const
export type Route = (typeof routes)[number]

export const Contributor = z.strictObject({
  name: line(100),
  unit: line(200).optional(),
  personId: Id.optional(),
  role: z.enum(contributorRoles).default('completion'),
  share: Share,
})
export type Contributor = z.infer<typeof Contributor>

/**
 * Where and when it was shown before, or that it never was: novelty has a grace of six months in four cases only (PL 24).
 * Not answered is another thing than "none".
 */
export const EarlierDisclosure = z.union([
  z.strictObject({ answer: z.literal('none') }),
  z.strictObject({ on: CalendarDate.optional(), where: line(300) }),
])
export type EarlierDisclosure = z.infer<typeof EarlierDisclosure>

const facts = {
  title: Text,
  abstract: LongText.optional(),
  keywords: z.array(line(60)).max(30).default([]),
  field: z.enum(fields).optional(),
  contributors: z.array(Contributor).max(60).default([]),
  trl: z.int().min(1).max(9).optional(),
  fundingSource: z.enum(fundingSources).optional(),
  fundingProject: line(200).optional(),
  confidentiality: z.enum(confidentialities).default('internal'),
  earlierDisclosure: EarlierDisclosure.optional(),
  thirdPartyRights: prose(4_000).optional(),
}

export const AchievementChange = z.strictObject(facts).meta({ id: 'AchievementChange' })
export type AchievementChange = z.infer<typeof AchievementChange>

/** The first question of a disclosure is state secrecy (practice.md): "yes" saves nothing. */
export const NewAchievement = z
  .strictObject({
    stateSecret: z.boolean().meta({ description: 'true is refused: state secrets are handled outside this register' }),
    ...facts,
  })
  .meta({ id: 'NewAchievement' })
export type NewAchievement = z.infer<typeof NewAchievement>

export const Achievement = z
  .object({
    id: Id,
    reference: z.string(),
    state: z.enum(states),
    title: Text,
    abstract: orNull(LongText),
    keywords: z.array(z.string()),
    field: z.enum(fields).nullable(),
    contributors: z.array(
      z.object({
        name: z.string(),
        unit: z.string().nullable(),
        personId: z.string().nullable(),
        role: z.enum(contributorRoles),
        share: z.int(),
      })
    ),
    trl: z.int().nullable(),
    fundingSource: z.enum(fundingSources).nullable(),
    fundingProject: z.string().nullable(),
    stateFunded: z.boolean().nullable(),
    confidentiality: z.enum(confidentialities),
    earlierDisclosure: EarlierDisclosure.nullable(),
    thirdPartyRights: z.string().nullable(),
    serviceBasis: z.enum(serviceBases).nullable(),
    route: z.enum(routes).nullable(),
    filed: z.boolean(),
    submittedAt: z.string().nullable(),
    publishedAt: z.string().nullable(),
    remark: z.string().nullable(),
    source: z.string().nullable(),
    sourceReference: z.string().nullable(),
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Achievement' })
export type Achievement = z.infer<typeof Achievement>

/** What a list row shows. */
export const AchievementItem = Achievement.pick({
  id: true,
  reference: true,
  state: true,
  title: true,
  field: true,
  trl: true,
  submittedAt: true,
  version: true,
  createdAt: true,
  updatedAt: true,
}).meta({ id: 'AchievementItem' })
export type AchievementItem = z.infer<typeof AchievementItem>

/** What must hold whenever the contributors are written: no more than the whole, nobody twice. */
export function contributorFaults(contributors: readonly Contributor[]): Fault[] {
  const faults: Fault[] = []
  const total = contributors.reduce((sum, contributor) => sum + contributor.share, 0)
  if (total > 1_000_000)
    faults.push(
      ...sharesFaults(
        contributors.map((contributor) => contributor.share),
        ['contributors']
      )
    )
  contributors.forEach((contributor, i) => {
    const first = contributors.findIndex(
      (other) => other.name === contributor.name && (other.unit ?? '') === (contributor.unit ?? '')
    )
    if (first < i)
      faults.push(
        fault(['contributors', i, 'name'], contributor.name, 'achievement.contributor_twice', {
          name: contributor.name,
        })
      )
  })
  return faults
}

/** From the head's approval on these stand: money and credit follow from them, and the decision rested on them. */
export const settledFrom: readonly State[] = ['approved', 'publicity', 'published']
type Settled = Pick<Achievement, 'state' | 'title' | 'abstract' | 'contributors' | 'source'>

/** The same again, or more where nothing was said before: a missing language, unit or person on record. */
const keeps = (before: object, after: object): boolean =>
  Object.entries(before).every(
    ([name, value]) => value === null || value === undefined || (after as Record<string, unknown>)[name] === value
  )

/** What a change would alter in what was decided on; imported records were never decided on. */
export function settledFaults(before: Settled, change: AchievementChange): Fault[] {
  if (!settledFrom.includes(before.state) || before.source !== null) return []
  const settled = (field: 'title' | 'abstract' | 'contributors') =>
    fault([field], null, 'achievement.settled', { field: `@achievement.${field}` })
  const same = before.contributors.map(
    (one, i) => change.contributors[i] !== undefined && keeps(one, change.contributors[i])
  )
  return [
    ...(keeps(before.title, change.title) ? [] : [settled('title')]),
    ...(before.abstract === null || keeps(before.abstract, change.abstract ?? {}) ? [] : [settled('abstract')]),
    ...(same.length === change.contributors.length && same.every(Boolean) ? [] : [settled('contributors')]),
  ]
}

type Complete = Pick<Achievement, 'abstract' | 'field' | 'contributors' | 'fundingSource' | 'earlierDisclosure'>

/** What a disclosure needs before it leaves the inventor (lifecycle (a), draft → submitted), all of it at once. */
export function submissionFaults(achievement: Complete): Fault[] {
  const faults: Fault[] = []
  const need = (field: string, value: unknown) => {
    if (value === null || value === undefined) faults.push(fault([field], value, 'input.required'))
  }
  need('abstract', achievement.abstract)
  need('field', achievement.field)
  need('fundingSource', achievement.fundingSource)
  const { earlierDisclosure: shown } = achievement
  need('earlierDisclosure', shown)
  if (shown !== null && 'where' in shown && shown.on === undefined)
    faults.push(fault(['earlierDisclosure'], null, 'achievement.earlier_date_needed'))
  if (achievement.contributors.length === 0) faults.push(fault(['contributors'], [], 'achievement.contributors_needed'))
  else
    faults.push(
      ...sharesFaults(
        achievement.contributors.map((contributor) => contributor.share),
        ['contributors']
      )
    )
  return faults
}

/** What a reviewer advises. */
export const recommendations = ['proceed', 'proceed_after_changes', 'not_now'] as const
export type Recommendation = (typeof recommendations)[number]
