/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it; also the full-width forms Excel in
 * Chinese takes, and behind blanks, which some programs take away (OWASP ASVS 1.2.10).
 */
const formula = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 with a byte-order mark, so that Excel reads it as UTF-8. The only exporter to CSV. */
export function csv(head: readonly string[], rows: Iterable<readonly (string | number | null)[]>): string {
  const lines = [head.map(cell).join(',')]
  for (const row of rows) lines.push(row.map(cell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

export const csvHeaders = (name: string): Record<string, string> => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.csv"`,
})
