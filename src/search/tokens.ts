const han = /\p{Script=Han}/u
// A run of Han characters, or of letters and digits with what joins a number (ZL202011472880.4, H01L 31/00).
const run = /\p{Script=Han}+|[\p{L}\p{N}]+(?:[./_-][\p{L}\p{N}]+)*/gu

/** NFKC (full-width to half-width) and lower case, as in the index so in the query. */
const normalise = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Overlapping pairs; a single character stands alone. */
function bigrams(characters: string): string[] {
  const list = [...characters]
  return list.length === 1 ? list : list.slice(1).map((character, i) => list[i]! + character)
}

/** A joined number is found whole and by its parts. */
function parts(word: string): string[] {
  const pieces = word.split(/[./_-]/)
  return pieces.length > 1 ? [pieces.join(''), ...pieces] : pieces
}

/** A run's pairs and its last character, with which no pair begins: so that any one character is found as a prefix. */
function pairs(characters: string): string[] {
  const list = [...characters]
  return list.length === 1 ? list : [...bigrams(characters), list.at(-1)!]
}

/** The words of a text as the index stores them: overlapping pairs of Han characters, other words whole. */
export function tokens(text: string): string {
  return (normalise(text).match(run) ?? [])
    .flatMap((piece) => (han.test(piece) ? pairs(piece) : parts(piece)))
    .join(' ')
}

/**
 * An FTS5 query that finds every text holding all of what was typed: Han runs as phrases of pairs, one Han
 * character and the last word as a prefix. Null when nothing in it can be searched. Never passes user syntax on.
 */
export function matchQuery(typed: string): string | null {
  const pieces = normalise(typed.slice(0, 200)).match(run) ?? []
  const terms = pieces.slice(0, 12).map((piece, i) => {
    if (han.test(piece)) return [...piece].length === 1 ? `"${piece}"*` : `"${bigrams(piece).join(' ')}"`
    const phrase = `"${piece.replace(/[./_-]/g, '')}"`
    return i === pieces.length - 1 ? `${phrase}*` : phrase
  })
  return terms.length === 0 ? null : terms.join(' AND ')
}
