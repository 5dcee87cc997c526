import fc from 'fast-check'
import { expect, it } from 'vitest'
import { may, mayNote } from '../../src/attachments/policy.ts'
import { filesAt, notesAt } from '../../src/attachments/queries.ts'
import type { Beside, Held } from '../../src/attachments/beside.ts'
import { audiences, levels } from '../../src/documents/document.ts'
import { documents, notes } from '../../src/documents/table.ts'
import { newId } from '../../src/kernel/ids.ts'
import { testDesk } from '../support/office.ts'
import { anAccount, anOffice, aTenant, ctxOf, idsOf, someActors, worlds } from '../support/world.ts'

const record = fc.constantFrom('record-1', 'record-2')
const aFile = fc.record({
  officeId: anOffice,
  recordId: record,
  tenantId: fc.option(aTenant),
  audience: fc.constantFrom(...audiences),
  level: fc.constantFrom(...levels),
  addedBy: fc.option(anAccount),
  withdrawnAt: fc.option(fc.constant('2026-11-23T02:00:00.000Z'), { freq: 3 }),
})
const aNote = fc.record({
  recordId: record,
  tenantId: aTenant,
  authorId: fc.option(anAccount),
  withdrawnAt: fc.option(fc.constant('2026-11-23T02:00:00.000Z'), { freq: 3 }),
})

// The door to the record is the room's: here it stands open, and only what lies beside is judged.
const beside: Beside = {
  kind: 'agreement',
  room: 'agreements',
  read: 'agreement.read',
  edit: 'agreement.edit',
  get: (_, id) => Promise.resolve({ id, officeId: 'office-a', reference: '' }),
  title: () => ({ zh: '' }),
}

it('V8.2.2 lists beside a record exactly the files and notes that may be read', async () => {
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 15, maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(some(aFile), some(aNote), someActors, async (drawnFiles, drawnNotes, actors) => {
      const desk = await testDesk()
      const made = drawnFiles.map((drawn) => ({ ...drawn, id: newId(desk.deps.clock()), editing: beside.edit }))
      const written = drawnNotes.map((drawn) => ({ ...drawn, id: newId(desk.deps.clock()) }))
      await desk.write(async ({ db, now }) => {
        const fixed = { recordKind: 'agreement', createdAt: now }
        const file = { name: 'a.pdf', mediaType: 'application/pdf', size: 1, sha256: '', backend: 'database' }
        for (const { editing: _, ...row } of made) await db.insert(documents).values({ ...row, ...fixed, ...file })
        for (const row of written) await db.insert(notes).values({ ...row, ...fixed, text: '文字', authorName: '' })
      })
      for (const actor of actors)
        for (const officeId of ['office-a', 'office-b'])
          for (const id of ['record-1', 'record-2']) {
            const ctx = ctxOf(desk, actor)
            const held: Held = { id, officeId, reference: '' }
            const here = made.filter((row) => row.officeId === officeId && row.recordId === id)
            const readable = here.filter((row) => may(actor, 'read', row))
            const listed = await filesAt(ctx, beside, held)
            expect(idsOf(listed)).toEqual(idsOf(readable))
            // What an action judges is what the row says.
            for (const row of listed)
              expect(may(actor, 'change', row)).toBe(
                may(
                  actor,
                  'change',
                  made.find((one) => one.id === row.id)!
                )
              )
            for (const row of here)
              expect((await filesAt(ctx, beside, held, row.id)).length).toBe(readable.includes(row) ? 1 : 0)
            const mine = written.filter((note) => note.recordId === id && note.withdrawnAt === null)
            const seen = mine.filter((note) => mayNote(actor, 'read', note))
            expect(idsOf(await notesAt(ctx, beside, held))).toEqual(idsOf(seen))
          }
    }),
    { ...worlds, numRuns: 2 }
  )
}, 60_000)
