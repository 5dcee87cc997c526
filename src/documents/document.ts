/** Who sees a file beside a record: everybody who sees the record, or only the organisation that added it. */
export const audiences = ['own', 'parties'] as const
export type Audience = (typeof audiences)[number]

/** How closely a file is kept. `restricted`: only who may change the record, not everybody who reads it. */
export const levels = ['open', 'internal', 'restricted'] as const
export type Level = (typeof levels)[number]
