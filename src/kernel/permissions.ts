/** What a person does in an organisation. One person may hold several; a platform administrator belongs to none. */
export const roles = [
  'officer',
  'office_head',
  'legal',
  'finance',
  'leadership',
  'inventor',
  'reviewer',
  'enterprise_head',
  'enterprise_member',
  'government_viewer',
  'administrator',
] as const
export type Role = (typeof roles)[number]

const office = ['officer', 'office_head', 'legal', 'finance', 'leadership'] as const
const desk = ['officer', 'office_head'] as const
const firm = ['enterprise_head', 'enterprise_member'] as const

/**
 * Which role may try what. The record's own policy decides on the record itself; this table decides
 * whether the door is there at all.
 */
export const permissions = {
  'home.read': roles,
  'search.read': roles,
  'account.manage': roles,
  'account.secure': roles,
  'platform.manage': ['administrator'],
  'office.read': office,
  'office.manage': ['office_head'],
  'member.manage': ['office_head', 'enterprise_head'],
  'deputy.name': [...office],
  'enterprise.invite': desk,
  'enterprise.verify': desk,
  'record.merge': desk,
  'policy.read': [...office, 'administrator'],
  'numbers.read': [...office, 'government_viewer'],
  'review.ask': desk,
  'review.answer': ['reviewer'],
  'key.manage': ['office_head'],
  'mail.read': [...office, 'administrator'],
  'mail.resend': desk,
  'organisation.read': [...office, 'inventor'],
  'organisation.edit': [...desk, 'legal'],
  'person.read': [...office, 'inventor'],
  'person.edit': desk,
  'achievement.read': [...office, 'inventor', 'reviewer'],
  'achievement.create': ['inventor', ...desk],
  'achievement.edit': ['inventor', ...desk],
  'achievement.submit': ['inventor', ...desk],
  'achievement.check': desk,
  'achievement.decide': ['office_head', 'leadership'],
  'achievement.publish': ['office_head'],
  'achievement.suspend': ['legal'],
  'patent.read': [...office, 'inventor', ...firm],
  'patent.edit': desk,
  'agreement.read': [...office, 'inventor', ...firm],
  'agreement.edit': [...desk, 'legal'],
  'agreement.advance': [...desk, 'legal'],
  'agreement.approve': ['office_head', 'leadership'],
  'agreement.sign': ['legal'],
  'contract.read': [...office, ...firm],
  'contract.preview': ['officer', 'office_head', 'legal', 'finance'],
  'contract.issue': ['legal', 'office_head'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** What asks for a fresh proof that it is the person themselves, and why: a session left open must not be enough. */
export const proofReasons = {
  'agreement.approve': 'binds the office to a price and a partner',
  'agreement.sign': "a signature is its signer's own",
  'contract.issue': 'an issued contract can be checked by anybody and is never taken back',
  'key.manage': 'a key acts for the office without anybody at a keyboard',
  'member.manage': 'decides who gets in',
  'office.manage': 'decides how everybody of the office gets in',
  'account.secure': 'sign-in data is the door itself (OWASP ASVS 7.5.1)',
} as const satisfies Partial<Record<Permission, string>>

/** For how long a proof holds (OWASP ASVS 7.5.1 names no figure; ten minutes, as a mailed code). */
export const proofMinutes = 10
