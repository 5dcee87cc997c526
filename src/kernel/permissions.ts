/** What a person does in an organisation. One person may hold several; a platform administrator belongs to none. */
export const roles = [
  'officer',
  'office_head',
  'legal',
  'finance',
  'inventor',
  'enterprise_member',
  'administrator',
] as const
export type Role = (typeof roles)[number]

const office = ['officer', 'office_head', 'legal', 'finance'] as const
const desk = ['officer', 'office_head'] as const

/**
 * Which role may try what. The record's own policy decides on the record itself; this table decides
 * whether the door is there at all.
 */
export const permissions = {
  'home.read': roles,
  'search.read': roles,
  'account.manage': roles,
  'platform.manage': ['administrator'],
  'office.read': office,
  'office.manage': ['office_head'],
  'member.invite': ['office_head'],
  'enterprise.invite': desk,
  'account.secure': roles,
  'key.manage': ['office_head'],
  'mail.read': [...office, 'administrator'],
  'mail.resend': desk,
  'organisation.read': [...office, 'inventor'],
  'organisation.edit': [...desk, 'legal'],
  'person.read': [...office, 'inventor'],
  'person.edit': desk,
  'achievement.read': [...office, 'inventor'],
  'achievement.create': ['inventor', ...desk],
  'achievement.edit': ['inventor', ...desk],
  'achievement.submit': ['inventor', ...desk],
  'achievement.check': desk,
  'achievement.decide': ['office_head'],
  'achievement.publish': ['office_head'],
  'achievement.suspend': ['legal'],
  'patent.read': [...office, 'inventor', 'enterprise_member'],
  'patent.edit': desk,
  'agreement.read': [...office, 'enterprise_member'],
  'agreement.edit': [...desk, 'legal'],
  'agreement.advance': [...desk, 'legal'],
  'agreement.approve': ['office_head'],
  'agreement.sign': ['legal'],
  'contract.read': [...office, 'enterprise_member'],
  'contract.preview': office,
  'contract.issue': ['legal', 'office_head'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** What asks for a fresh proof that it is the person themselves, and why: a session left open must not be enough. */
export const proofReasons = {
  'agreement.approve': 'binds the office to a price and a partner',
  'agreement.sign': "a signature is its signer's own",
  'contract.issue': 'an issued contract can be checked by anybody and is never taken back',
  'key.manage': 'a key acts for the office without anybody at a keyboard',
  'account.secure': 'sign-in data is the door itself (OWASP ASVS 7.5.1)',
} as const satisfies Partial<Record<Permission, string>>

/** For how long a proof holds (OWASP ASVS 7.5.1 names no figure; ten minutes, as a mailed code). */
export const proofMinutes = 10
