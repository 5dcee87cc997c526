import { zipSync } from 'fflate'
import type { Person } from '../support/office.ts'
import { origin } from '../support/office.ts'

const text = (said: string): Uint8Array => new TextEncoder().encode(said)
export const joined = (...parts: readonly (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))))

/** One white pixel. */
export const png = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC', 'base64')
)
export const jpg = joined(
  new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
  '\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0',
  new Uint8Array([0xff, 0xd9])
)
export const pdf = (inside = ''): Uint8Array =>
  joined(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${inside}>>endobj\n`,
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n',
    'trailer<</Root 1 0 R>>\n%%EOF\n'
  )

const types = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${main.startsWith('word') ? 'wordprocessingml.document' : 'spreadsheetml.sheet'}.main+xml"/></Types>`
/** An Office document with further entries in it. */
export const office = (kind: 'docx' | 'xlsx', more: Record<string, Uint8Array> = {}): Uint8Array => {
  const main = kind === 'docx' ? 'word/document.xml' : 'xl/workbook.xml'
  return zipSync({ '[Content_Types].xml': text(types(main)), [main]: text('<a/>'), ...more })
}

export const typeOf: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  svg: 'image/svg+xml',
  html: 'text/html',
}

export type Sent = { readonly name?: string; readonly bytes?: Uint8Array; readonly type?: string }
/** The body of an upload, and the type that names its borders. */
export async function formOf({ name = '说明.pdf', bytes = pdf(), type }: Sent, said: Record<string, string> = {}) {
  const form = new FormData()
  const declared = type ?? typeOf[name.split('.').at(-1)!.toLowerCase()] ?? ''
  form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name, { type: declared }))
  for (const [field, value] of Object.entries(said)) form.set(field, value)
  const whole = new Response(form)
  return { body: await whole.arrayBuffer(), headers: { 'content-type': whole.headers.get('content-type')! } }
}

type App = { request: (path: string, init: RequestInit) => Response | Promise<Response> }
/** Sends a file as somebody's browser would. */
export async function upload(
  app: App,
  as: Pick<Person, 'cookie'>,
  path: string,
  sent: Sent = {},
  said: Record<string, string> = {},
  more: Record<string, string> = {}
): Promise<Response> {
  const { body, headers } = await formOf(sent, said)
  const init = { method: 'POST', body, headers: { cookie: as.cookie, origin, ...headers, ...more } }
  return app.request(`${origin}${path}`, init)
}
