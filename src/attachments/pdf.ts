const piece = 1024 * 1024
/** Longer than any name looked for, so that one across two pieces is found. */
const overlap = 128

// A name may write any of its characters as #xx (ISO 32000-1, 7.3.5).
const named = (name: string): string =>
  [...name]
    .map(
      (letter) =>
        `(?:${letter}|#${letter
          .charCodeAt(0)
          .toString(16)
          .replace(/[a-f]/g, (x) => `[${x}${x.toUpperCase()}]`)})`
    )
    .join('')
const acting = new RegExp(`/(?:${named('JavaScript')}|${named('Launch')})(?![A-Za-z0-9])`)

/**
 * Whether a PDF runs a script or starts a program (ISO 32000-1, 12.6.4.5 and 12.6.4.16), as far as it says so in the
 * open: what is packed into an object stream is not seen. In pieces, so that no second copy of it is made.
 */
export function actsInPdf(bytes: Uint8Array): boolean {
  const latin = new TextDecoder('latin1')
  for (let from = 0; from < bytes.length; from += piece)
    if (acting.test(latin.decode(bytes.subarray(from, from + piece + overlap)))) return true
  return false
}
