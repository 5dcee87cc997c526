export type Attachment = { readonly name: string; readonly type: string; readonly bytes: Buffer }
export type Message = {
  readonly headers: ReadonlyMap<string, string>
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly Attachment[]
}
type Part = { readonly headers: ReadonlyMap<string, string>; readonly bytes: Buffer }

/** Reads a letter as a mail program does (RFC 2045 to 2047), as far as the letters of this product go. */
export function readMessage(raw: string): Message {
  const parts = partsOf(raw)
  const head = headersOf(raw)
  const body = (type: string) =>
    parts
      .find((part) => part.headers.get('content-type')?.startsWith(type) && nameOf(part) === null)
      ?.bytes.toString() ?? ''
  return {
    headers: head,
    subject: words(head.get('subject') ?? ''),
    text: body('text/plain').replaceAll('\r\n', '\n'),
    html: body('text/html'),
    attachments: parts.flatMap((part) => {
      const name = nameOf(part)
      return name === null ? [] : [{ name, type: mediaType(part.headers), bytes: part.bytes }]
    }),
  }
}

const split = (raw: string): [string, string] => {
  const end = raw.indexOf('\r\n\r\n')
  return [raw.slice(0, end), raw.slice(end + 4)]
}

function headersOf(raw: string): ReadonlyMap<string, string> {
  const lines = split(raw)[0]
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    })
  )
}

const mediaType = (headers: Part['headers']): string =>
  (headers.get('content-type') ?? 'text/plain').split(';')[0]!.trim()

function partsOf(raw: string): Part[] {
  const headers = headersOf(raw)
  const body = split(raw)[1]
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1]
  if (boundary === undefined) return [{ headers, bytes: decoded(headers.get('content-transfer-encoding') ?? '', body) }]
  // Each part stands between two boundary lines; what is before the first and after the last is nobody's.
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => partsOf(part.replace(/^\r\n/, '').replace(/\r\n$/, '')))
}

function decoded(encoding: string, body: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return encoding === 'quoted-printable' ? quotedPrintable(body.replaceAll('=\r\n', '')) : Buffer.from(body, 'latin1')
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1'
  )

/** Encoded words of a header line. */
const words = (line: string): string =>
  line
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      (how.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' '))).toString()
    )

/** A file name, plain or in the pieces of RFC 2231. */
function nameOf({ headers }: Part): string | null {
  const disposition = headers.get('content-disposition') ?? ''
  if (!disposition.startsWith('attachment')) return null
  const plain = /filename="([^"]*)"|filename=([^;\s]+)/.exec(disposition)
  if (plain) return words(plain[1] ?? plain[2]!)
  const pieces = [...disposition.matchAll(/filename\*\d*\*?=([^;]+)/g)].map(([, piece]) => piece!.trim())
  return decodeURIComponent(pieces.join('').replace(/^utf-8''/i, ''))
}
