import { z } from 'zod'
import { audiences, levels } from '../documents/document.ts'
import { Moment } from '../kernel/dates.ts'
import { Id } from '../kernel/ids.ts'
import { prose } from '../kernel/text.ts'
import { orNull } from '../kernel/zod.ts'

/** The records that files and notes can lie beside. */
export const recordKinds = ['achievement', 'patent', 'agreement', 'organisation', 'person'] as const
export type RecordKind = (typeof recordKinds)[number]

/** Who sees a file: which of the organisations at the record, and how many of the people in its own. */
export const Access = z
  .strictObject({ audience: z.enum(audiences), level: z.enum(levels) })
  .meta({ id: 'AttachmentAccess' })
export type Access = z.infer<typeof Access>

/** What a file is sent with; an edition takes over what is not said. */
export const NewAttachment = z.strictObject({
  audience: z.enum(audiences).optional(),
  level: z.enum(levels).optional(),
  replaces: Id.optional().meta({ description: 'the file of which this is a newer version' }),
})
export type NewAttachment = z.infer<typeof NewAttachment>

export const Attachment = z
  .object({
    id: Id,
    seriesId: Id.meta({ description: 'the first version; all versions of a file share it' }),
    edition: z.number().int(),
    name: z.string(),
    mediaType: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    audience: z.enum(audiences),
    level: z.enum(levels),
    own: z.boolean().meta({ description: 'whether your organisation added it' }),
    addedByName: z.string(),
    createdAt: Moment,
    withdrawnAt: orNull(Moment),
  })
  .meta({ id: 'Attachment' })

export const NewNote = z.strictObject({ text: prose(5_000) }).meta({ id: 'NewNote' })
export type NewNote = z.infer<typeof NewNote>

export const Note = z
  .object({ id: Id, text: z.string(), authorName: z.string(), createdAt: Moment, withdrawnAt: orNull(Moment) })
  .meta({ id: 'Note' })

/** So many files (versions counted) and notes an organisation may have beside one record. */
export const most = 200
