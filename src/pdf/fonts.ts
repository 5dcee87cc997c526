import type { FontSet } from './blocks.ts'
import { uncovered } from './coverage.ts'

/**
 * Font files as the build lays them out. `-core`: GB 2312, Latin and CJK punctuation only, a quarter of the full file;
 * `-rare`: ideographs and signs that the full files lack.
 */
export const fontFiles = [
  'noto-serif-sc-400.ttf',
  'noto-serif-sc-700.ttf',
  'noto-serif-sc-400-core.ttf',
  'noto-serif-sc-700-core.ttf',
  'lxgw-wenkai-400-rare.ttf',
  'lxgw-wenkai-500-rare.ttf',
  'source-serif-4-400.ttf',
  'source-serif-4-700.ttf',
] as const
export type FontFile = (typeof fontFiles)[number]

/**
 * Where fonts come from. `coreFirst` on the edge, where memory is scarce; on Node always the full fonts, so that a
 * document rendered again has the same bytes whatever else was rendered before.
 */
export type FontSource = { readonly coreFirst: boolean; load(file: FontFile): Promise<Uint8Array> }

type Held = { readonly fonts: FontSet; readonly full: boolean }
const held = new WeakMap<FontSource, Held>()

/**
 * The fonts to draw these texts with. They are kept as long as the source lives, but never the core and the full ones
 * together: once a character has needed the full fonts, or those for rare ones, they stay. Characters that even those
 * lack: see `uncovered`.
 */
export async function fontsFor(texts: Iterable<string>, source: FontSource): Promise<FontSet> {
  const all = [...texts]
  const load = async () => fitting(all, source) ?? (await loadFitting(all, source))
  return fitting(all, source) ?? (source.coreFirst ? inTurn(load) : load())
}

/** What is held, when it has all there is or all that is asked for. */
function fitting(texts: readonly string[], source: FontSource): FontSet | undefined {
  const now = held.get(source)
  return now && ((now.full && now.fonts.rare) || uncovered(texts, now.fonts).length === 0) ? now.fonts : undefined
}

async function loadFitting(texts: readonly string[], source: FontSource): Promise<FontSet> {
  let now = held.get(source) ?? hold(source, await load(source, !source.coreFirst))
  if (!now.full && uncovered(texts, now.fonts).length > 0) {
    held.delete(source) // the core fonts are let go before the full ones come
    now = hold(source, await load(source, true, { latin: now.fonts.latin, latinBold: now.fonts.latinBold }))
  }
  if (now.fonts.rare || uncovered(texts, now.fonts).length === 0) return now.fonts
  const rare = await source.load('lxgw-wenkai-400-rare.ttf')
  const rareBold = await source.load('lxgw-wenkai-500-rare.ttf')
  return hold(source, { full: now.full, fonts: { ...now.fonts, rare, rareBold } }).fonts
}

/** Until when others leave the loading to whoever is at it; a request that was broken off says no more. */
let takenUntil = 0
const patience = 10_000

/**
 * Where memory is scarce, one request loads and the others look again a moment later. They do not wait for its promise:
 * on the edge no request may hang on another's.
 */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  while (Date.now() < takenUntil) await new Promise((resolve) => setTimeout(resolve, 20))
  takenUntil = Date.now() + patience
  try {
    return await work()
  } finally {
    takenUntil = 0
  }
}

/** Another caller may have been quicker while this one loaded; then its fonts are shared and these dropped. */
function hold(source: FontSource, loaded: Held): Held {
  const other = held.get(source)
  if (other && rank(other) >= rank(loaded)) return other
  held.set(source, loaded)
  return loaded
}

const rank = ({ full, fonts }: Held): number => (full ? 1 : 0) + (fonts.rare ? 1 : 0)

type Latin = Pick<FontSet, 'latin' | 'latinBold'>

async function load(source: FontSource, full: boolean, latin?: Latin): Promise<Held> {
  const han = await source.load(full ? 'noto-serif-sc-400.ttf' : 'noto-serif-sc-400-core.ttf')
  const hanBold = await source.load(full ? 'noto-serif-sc-700.ttf' : 'noto-serif-sc-700-core.ttf')
  return { full, fonts: { han, hanBold, ...(latin ?? (await loadLatin(source))) } }
}

const loadLatin = async (source: FontSource): Promise<Latin> => ({
  latin: await source.load('source-serif-4-400.ttf'),
  latinBold: await source.load('source-serif-4-700.ttf'),
})

/** What a Worker's static assets can do. */
export type Assets = { fetch(url: string): Promise<Response> }

let assets: Assets | undefined
const edge: FontSource = {
  coreFirst: true,
  async load(file) {
    const response = await assets?.fetch(`https://assets.local/fonts/${file}`)
    if (!response?.ok) throw new Error(`font ${file} is not among the static assets (${response?.status})`)
    return new Uint8Array(await response.arrayBuffer())
  },
}

/** The fonts among a Worker's static assets: one source an isolate, read through the binding of the latest request. */
export function assetFonts(binding: Assets): FontSource {
  assets = binding
  return edge
}
