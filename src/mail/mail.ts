import type { Locale } from '../kernel/messages.ts'

export const mailEvents = [
  'sign_in_code',
  'proof_code',
  'address_new',
  'address_old',
  'invitation',
  'achievement_submitted',
  'achievement_returned',
  'achievement_approved',
  'review_asked',
  'agreement_changed',
  'contract_issued',
] as const
export type MailEvent = (typeof mailEvents)[number]

export const mailStates = ['queued', 'sending', 'sent', 'failed'] as const
export type MailState = (typeof mailStates)[number]

/** What a letter says, already in the recipient's language; its template puts the words around it. */
export type MailFacts = Readonly<Record<string, string>>

export type Letter = {
  readonly event: MailEvent
  /** What caused it: one letter per cause and recipient, however often the cause is told. */
  readonly cause: string
  readonly officeId: string | null
  readonly recordId: string | null
  readonly recipient: string
  readonly locale: Locale
  readonly facts: MailFacts
  /** Sealed JSON of facts that are wiped once sent (codes, links). */
  readonly secret?: string
  readonly attachments?: readonly string[]
}

const minute = 60_000
/** After this long without success a letter is given up and shown to the office, in milliseconds. */
export const giveUpAfter = 72 * 60 * minute

/** When the next try is due: 1, 2, 4, 8, then 15 minutes, each with up to a fifth more, so that a thousand letters spread. */
export function nextTry(now: string, attempts: number, random: number): string {
  const wait = Math.min(15, 2 ** Math.max(0, attempts - 1)) * minute
  return new Date(Date.parse(now) + Math.round(wait * (1 + random / 5))).toISOString()
}
