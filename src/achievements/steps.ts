import { z } from 'zod'
import type { Steps } from '../kernel/lifecycle.ts'
import { prose } from '../kernel/text.ts'
import { routes, type State, serviceBases } from './achievement.ts'

const none = z.strictObject({})
const reason = z.strictObject({ remark: prose(4_000) })
const note = z.strictObject({ remark: prose(4_000).optional() })

const open: readonly State[] = [
  'draft',
  'submitted',
  'formal_check',
  'returned',
  'evaluation',
  'evaluated',
  'approved',
  'publicity',
  'objection',
  'published',
  'under_negotiation',
  'licensed',
  'self_implemented',
]

/** Lifecycle (a) of the domain notes: a table a lawyer can read. */
export const achievementSteps = {
  submission: { from: ['draft'], to: 'submitted', permission: 'achievement.submit', input: none },
  receipt: { from: ['submitted'], to: 'formal_check', permission: 'achievement.check', input: none },
  return: { from: ['formal_check'], to: 'returned', setback: true, permission: 'achievement.check', input: reason },
  revision: { from: ['returned'], to: 'draft', permission: 'achievement.submit', input: none },
  acceptance: {
    from: ['formal_check'],
    to: 'evaluation',
    permission: 'achievement.check',
    checker: true,
    input: z.strictObject({
      serviceBasis: z.enum(serviceBases),
      stateFunded: z.boolean(),
      screenedForSecrecy: z.literal(true),
    }),
  },
  evaluation: {
    from: ['evaluation'],
    to: 'evaluated',
    permission: 'achievement.check',
    checker: true,
    input: z.strictObject({
      route: z.enum(routes),
      trl: z.int().min(1).max(9).optional(),
      remark: prose(4_000).optional(),
    }),
    bridge: 'achievement.bridge.evaluation',
  },
  approval: { from: ['evaluated'], to: 'approved', permission: 'achievement.decide', checker: true, input: note },
  rejection: {
    from: ['evaluated'],
    to: 'rejected',
    permission: 'achievement.decide',
    checker: true,
    harm: true,
    input: reason,
  },
  notice: {
    from: ['approved'],
    to: 'publicity',
    permission: 'achievement.check',
    input: note,
    bridge: 'achievement.bridge.notice',
  },
  objection: {
    from: ['publicity'],
    to: 'objection',
    setback: true,
    permission: 'achievement.check',
    input: reason,
    bridge: 'achievement.bridge.objection',
  },
  answer: {
    from: ['objection'],
    to: 'publicity',
    permission: 'achievement.decide',
    input: reason,
    bridge: 'achievement.bridge.objection',
  },
  publication: {
    from: ['approved', 'publicity'],
    to: 'published',
    permission: 'achievement.publish',
    checker: true,
    input: none,
  },
  negotiation: {
    from: ['published', 'licensed'],
    to: 'under_negotiation',
    permission: 'achievement.check',
    input: note,
    bridge: 'achievement.bridge.talks',
  },
  talks_end: {
    from: ['under_negotiation'],
    to: 'published',
    setback: true,
    permission: 'achievement.check',
    input: reason,
    bridge: 'achievement.bridge.talks',
  },
  licence: {
    from: ['under_negotiation', 'published'],
    to: 'licensed',
    permission: 'achievement.check',
    input: note,
    bridge: 'achievement.bridge.agreement',
  },
  transfer: {
    from: ['under_negotiation', 'published'],
    to: 'transferred',
    permission: 'achievement.check',
    input: note,
    bridge: 'achievement.bridge.agreement',
  },
  investment: {
    from: ['under_negotiation', 'published'],
    to: 'invested',
    permission: 'achievement.check',
    input: note,
    bridge: 'achievement.bridge.agreement',
  },
  own_use: {
    from: ['published', 'licensed'],
    to: 'self_implemented',
    permission: 'achievement.publish',
    input: note,
    bridge: 'achievement.bridge.own_use',
  },
  suspension: { from: open, to: 'suspended', permission: 'achievement.suspend', harm: true, input: reason },
  resumption: { from: ['suspended'], to: 'resume', permission: 'achievement.suspend', input: reason },
  closure: { from: [...open, 'suspended'], to: 'closed', permission: 'achievement.decide', harm: true, input: reason },
} as const satisfies Steps<State>

export type AchievementStep = keyof typeof achievementSteps
