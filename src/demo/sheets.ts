import { zlibSync } from 'fflate'

// The papers of the demonstration: small files that are really what they say they are.

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** A page with a heading and lines of Latin text in a font that every reader has. */
export function sheet(heading: string, lines: readonly string[]): Uint8Array {
  const typed = (text: string) => `(${text.replace(/[()\\]/g, '\\$&')}) Tj`
  const drawn = lines.map((line) => `0 -22 Td ${typed(line)}`).join(' ')
  const content = `BT /F1 20 Tf 60 770 Td ${typed(heading)} /F1 12 Tf 0 -14 Td ${drawn} ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj${object}endobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const from = file.length
  file += `xref\n0 6\n0000000000 65535 f \n${offsets.join('')}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${from}\n%%EOF\n`
  return bytesOf(file)
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return ~sum >>> 0
}

function piece(name: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(data.length + 12)
  const view = new DataView(whole.buffer)
  view.setUint32(0, data.length)
  whole.set(bytesOf(name), 4)
  whole.set(data, 8)
  view.setUint32(data.length + 8, crc(whole.subarray(4, data.length + 8)))
  return whole
}

/** Two measured curves on a grid, as PNG (grey, 8 bit; PNG 3rd edition, section 5). */
export function curves(): Uint8Array {
  const [width, height] = [480, 240]
  const rows = new Uint8Array(height * (width + 1))
  const put = (x: number, y: number, grey: number): void => {
    if (y >= 0 && y < height) rows[y * (width + 1) + 1 + x] = grey
  }
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) put(x, y, x % 60 === 0 || y % 40 === 0 ? 215 : 255)
  for (let x = 0; x < width; x++) {
    const fall = 60 + x / 4 + 14 * Math.sin(x / 17)
    for (let thick = 0; thick < 3; thick++) {
      put(x, Math.round(fall) + thick, 40)
      put(x, Math.round(fall + 30 + x / 14) + thick, 140)
    }
  }
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  head.set([8, 0, 0, 0, 0], 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const parts = [signature, piece('IHDR', head), piece('IDAT', zlibSync(rows)), piece('IEND', new Uint8Array())]
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  return file
}
