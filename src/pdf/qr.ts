import { encode } from 'uqr'
import { fill } from '../kernel/messages.ts'
import type { DocumentSpec } from './blocks.ts'
import type { LaidOut } from './laid-out.ts'
import { setLines } from './lines.ts'
import type { Place, Setting } from './setting.ts'
import { baseline } from './style.ts'

const size = 74 // pt, 26 mm: read by a telephone from a hand's distance

/** The QR code (ISO/IEC 18004, level M) beside its note and address; whole on one page. */
export function layQr(
  spec: DocumentSpec,
  { faces, measure, style: styleOf }: Setting,
  { block, before }: Place
): LaidOut[] {
  if (!spec.qr) return []
  const { url, note } = spec.qr
  const code = encode(url, { ecc: 'M', border: 0 })
  const style = styleOf('small', spec.lang)
  const [x, width] = [size + 14, measure - size - 14]
  const notes = setLines([{ text: note }], style, width, faces)
  const address = setLines([{ text: url, lang: 'en' }], style, width, faces)
  const lines = [...notes, ...address]
  const height = Math.max(size, lines.length * style.leading)
  const top = (height - lines.length * style.leading) / 2
  return [
    {
      role: 'figure',
      lang: spec.lang,
      block,
      height,
      before,
      together: false,
      marks: [
        {
          kind: 'squares',
          alt: fill(spec.lang, 'pdf.code', { url }),
          x: 0,
          y: (height - size) / 2,
          side: size / code.size,
          rows: code.data,
        },
        ...lines.map((line, i) => ({
          kind: 'text' as const,
          part: i < notes.length ? ('text' as const) : ('label' as const),
          x,
          baseline: top + i * style.leading + baseline(style),
          line,
        })),
        { kind: 'link', over: 'figure', title: url, x: 0, y: (height - size) / 2, width: size, height: size, url },
        {
          kind: 'link',
          over: 'text',
          title: url,
          x,
          y: top + notes.length * style.leading,
          width: Math.max(...address.map((line) => line.width)),
          height: address.length * style.leading,
          url,
        },
      ],
    },
  ]
}
