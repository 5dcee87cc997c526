import type { C } from '../web/env.ts'
import { refusal, type Upload } from './inspect.ts'

/** The file of a form, once it is wanted. An input left empty sends a nameless file of no bytes. */
export const uploadOf = (c: C) => async (): Promise<Upload> => {
  const file = (await formOf(c)).get('file')
  if (!(file instanceof File) || (file.name === '' && file.size === 0)) throw refusal('invalid', 'attachment.choose')
  return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** What a form says besides its file. */
export async function saidWith(c: C): Promise<Record<string, string>> {
  const said = [...(await formOf(c)).entries()].filter(
    (entry): entry is [string, string] => entry[0] !== 'file' && typeof entry[1] === 'string'
  )
  return Object.fromEntries(said)
}

/** A request without a body is a form with nothing in it, so that what it lacks is said field by field. */
function formOf(c: C): Promise<FormData> {
  if (c.req.header('content-type') === undefined) return Promise.resolve(new FormData())
  return c.req.formData().catch(() => {
    throw refusal('unreadable', 'error.unreadable_form')
  })
}
