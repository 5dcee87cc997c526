import type { Block, Language } from './blocks.ts'
import type { TextStyle } from './lines.ts'

/** A4 in pt (ISO 216: 210 × 297 mm). The measure is 43 Han characters of the body size. */
const width = 595.28
const measure = 451.5
export const sheet = {
  width,
  height: 841.89,
  left: (width - measure) / 2,
  measure,
  top: 85,
  bottom: 766, // where the text ends; the footer stands below
  header: 52, // baselines
  initials: 782,
  footer: 800,
} as const

/** A text style with its leading, the distance of baselines in pt. */
export type Style = TextStyle & { readonly leading: number }

const style = (lang: Language, size: number, leading: number, align: TextStyle['align'], bold: boolean): Style => ({
  lang,
  size,
  leading,
  align,
  bold,
})

// Chinese fills its cell and needs more leading than Latin text of the same size.
const zh = (size: number, leading: number, align: TextStyle['align'], bold = false) =>
  style('zh-CN', size, leading, align, bold)
const en = (size: number, leading: number, align: TextStyle['align'], bold = false) =>
  style('en', size, leading, align, bold)

const styles = {
  title: { 'zh-CN': zh(21, 30, 'center', true), en: en(17, 23, 'center', true) },
  subtitle: { 'zh-CN': zh(12, 19, 'center'), en: en(11, 16, 'center') },
  heading1: { 'zh-CN': zh(12, 19, 'left', true), en: en(11.5, 16, 'left', true) },
  heading2: { 'zh-CN': zh(10.5, 17, 'left', true), en: en(10.5, 15, 'left', true) },
  body: { 'zh-CN': zh(10.5, 17.5, 'justify'), en: en(10.5, 15, 'justify') },
  // Table lines of both languages share one leading, so that a row can be parted between any two of its lines.
  cell: { 'zh-CN': zh(9.5, 14.5, 'left'), en: en(9.5, 14.5, 'left') },
  small: { 'zh-CN': zh(8.5, 12.5, 'left'), en: en(8.5, 12.5, 'left') },
} as const

export type StyleName = keyof typeof styles
export type Print = 'normal' | 'large'

/** Large print has a body of 16 pt (as RNIB and DIN 1450 ask for); titles, which are large already, grow less. */
const growth: Readonly<Record<StyleName, number>> = {
  title: 1.25,
  subtitle: 1.4,
  heading1: 1.48,
  heading2: 16 / 10.5,
  body: 16 / 10.5,
  cell: 1.45,
  small: 1.4,
}
const grown = (style: Style, by: number): Style => ({ ...style, size: style.size * by, leading: style.leading * by })
const large = Object.fromEntries(
  Object.entries(styles).map(([name, { 'zh-CN': chinese, en: english }]) => [
    name,
    { 'zh-CN': grown(chinese, growth[name as StyleName]), en: grown(english, growth[name as StyleName]) },
  ])
)

export const styleOf = (name: StyleName, lang: Language, print: Print = 'normal'): Style =>
  print === 'large' ? (large[name]?.[lang] ?? styles[name][lang]) : styles[name][lang]

/** First baseline below the top of a line of text: the em box stands in the middle of the leading. */
export const baseline = ({ size, leading }: Style): number => (leading - size) / 2 + size * 0.86

/** A block in English right after one of its kind in Chinese says the same again: no form has them the other way round. */
export const isTranslation = (block: Block, previous: Block | undefined): boolean =>
  previous?.role === block.role &&
  'lang' in block &&
  'lang' in previous &&
  previous.lang === 'zh-CN' &&
  block.lang === 'en'

/** Space between a block and the one before it, in pt. A translation follows its original closely. */
export function spaceBefore(block: Block, previous: Block | undefined): number {
  if (!previous) return 0
  const translated = isTranslation(block, previous)
  switch (block.role) {
    case 'title':
      return translated ? 6 : 18
    case 'subtitle':
      return translated ? 2 : 8
    case 'heading':
      return translated ? 1 : block.level === 1 ? 17 : 10
    case 'paragraph':
      if (translated) return 1.5
      return previous.role === 'heading' ? 5 : block.level === 2 ? 4 : 8
    case 'signatures':
      return 18
    case 'table':
    case 'facts':
      return previous.role === 'heading' ? 7 : 13
    case 'page_break':
      return 0
  }
  return block satisfies never
}

/** What follows a block that has a frame of its own needs a little more air. */
export const spaceAfter = (block: Block | undefined): number =>
  block?.role === 'table' || block?.role === 'facts' ? 6 : block?.role === 'title' || block?.role === 'subtitle' ? 6 : 0
