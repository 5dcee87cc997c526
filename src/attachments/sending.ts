import type { C } from '../web/env.ts'

/** What browsers show by themselves and we let them: images, and PDF in the viewer of their own. */
export const shown: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg']

/** Chromium's own viewer (tried in 156) shows a PDF under it, too. */
const policy = "sandbox; default-src 'none'"

/**
 * A file as it was sent to us. It is nobody's page: whatever is in it gets no script, no origin and no network, also
 * where it is shown in place of being saved (OWASP ASVS 3.2.1, 5.4.2).
 */
export function sendFile(
  c: C,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array },
  inline: boolean
): Response {
  // RFC 5987: encodeURIComponent leaves some characters that are none of its attr-char.
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  const asPage = inline && shown.includes(mediaType)
  c.set('policy', policy)
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': mediaType,
    'content-length': String(bytes.length),
    'content-disposition': `${asPage ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  })
}
