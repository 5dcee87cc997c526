import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { State } from '../agreement.ts'
import type { Exclusivity } from '../../contracts/roles.ts'
import { agreementParties as parties, agreementPatents as subject, agreements } from '../table.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Text } from '../../kernel/text.ts'
import { organisations } from '../../organisations/table.ts'
import { patents } from '../../patents/table.ts'

/** A licence that somebody else holds on some of the patents. */
export type LicenceBefore = {
  readonly reference: string
  readonly exclusivity: Exclusivity | null
  readonly start: string | null
  readonly end: string | null
  readonly holder: Text
  readonly numbers: readonly string[]
}

/** Concluded and not ended: such a licence binds whoever comes later. */
const alive: State[] = ['signed', 'effective', 'in_performance', 'breached', 'dispute']

/** The office's licences on these patents that stand today, other than the agreement `except`; oldest first. */
export async function licencesBefore(
  ctx: Ctx,
  officeId: string,
  patentIds: readonly string[],
  except: string
): Promise<LicenceBefore[]> {
  if (patentIds.length === 0) return []
  const rows = await ctx.db
    .select({
      id: agreements.id,
      reference: agreements.reference,
      exclusivity: agreements.exclusivity,
      start: agreements.termStart,
      end: agreements.termEnd,
      number: patents.applicationNumber,
      patent: patents.reference,
      holder: organisations.name,
      organisationId: organisations.id,
    })
    .from(subject)
    .innerJoin(agreements, eq(agreements.id, subject.agreementId))
    .innerJoin(patents, eq(patents.id, subject.patentId))
    .innerJoin(parties, and(eq(parties.agreementId, agreements.id), eq(parties.role, 'licensee')))
    .innerJoin(organisations, eq(organisations.id, parties.organisationId))
    .where(
      and(
        eq(agreements.officeId, officeId),
        eq(agreements.kind, 'licence_patent'),
        inArray(subject.patentId, [...patentIds]),
        inArray(agreements.state, alive),
        ne(agreements.id, except)
      )
    )
    .orderBy(asc(agreements.seq), asc(parties.position), asc(subject.position))
  // One line a licence and holder, with all of the patents it covers.
  const same = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
    a.id === b.id && a.organisationId === b.organisationId
  return rows
    .filter((row, i) => rows.findIndex((other) => same(other, row)) === i)
    .map((row) => ({
      ...row,
      numbers: rows.filter((other) => same(other, row)).map(({ number, patent }) => number ?? patent),
    }))
}
