import { and, eq, gte, inArray } from 'drizzle-orm'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import { newId, sha256Hex } from '../kernel/ids.ts'
import type { Audience, Level } from './document.ts'
import { dayOf, newKey } from './keys.ts'
import { documentBytes, documents } from './table.ts'

/** Bytes that are kept already, or will be in the database with their row. */
export type Kept = {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly backend?: string
  readonly storageKey?: string | null
}

export type NewDocument = Kept & {
  readonly officeId: string
  readonly recordKind: string
  readonly recordId: string
  readonly name: string
  readonly mediaType: string
  /** Whose it is beside a record of several organisations, and who of them sees it. */
  readonly beside?: {
    readonly tenantId: string
    readonly audience: Audience
    readonly level: Level
    /** The first edition's id; null for a first one. */
    readonly seriesId: string | null
    readonly edition: number
  }
}

/**
 * Before the transaction: hashes the bytes and, unless documents lie in the database, puts them where the settings
 * say. What no row speaks of in the end is swept by a job.
 */
export async function keepBytes(ctx: Ctx, bytes: Uint8Array): Promise<Kept> {
  const sha256 = sha256Hex(bytes)
  const { chosen } = ctx.files
  if (chosen === 'database') return { bytes, sha256 }
  const storageKey = newKey(ctx.now)
  await ctx.files.at(chosen).put(storageKey, bytes, sha256)
  return { bytes, sha256, backend: chosen, storageKey }
}

/** The document's row, in the transaction of what it belongs to; its bytes too when they lie nowhere else. */
export async function storeDocument(ctx: WriteCtx, document: NewDocument): Promise<string> {
  const id = newId(ctx.now)
  const { bytes, beside, backend = 'database', storageKey = null, ...facts } = document
  await ctx.db.insert(documents).values({
    id,
    ...facts,
    size: bytes.length,
    backend,
    storageKey,
    createdAt: ctx.now,
    ...(beside !== undefined && {
      ...beside,
      seriesId: beside.seriesId ?? id,
      addedBy: ctx.actor.accountId,
      addedByName: ctx.actor.name,
    }),
  })
  if (backend === 'database') await ctx.db.insert(documentBytes).values({ documentId: id, bytes })
  return id
}

/** A document's bytes, checked against its hash; only for a record that the reader was already allowed to see. */
export async function loadDocument(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({
      name: documents.name,
      mediaType: documents.mediaType,
      sha256: documents.sha256,
      backend: documents.backend,
      storageKey: documents.storageKey,
      inDatabase: documentBytes.bytes,
    })
    .from(documents)
    .leftJoin(documentBytes, eq(documentBytes.documentId, documents.id))
    .where(eq(documents.id, id))
  if (!row) return null
  const { backend, storageKey, inDatabase, ...facts } = row
  const bytes = storageKey === null ? inDatabase : await ctx.files.at(backend).get(storageKey)
  if (bytes === null) throw new Error(`document ${id}: its bytes are gone`)
  if (sha256Hex(bytes) !== facts.sha256) throw new Error(`document ${id}: stored bytes do not match their hash`)
  return { ...facts, bytes }
}

const day = 86_400_000
/** How far back the sweep looks: it runs every day, and may have been away for some. */
const back = 14

/**
 * Removes bytes whose transaction never came (a job). Yesterday's are left alone: an upload may just be under way.
 * Returns how many there were.
 */
export async function sweepOrphans(ctx: Ctx): Promise<number> {
  const { chosen } = ctx.files
  if (chosen === 'database') return 0
  const store = ctx.files.at(chosen)
  let swept = 0
  for (let ago = 2; ago <= back; ago++) {
    const moment = new Date(Date.parse(ctx.now) - ago * day).toISOString()
    const keys = await store.keysOf(dayOf(moment))
    for (let from = 0; from < keys.length; from += 500) {
      const some = keys.slice(from, from + 500)
      const known = await ctx.db
        .select({ key: documents.storageKey })
        .from(documents)
        .where(and(gte(documents.createdAt, moment.slice(0, 10)), inArray(documents.storageKey, some)))
      const rows = new Set(known.map(({ key }) => key))
      for (const key of some.filter((key) => !rows.has(key))) {
        await store.remove(key)
        swept++
      }
    }
  }
  return swept
}
