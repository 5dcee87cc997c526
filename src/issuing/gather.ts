import { AgreementTerms, type AgreementKind, sidesOf } from '../agreements/agreement.ts'
import { noticeEnds } from '../agreements/guards.ts'
import { type LicenceBefore, licencesBefore } from '../agreements/licences/queries.ts'
import type { AgreementRow } from '../agreements/queries.ts'
import { ContractFacts, type ContractFactsInput } from '../contracts/facts.ts'
import type { PartyRole } from '../contracts/roles.ts'
import type { Ctx } from '../kernel/context.ts'
import { addDays, sayDate } from '../kernel/dates.ts'
import type { Fault, Path } from '../kernel/errors.ts'
import { fill, type Locale } from '../kernel/messages.ts'
import { organisationsByIds } from '../organisations/queries.ts'
import { holdersOf, patentsByIds } from '../patents/queries.ts'
import { lastDay } from '../patents/term.ts'

type PartyInput = NonNullable<ContractFactsInput['parties']>[number]
type PatentInput = NonNullable<ContractFactsInput['patents']>[number]
type TermsInput = NonNullable<ContractFactsInput['terms']>

/** Everything the contract of an agreement would say today: the register's parties and patents, the terms agreed. */
export async function gatherFacts(ctx: Ctx, agreement: AgreementRow): Promise<ContractFacts> {
  const patentIds = agreement.patents.map(({ id }) => id)
  const [parties, patents, before] = await Promise.all([
    partiesOf(ctx, agreement),
    patentsOf(ctx, agreement.officeId, patentIds),
    licencesBefore(ctx, agreement.officeId, patentIds, agreement.id),
  ])
  const terms = AgreementTerms.parse(agreement.terms)
  const { currency } = agreement
  return ContractFacts.parse({
    number: null,
    kind: agreement.kind,
    parties,
    patents,
    exclusivity: agreement.exclusivity ?? undefined,
    territory: agreement.territory ?? undefined,
    field: agreement.field ?? undefined,
    term: { start: agreement.termStart ?? undefined, end: agreement.termEnd ?? undefined },
    contractValue: agreement.contractValue ?? undefined,
    technologyValue: terms.technologyValue === undefined ? undefined : { amount: terms.technologyValue, currency },
    remuneration: agreement.remuneration ?? undefined,
    terms: {
      ...termsOf(agreement.kind, terms),
      pricing: pricingOf(agreement),
      encumbrances: before.map(encumbranceOf),
    },
  })
}

async function partiesOf(ctx: Ctx, agreement: AgreementRow): Promise<PartyInput[]> {
  const ids = agreement.parties.map(({ organisationId }) => organisationId)
  const known = await organisationsByIds(ctx, agreement.officeId, ids)
  return agreement.parties.flatMap(({ role, organisationId }): PartyInput[] => {
    const organisation = known.get(organisationId)
    if (organisation === undefined) return []
    const { name, country, contacts } = organisation
    const contact = contacts.find(({ email }) => email !== undefined) ?? contacts[0]
    return [
      {
        organisationId,
        role,
        name,
        country,
        uscc: organisation.uscc ?? undefined,
        address: organisation.address ?? undefined,
        legalRepresentative: organisation.legalRepresentative ?? undefined,
        contact: contact && { name: contact.name, email: contact.email, phone: contact.phone },
      },
    ]
  })
}

async function patentsOf(ctx: Ctx, officeId: string, ids: readonly string[]): Promise<PatentInput[]> {
  const [rows, holders] = await Promise.all([patentsByIds(ctx, officeId, ids), holdersOf(ctx, ids)])
  return ids.flatMap((id): PatentInput[] => {
    const patent = rows.find((row) => row.id === id)
    if (patent === undefined) return []
    const { title, kind, officeCode, applicationNumber, inventors, expiryDate } = patent
    const chinese = officeCode === 'CN'
    const held = (capacity: string) =>
      holders.filter((holder) => holder.patentId === id && holder.capacity === capacity).map(({ name }) => name)
    return [
      {
        patentId: id,
        title,
        kind,
        officeCode,
        applicationNumber: applicationNumber ?? undefined,
        // Patent Law art. 68, ZC 0006: a Chinese patent's number is that of its application with ZL before it.
        patentNumber:
          patent.patentNumber ?? (chinese && applicationNumber !== null ? `ZL${applicationNumber}` : undefined),
        filingDate: patent.filingDate ?? undefined,
        grantDate: patent.grantDate ?? undefined,
        applicants: held('applicant'),
        patentees: held('patentee'),
        inventors: [...inventors],
        expiryDate: expiryDate === null ? undefined : lastDay(officeCode, expiryDate),
      },
    ]
  })
}

/** How long one side may talk about the other's improvement before others. */
const optionMonths = 6

/** What the officer's choices mean in the wording; everything else keeps its default there. */
function termsOf(kind: AgreementKind, terms: AgreementTerms): TermsInput {
  const { dispute, service } = terms
  const seats: Record<'licensor' | 'licensee' | 'defendant', PartyRole | 'defendant'> = {
    licensor: sidesOf(kind).gives,
    licensee: sidesOf(kind).takes ?? sidesOf(kind).gives,
    defendant: 'defendant',
  }
  return {
    dispute: dispute.way === 'court' ? { way: 'court', seat: seats[dispute.seat] } : dispute,
    prevailingLanguage: terms.prevailingLanguage,
    copies: terms.copies,
    secrecyYears: terms.secrecyYears,
    liabilityCap: terms.liabilityCap,
    vat: terms.vat,
    exportControl: terms.exportControl ?? null,
    special: terms.special ?? null,
    improvementsOption: terms.improvements === 'option' ? optionMonths : null,
    sublicence: terms.sublicence ? 'with_consent' : 'none',
    service: service && kind === 'licence_patent' ? { ...service, dayRate: 0 } : null,
    help: service && kind === 'transfer_patent_right' ? service : null,
  }
}

/** How the price was found. Without a finished notice, or where none is needed, the wording has its plain warranty. */
function pricingOf({ pricingMethod: method, noticePostedOn: from }: AgreementRow): TermsInput['pricing'] {
  if (method === 'listing' || method === 'auction') return { method }
  return method === 'agreement' && from !== null ? { method, from, to: addDays(noticeEnds(from), -1) } : null
}

/** An earlier licence goes on whoever owns the patent (SPC 24): the register knows it, so the contract says it. */
function encumbranceOf(licence: LicenceBefore): NonNullable<TermsInput['encumbrances']>[number] {
  const scope = (locale: Locale) =>
    fill(locale, 'contract.prior_licence', {
      exclusivity: `@agreement.exclusivity.${licence.exclusivity ?? 'ordinary'}`,
      numbers: licence.numbers.join(locale === 'en' ? ', ' : '、'),
      start: licence.start === null ? '…' : sayDate(licence.start, locale),
      end: licence.end === null ? '…' : sayDate(licence.end, locale),
    })
  return {
    kind: 'licence',
    holder: licence.holder,
    scope: { zh: scope('zh-CN'), en: scope('en') },
    reference: licence.reference,
  }
}

const places: Readonly<Record<string, Path>> = {
  'term.start': ['termStart'],
  'term.end': ['termEnd'],
  technologyValue: ['terms', 'technologyValue'],
}
/** A fault of the facts at the place of the agreement's own input that it comes from. */
export const placed = (fault: Fault): Fault => ({ ...fault, path: places[fault.path.join('.')] ?? fault.path })

/** The record in which something is put right, and the field there. */
export type Source = {
  readonly record: 'organisation' | 'patent' | 'agreement'
  readonly id: string
  readonly field: Path
}

/** The record behind a fault's path: `parties.1.legalRepresentative` is a field of the second party's organisation. */
export function sourceOf(agreement: AgreementRow, path: Path): Source {
  const [list, i, ...field] = path
  const organisationId = list === 'parties' ? agreement.parties[Number(i)]?.organisationId : undefined
  if (organisationId !== undefined && field.length > 0) return { record: 'organisation', id: organisationId, field }
  const patentId = list === 'patents' ? agreement.patents[Number(i)]?.id : undefined
  if (patentId !== undefined && field.length > 0) return { record: 'patent', id: patentId, field }
  return { record: 'agreement', id: agreement.id, field: path }
}
