import { endOf } from './zip.ts'

/**
 * Whether a file is at the same time something else: read as a ZIP from its end, or taken for a page or a PDF by its
 * beginning, which is where readers that guess look (WHATWG MIME Sniffing: 1,445 bytes; PDF readers: 1,024).
 */
export function secondFormat(bytes: Uint8Array, kind: 'pdf' | 'png' | 'jpg'): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048)).toLowerCase()
  if (/<(?:!doctype|html|script|svg|iframe|body|head)\b/.test(head)) return true
  if (kind !== 'pdf' && head.includes('%pdf-')) return true
  return endOf(bytes) !== null
}
