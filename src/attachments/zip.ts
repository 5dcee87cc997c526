import { Inflate } from 'fflate'

/** Of a ZIP: so many entries, so many bytes unpacked, so many times its packed size at the most (security.md 3.1). */
const most = { entries: 2_000, unpacked: 200 * 1024 * 1024, ratio: 100 }
/** Below this a high ratio harms nobody: an empty sheet of a workbook is mostly repetition. */
const harmless = 1024 * 1024

type Entry = {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Where the central directory lies and how many entries it has (APPNOTE.TXT 4.3.16); null when this is no ZIP. */
export function endOf(bytes: Uint8Array): { readonly at: number; readonly entries: number } | null {
  const data = view(bytes)
  for (let i = bytes.length - 22; i >= Math.max(0, bytes.length - 22 - 0xffff); i--) {
    if (data.getUint32(i, true) !== 0x06054b50) continue
    const at = data.getUint32(i + 16, true)
    if (at < i) return { at, entries: data.getUint16(i + 10, true) }
  }
  return null
}

/** The central directory as it stands there; null when it cannot be read. Nothing is unpacked. */
function entriesOf(bytes: Uint8Array): Entry[] | null {
  const end = endOf(bytes)
  if (end === null || end.entries > most.entries) return null
  const data = view(bytes)
  const names = new TextDecoder()
  const found: Entry[] = []
  let at = end.at
  for (let i = 0; i < end.entries; i++) {
    if (at + 46 > bytes.length || data.getUint32(at, true) !== 0x02014b50) return null
    const [name, extra, comment] = [28, 30, 32].map((from) => data.getUint16(at + from, true)) as [
      number,
      number,
      number,
    ]
    const encrypted = (data.getUint16(at + 8, true) & 1) === 1
    const packed = data.getUint32(at + 20, true)
    const unpacked = data.getUint32(at + 24, true)
    // ZIP64 is for what is larger than we take; what is sealed cannot be looked at.
    if (encrypted || packed === 0xffffffff || unpacked === 0xffffffff) return null
    found.push({
      name: names.decode(bytes.subarray(at + 46, at + 46 + name)),
      method: data.getUint16(at + 10, true),
      packed,
      unpacked,
      at: data.getUint32(at + 42, true),
    })
    at += 46 + name + extra + comment
  }
  return found
}

/**
 * What is wrong with a ZIP that says it is an Office document; null when nothing is. First by what its directory says,
 * then, since that may lie, by unpacking each entry as far as it said and no further.
 */
export async function faultOfZip(bytes: Uint8Array, kind: 'docx' | 'xlsx') {
  const end = endOf(bytes)
  if (end !== null && end.entries > most.entries) return 'attachment.zip_bomb'
  const entries = entriesOf(bytes)
  if (entries === null) return 'attachment.zip_broken'
  const sum = (of: (entry: Entry) => number): number => entries.reduce((total, entry) => total + of(entry), 0)
  const unpacked = sum((entry) => entry.unpacked)
  if (unpacked > most.unpacked || (unpacked > harmless && unpacked > bytes.length * most.ratio))
    return 'attachment.zip_bomb'
  // Entries that share their bytes: together they are larger than the file.
  if (sum((entry) => entry.packed) > bytes.length) return 'attachment.zip_bomb'
  const names = entries.map(({ name }) => name)
  if (names.some((name) => /^\/|\\|(?:^|\/)\.\.(?:\/|$)/.test(name))) return 'attachment.zip_broken'
  if (names.some((name) => /vbaProject/i.test(name))) return 'attachment.macros'
  const needed = kind === 'docx' ? 'word/' : 'xl/'
  if (!names.includes('[Content_Types].xml') || !names.some((name) => name.startsWith(needed)))
    return 'attachment.zip_broken'
  for (const entry of entries) if (!(await unpacksAsSaid(bytes, entry))) return 'attachment.zip_bomb'
  return null
}

/** So many packed bytes at once: at most a thousand times as many come out. */
const step = 4_096

async function unpacksAsSaid(bytes: Uint8Array, { at, method, packed, unpacked }: Entry): Promise<boolean> {
  const data = view(bytes)
  if (at + 30 > bytes.length || data.getUint32(at, true) !== 0x04034b50) return false
  const from = at + 30 + data.getUint16(at + 26, true) + data.getUint16(at + 28, true)
  if (from + packed > bytes.length) return false
  if (method === 0) return packed === unpacked
  if (method !== 8) return false
  // What is over the size it said is not kept, and ends the unpacking.
  const seen = { out: 0 }
  const inflate = new Inflate((chunk) => {
    seen.out += chunk.length
    if (seen.out > unpacked) throw new Error('more than said')
  })
  try {
    let rested = 0
    for (let done = 0; done < packed; done += step) {
      inflate.push(bytes.subarray(from + done, from + Math.min(done + step, packed)), done + step >= packed)
      // Others are served in between.
      if (seen.out - rested < 8 * 1024 * 1024) continue
      rested = seen.out
      await new Promise((rest) => setTimeout(rest))
    }
  } catch {
    return false
  }
  return seen.out === unpacked
}
