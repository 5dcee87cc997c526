import { fill } from '../kernel/messages.ts'
import type { DemoLink } from './world.ts'

/** East Asian characters take two columns of a terminal. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{20000}-\u{3fffd}]/u
const widthOf = (text: string): number => Array.from(text).reduce((sum, sign) => sum + (wide.test(sign) ? 2 : 1), 0)
const padded = (text: string, width: number): string => text + ' '.repeat(width - widthOf(text))

/** The links as a table for a terminal. `url`: where the server really listens, should its port have been any. */
export function sayLinks(links: readonly DemoLink[], url: string): string {
  const rows = [
    ['Role', 'Organisation', 'Name', 'Link'],
    ...links.map(({ role, organisation, name, link }) => [
      fill('en', `role.${role}`),
      organisation?.zh ?? organisation?.en ?? '',
      name,
      link.replace(new URL(link).origin, url),
    ]),
  ]
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => widthOf(row[i]!))))
  return rows.map((row) => row.map((text, i) => padded(text, widths[i] ?? widthOf(text))).join('  ')).join('\n')
}
