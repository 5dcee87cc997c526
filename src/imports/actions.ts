import { type AchievementRow, importedReferences } from '../achievements/queries.ts'
import { addAchievements } from '../achievements/actions.ts'
import { insist } from '../db/insist.ts'
import { transaction } from '../db/transaction.ts'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import { fault } from '../kernel/errors.ts'
import { addOrganisation } from '../organisations/actions.ts'
import { nameKey } from '../organisations/organisation.ts'
import { organisationsByName } from '../organisations/queries.ts'
import { addPatents, linkAchievements, patentColumns } from '../patents/adding/actions.ts'
import { PatentChange } from '../patents/patent.ts'
import { patentsByNumber } from '../patents/queries.ts'
import { cellFault, type ImportFault, type ImportReport } from './import.ts'
import { nasaSource, type Plan, type Planned, type PlannedPatent } from './nasa.ts'

/** Rows a transaction: long enough to be quick, short enough that a server beside it hardly waits. */
const chunk = 200

/**
 * Stores what is planned and not here yet, in published state: the portfolio is public. Imported records skip the
 * questions of a submission. A second run changes nothing. `between` runs after each transaction.
 */
export async function importRows(
  ctx: Ctx,
  officeId: string,
  plan: Plan,
  between: () => Promise<void> = async () => undefined
): Promise<ImportReport> {
  const done = { stored: 0, unchanged: 0, patents: 0, linked: 0 }
  const faults = [...plan.faults]
  for (let from = 0; from < plan.records.length; from += chunk) {
    if (from > 0) await between()
    const records = plan.records.slice(from, from + chunk)
    const made = await insist(() => transaction(ctx, (ctx) => storeChunk(ctx, officeId, records)))
    for (const count of ['stored', 'unchanged', 'patents', 'linked'] as const) done[count] += made[count]
    faults.push(...made.faults)
  }
  const { rows, repeated, refused } = plan
  return { rows, ...done, repeated, refused, faults: faults.toSorted((a, b) => a.row - b.row) }
}

async function storeChunk(ctx: WriteCtx, officeId: string, records: readonly Planned[]) {
  const references = records.map(({ sourceReference }) => sourceReference)
  const here = await importedReferences(ctx, officeId, nasaSource, references)
  const fresh = records.filter(({ sourceReference }) => !here.has(sourceReference))
  const centres = await centresOf(ctx, officeId, fresh)
  const added = await addAchievements(
    ctx,
    officeId,
    fresh.map(({ achievement, sourceReference }) => ({
      input: achievement,
      origin: { state: 'published', publishedAt: ctx.now, source: nasaSource, sourceReference },
    }))
  )
  const { create, link, faults } = await sortPatents(ctx, officeId, fresh, added)
  const patents = await addPatents(
    ctx,
    officeId,
    create.map(({ planned, patent, achievements }) =>
      patentOf(patent, planned, achievements, centres.get(planned.centre) ?? null)
    )
  )
  await linkAchievements(ctx, officeId, link)
  return {
    stored: added.length,
    unchanged: records.length - fresh.length,
    patents: patents.length,
    linked: link.length,
    faults,
  }
}

type ToCreate = { readonly planned: Planned; readonly patent: PlannedPatent; readonly achievements: string[] }

/** Which patents are new, and which are here already (by number) and only want a link. */
async function sortPatents(
  ctx: WriteCtx,
  officeId: string,
  fresh: readonly Planned[],
  added: readonly AchievementRow[]
) {
  const numbers = fresh.flatMap(({ patent }) => patent?.applicationNumber ?? [])
  const known = await patentsByNumber(ctx, officeId, 'US', numbers)
  const create = new Map<PlannedPatent, ToCreate>()
  const link: { patentId: string; achievementId: string }[] = []
  const faults: ImportFault[] = []
  fresh.forEach((planned, i) => {
    const { patent, row } = planned
    if (patent === null) return
    const achievementId = added[i]!.id
    const other = patent.applicationNumber === null ? undefined : known.get(patent.applicationNumber)
    const conflict =
      other !== undefined &&
      other.patentNumber !== null &&
      patent.patentNumber !== null &&
      other.patentNumber !== patent.patentNumber
    if (other !== undefined && other.source !== nasaSource) {
      const key = conflict ? 'imports.serial_known' : 'imports.linked'
      const found = fault([], null, key, { reference: other.reference })
      faults.push(cellFault({ row, column: 'Serial Number', stored: true }, patent.serialCell, found))
    }
    if (other !== undefined && !conflict) link.push({ patentId: other.id, achievementId })
    else {
      const wanted = create.get(patent) ?? {
        planned,
        patent: conflict ? { ...patent, applicationNumber: null } : patent,
        achievements: [],
      }
      wanted.achievements.push(achievementId)
      create.set(patent, wanted)
    }
  })
  return { create: [...create.values()], link, faults }
}

function patentOf(patent: PlannedPatent, planned: Planned, achievements: string[], centreId: string | null) {
  const { patentNumber, expiryDate, status, applicationNumber } = patent
  const input = PatentChange.parse({
    officeCode: 'US',
    kind: patentNumber?.startsWith('D') === true ? 'design' : 'invention',
    title: planned.achievement.title,
    ...(patentNumber !== null && { patentNumber }),
    ...(expiryDate !== null && { expiryDate }),
    ...(centreId !== null && { [status === 'filed' ? 'applicants' : 'patentees']: [centreId] }),
    achievements,
  })
  return {
    input,
    columns: patentColumns(input, applicationNumber),
    origin: { status, source: nasaSource, sourceReference: planned.sourceReference },
  }
}

/** The centres' entries in the office's address book, found by either name or made. */
async function centresOf(ctx: WriteCtx, officeId: string, fresh: readonly Planned[]) {
  const wanted = new Map(fresh.flatMap(({ centre }) => (centre === null ? [] : [[nameKey(centre.name), centre]])))
  const keys = [...wanted.values()].flatMap(({ name }) => [nameKey(name), nameKey({ en: name.en })])
  const known = await organisationsByName(ctx, officeId, keys)
  const ids = new Map<string, string>()
  for (const [key, centre] of wanted) {
    const entry = known.get(key) ?? known.get(nameKey({ en: centre.name.en }))
    ids.set(key, entry?.id ?? (await addOrganisation(ctx, officeId, centre, null)).id)
  }
  return { get: (centre: Planned['centre']) => (centre === null ? undefined : ids.get(nameKey(centre.name))) }
}
