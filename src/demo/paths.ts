import type { State as AchievementState } from '../achievements/achievement.ts'
import type { AchievementStep } from '../achievements/steps.ts'
import type { State as AgreementState } from '../agreements/agreement.ts'
import type { AgreementStep } from '../agreements/steps.ts'
import type { Role } from '../kernel/permissions.ts'

/** Who takes a step, and how many days after the one before. */
export type Pace = { readonly by: Role; readonly after: number }

const seen: readonly AchievementStep[] = ['submission', 'receipt']
const accepted: readonly AchievementStep[] = [...seen, 'acceptance']
const evaluated: readonly AchievementStep[] = [...accepted, 'evaluation']
const approved: readonly AchievementStep[] = [...evaluated, 'approval']
const noticed: readonly AchievementStep[] = [...approved, 'notice']
const published: readonly AchievementStep[] = [...approved, 'publication']

/** The steps from a draft to each state. */
export const achievementPaths: Readonly<Record<AchievementState, readonly AchievementStep[]>> = {
  draft: [],
  submitted: ['submission'],
  formal_check: seen,
  returned: [...seen, 'return'],
  evaluation: accepted,
  evaluated,
  approved,
  rejected: [...evaluated, 'rejection'],
  publicity: noticed,
  objection: [...noticed, 'objection'],
  published,
  under_negotiation: [...published, 'negotiation'],
  licensed: [...published, 'negotiation', 'licence'],
  transferred: [...published, 'negotiation', 'transfer'],
  invested: [...published, 'negotiation', 'investment'],
  self_implemented: [...published, 'own_use'],
  suspended: [...published, 'suspension'],
  closed: [...published, 'closure'],
}

export const achievementPace: Readonly<Partial<Record<AchievementStep, Pace>>> = {
  submission: { by: 'inventor', after: 1 },
  receipt: { by: 'officer', after: 1 },
  return: { by: 'officer', after: 3 },
  acceptance: { by: 'officer', after: 6 },
  evaluation: { by: 'officer', after: 12 },
  approval: { by: 'office_head', after: 9 },
  rejection: { by: 'office_head', after: 9 },
  notice: { by: 'officer', after: 4 },
  objection: { by: 'officer', after: 8 },
  publication: { by: 'office_head', after: 12 },
  negotiation: { by: 'officer', after: 25 },
  licence: { by: 'officer', after: 60 },
  transfer: { by: 'officer', after: 60 },
  investment: { by: 'officer', after: 60 },
  own_use: { by: 'office_head', after: 60 },
  suspension: { by: 'legal', after: 40 },
  closure: { by: 'office_head', after: 90 },
}

/** `issue` is no step of the agreement: its contract is issued then. */
export type DealStep = AgreementStep | 'issue'
const priced: readonly DealStep[] = ['review', 'clearance', 'pricing', 'notice']
const fixed: readonly DealStep[] = [...priced, 'notice_end']
const issued: readonly DealStep[] = [...fixed, 'approval', 'issue']
const signed: readonly DealStep[] = [...issued, 'signature']
const running: readonly DealStep[] = [...signed, 'effect', 'performance']

/** The steps from a draft to each state, where the price is agreed upon between the parties. */
export const agreementPaths: Readonly<Record<AgreementState, readonly DealStep[]>> = {
  draft: [],
  internal_review: ['review'],
  negotiation: ['review', 'clearance'],
  price_determination: ['review', 'clearance', 'pricing'],
  public_notice: priced,
  objection_handling: [...priced, 'objection'],
  price_fixed: fixed,
  approved: issued,
  signed,
  effective: [...signed, 'effect'],
  in_performance: running,
  completed: [...running, 'completion'],
  breached: [...running, 'breach'],
  dispute: [...running, 'breach', 'dispute'],
  terminated: [...running, 'breach', 'termination'],
  expired: [...running, 'expiry'],
  cancelled: ['review', 'clearance', 'cancellation'],
  void: [...signed, 'voidance'],
  rescinded: [...running, 'breach', 'rescission'],
}

/** On an exchange there is no notice of the unit's own: the result of the listing fixes the price. */
export const listedPath = (path: readonly DealStep[]): readonly DealStep[] =>
  path.flatMap((step) => (step === 'notice' ? [] : step === 'notice_end' ? ['price'] : [step]))

export const agreementPace: Readonly<Partial<Record<DealStep, Pace>>> = {
  review: { by: 'officer', after: 3 },
  clearance: { by: 'legal', after: 6 },
  pricing: { by: 'officer', after: 15 },
  notice: { by: 'officer', after: 2 },
  objection: { by: 'officer', after: 6 },
  notice_end: { by: 'officer', after: 21 },
  price: { by: 'officer', after: 10 },
  approval: { by: 'office_head', after: 5 },
  issue: { by: 'legal', after: 1 },
  signature: { by: 'legal', after: 4 },
  effect: { by: 'officer', after: 3 },
  performance: { by: 'officer', after: 20 },
  completion: { by: 'officer', after: 120 },
  breach: { by: 'legal', after: 120 },
  dispute: { by: 'legal', after: 45 },
  termination: { by: 'legal', after: 60 },
  expiry: { by: 'officer', after: 300 },
  cancellation: { by: 'office_head', after: 10 },
  voidance: { by: 'legal', after: 30 },
  rescission: { by: 'legal', after: 40 },
}
