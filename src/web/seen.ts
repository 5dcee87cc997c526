import { z } from 'zod'

/** A record as one reader gets it: `withheld` names the fields that are not for them. */
type Seen = { readonly withheld: readonly string[] }

/** As zod wants the names of fields; it types them by the schema, which is not known here. */
const maskOf = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, true])) as never

const kept = new WeakMap<z.ZodObject, Map<string, z.ZodObject>>()

/** The answer's schema without what this reader must not see; made once for each such choice. */
function without(schema: z.ZodObject, fields: readonly string[]): z.ZodObject {
  const known = kept.get(schema) ?? new Map<string, z.ZodObject>()
  kept.set(schema, known)
  const name = fields.join()
  const made = known.get(name) ?? schema.omit(maskOf(fields))
  known.set(name, made)
  return made
}

/**
 * A record through the schema that fits the reader: a withheld field is not in the answer, not even as null. The type
 * says the whole schema, because only the document (`seenAs`) knows of the shorter ones.
 */
export const seen = <S extends z.ZodObject>(schema: S, record: Seen): z.infer<S> =>
  without(schema, record.withheld).parse(record) as z.infer<S>

/** In the OpenAPI document: the whole record, or the one without the fields that some readers do not get. */
export const seenAs = <S extends z.ZodObject>(schema: S, fields: readonly (keyof z.infer<S> & string)[]) =>
  schema.partial(maskOf(fields)).meta({
    description: `${fields.join(', ')}: left out for readers they are not meant for`,
  }) as unknown as S
