/**
 * Signs that pass through Liquid and Markdown untouched: Unicode noncharacters, which no text may hold.
 * Facts are cleaned of them before they are inserted, so only the filters of wording.ts can write them.
 */
export const marks = {
  reference: ['\uFDD0', '\uFDD1'],
  insert: ['\uFDD2', '\uFDD3'],
  /** Text in the other language than the wording's, because it exists in that one only. */
  foreign: ['\uFDD4', '\uFDD5'],
} as const

export type Mark = keyof typeof marks
export const mark = (kind: Mark, text: string): string => `${marks[kind][0]}${text}${marks[kind][1]}`

const anyMark = /[\uFDD0-\uFDEF]/g
export const withoutMarks = <T>(facts: T): T => JSON.parse(JSON.stringify(facts).replace(anyMark, '')) as T

/** Cuts text into plain stretches and marked ones, in order. */
export function cut(text: string): { readonly mark: Mark | null; readonly text: string }[] {
  const pieces: { mark: Mark | null; text: string }[] = []
  const pattern = /\uFDD0([^\uFDD1]*)\uFDD1|\uFDD2([^\uFDD3]*)\uFDD3|\uFDD4([^\uFDD5]*)\uFDD5/g
  let from = 0
  for (const found of text.matchAll(pattern)) {
    if (found.index > from) pieces.push({ mark: null, text: text.slice(from, found.index) })
    const [, reference, insert, foreign] = found
    if (reference !== undefined) pieces.push({ mark: 'reference', text: reference })
    else if (insert !== undefined) pieces.push({ mark: 'insert', text: insert })
    else pieces.push({ mark: 'foreign', text: foreign ?? '' })
    from = found.index + found[0].length
  }
  if (from < text.length) pieces.push({ mark: null, text: text.slice(from) })
  return pieces
}
