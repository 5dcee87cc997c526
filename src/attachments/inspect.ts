import { type Code, fault, Refusal } from '../kernel/errors.ts'
import type { Arguments, MessageKey } from '../kernel/messages.ts'
import { findResidentId } from '../kernel/resident-id.ts'
import { tidy } from '../kernel/text.ts'
import { secondFormat } from './polyglot.ts'
import { actsInPdf } from './pdf.ts'
import { faultOfZip } from './zip.ts'

/** A file as it was sent: its name, what the sender says it is, its bytes. */
export type Upload = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }
export type Inspected = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }

/** The allow list: extension to what the content must be (security.md 3.1). */
export const kinds = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
type Kind = keyof typeof kinds

export const limit = 25
export const largest = limit * 1024 * 1024
const longest = 200

/** A refusal that lies at the file, for API and form alike. */
export function refusal<K extends MessageKey>(code: Code, key: K, ...args: Arguments<K>): Refusal {
  return new Refusal(code, key, args[0] ?? {}, [fault(['file'], undefined, key, ...args)])
}

/** Refuses what is not wanted beside a record; returns what is kept of the rest. */
export async function inspect({ name: sent, type, bytes }: Upload): Promise<Inspected> {
  const name = nameOf(sent)
  if (bytes.length > largest) throw refusal('too_large', 'attachment.too_large', { limit })
  if (bytes.length === 0) throw refusal('invalid', 'attachment.empty')
  const kind = kindOf(name)
  if (kind === null) throw refusal('unsupported', 'attachment.kind_refused')
  const mediaType = kinds[kind]
  const zipped = kind === 'docx' || kind === 'xlsx'
  if (zipped && startsLikeZip(bytes)) {
    const wrong = await faultOfZip(bytes, kind)
    if (wrong !== null) throw refusal('invalid', wrong)
  }
  const declared = type.split(';')[0]!.trim().toLowerCase()
  const silent = declared === '' || declared === 'application/octet-stream'
  if ((await contentOf(bytes)) !== mediaType || (!silent && declared !== mediaType))
    throw refusal('unsupported', 'attachment.kind_differs', { kind: kind.toUpperCase() })
  if (!zipped && secondFormat(bytes, kind)) throw refusal('unsupported', 'attachment.two_kinds')
  if (kind === 'pdf' && actsInPdf(bytes)) throw refusal('invalid', 'attachment.pdf_acts')
  return { name, mediaType, bytes }
}

/** The name without folders, control and reordering characters. It is shown and sent back, never part of a path. */
function nameOf(sent: string): string {
  // A path of the sender's own machine, as some browsers once sent it.
  const name = tidy(sent.split(/[/\\]/).at(-1)!)
    .replace(/[\s\u061c\u2028\u2029]+/g, ' ')
    .trim()
  if (findResidentId(name) !== null) throw refusal('invalid', 'attachment.resident_id')
  if (name.length > longest) throw refusal('invalid', 'attachment.name_long', { max: longest, length: name.length })
  if (!/[^.\s]/.test(name.replace(/\.[^.]*$/, ''))) throw refusal('invalid', 'attachment.name_missing')
  return name
}

function kindOf(name: string): Kind | null {
  const extension = name.split('.').at(-1)!.toLowerCase()
  const kind = extension === 'jpeg' ? 'jpg' : extension
  return Object.hasOwn(kinds, kind) ? (kind as Kind) : null
}

const startsLikeZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** What the content is by its first bytes; loaded only where somebody sends a file. */
async function contentOf(bytes: Uint8Array): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type')
  return (await fileTypeFromBuffer(bytes))?.mime
}
