/** Who stands on a contract, as the law or the trade names them; `party` is 甲方 / 乙方 where the sides are alike. */
export const partyRoles = [
  'licensor',
  'licensee',
  'assignor',
  'assignee',
  'developer',
  'client',
  'partner',
  'holder',
  'implementer',
  'consultant',
  'provider',
  'trainer',
  'intermediary',
  'contributor',
  'company',
  'shareholder',
  'discloser',
  'recipient',
  'grantor',
  'option_holder',
  'patentee',
  'pledgor',
  'pledgee',
  'unit',
  'party',
] as const
export type PartyRole = (typeof partyRoles)[number]

/** SPC 25: 独占 exclusive, 排他 sole, 普通 ordinary. */
export const exclusivities = ['exclusive', 'sole', 'ordinary'] as const
export type Exclusivity = (typeof exclusivities)[number]
