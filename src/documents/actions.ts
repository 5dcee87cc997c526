import { eq } from 'drizzle-orm'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import { newId, sha256Hex } from '../kernel/ids.ts'
import { documentBytes, documents } from './table.ts'

export type NewDocument = {
  readonly officeId: string
  readonly recordKind: string
  readonly recordId: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly sha256: string
}

/** Hash the bytes before the transaction: `sha256` is handed in, so that nothing slow happens inside. */
export async function storeDocument(ctx: WriteCtx, document: NewDocument): Promise<string> {
  const id = newId(ctx.now)
  const { bytes, ...facts } = document
  await ctx.db.insert(documents).values({ id, ...facts, size: bytes.length, backend: 'database', createdAt: ctx.now })
  await ctx.db.insert(documentBytes).values({ documentId: id, bytes })
  return id
}

/** A document's bytes, checked against its hash; only for a record that the reader was already allowed to see. */
export async function loadDocument(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({
      name: documents.name,
      mediaType: documents.mediaType,
      sha256: documents.sha256,
      bytes: documentBytes.bytes,
    })
    .from(documents)
    .innerJoin(documentBytes, eq(documentBytes.documentId, documents.id))
    .where(eq(documents.id, id))
  if (!row) return null
  if (sha256Hex(row.bytes) !== row.sha256) throw new Error(`document ${id}: stored bytes do not match their hash`)
  return row
}
