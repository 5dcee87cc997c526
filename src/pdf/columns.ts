import type { Column } from './blocks.ts'

/**
 * Column widths in pt. Each gets its part of the whole; a column narrower than its longest word takes what it lacks from
 * those that have more than they need, so that numbers and words are not torn.
 */
export function columnWidths(columns: readonly Column[], needs: readonly number[], measure: number): number[] {
  const parts = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => (width / parts) * measure)
  const lacking = widths.reduce((sum, width, i) => sum + Math.max(0, (needs[i] ?? 0) - width), 0)
  const spare = widths.reduce((sum, width, i) => sum + Math.max(0, width - (needs[i] ?? 0)), 0)
  if (lacking === 0 || spare === 0) return widths
  const taken = Math.min(1, lacking / spare)
  const given = Math.min(1, spare / lacking)
  return widths.map((width, i) => {
    const over = width - (needs[i] ?? 0)
    return over > 0 ? width - over * taken : width - over * given
  })
}

const amount = /^[-−(（]?\s*(?:[A-Z]{3}|[¥￥$€£])?\s*\d[\d,]*(?:\.\d+)?\s*(?:%|％|元|万元)?[)）]?$/
const telling = /[,.%％¥￥$€£元]/

/** Whether a column holds amounts, which are compared digit under digit: numbers only, and at least one with a sign of being an amount. */
export function isAmounts(texts: readonly string[]): boolean {
  const filled = texts.map((text) => text.trim()).filter((text) => text !== '' && !/^[—–-]+$/.test(text))
  return filled.length > 0 && filled.every((text) => amount.test(text)) && filled.some((text) => telling.test(text))
}
