import { type Fault, fault } from '../kernel/errors.ts'
import { applicationNumberFault, readApplicationNumber } from './application-number.ts'
import type { PatentKind } from './patent.ts'
import { publicationNumberFault, readPublicationNumber } from './publication-number.ts'

type Typed = {
  readonly officeCode: string
  readonly kind: PatentKind
  readonly applicationNumber?: string | undefined
  readonly patentNumber?: string | undefined
  readonly publicationNumber?: string | undefined
}
type Numbers = {
  readonly applicationNumber: string | null
  readonly patentNumber?: string
  readonly publicationNumber?: string
  readonly faults: Fault[]
}

/**
 * A granted Chinese patent's number follows from its application's (Patent Law art. 68, ZC 0006): stored as contracts
 * print it, and none but it.
 */
export function grantedNumber(patent: {
  readonly officeCode: string
  readonly applicationNumber: string | null
  readonly patentNumber: string | null
  readonly grantDate: string | null
}): { readonly patentNumber: string | null; readonly faults: Fault[] } {
  const { officeCode, applicationNumber, patentNumber, grantDate } = patent
  if (officeCode !== 'CN' || applicationNumber === null) return { patentNumber, faults: [] }
  const right = `ZL${applicationNumber}`
  if (patentNumber !== null && patentNumber !== right)
    return { patentNumber, faults: [fault(['patentNumber'], patentNumber, 'patent.number_differs', { number: right })] }
  return { patentNumber: grantDate === null ? patentNumber : right, faults: [] }
}

/** The numbers of a patent in their one form each, or what is wrong with them and what would be right. */
export function readNumbers(typed: Typed): Numbers {
  const application = readApplication(typed)
  const patent = readPatentNumber(typed)
  const publication = readPublication(typed)
  return {
    applicationNumber: application.value ?? null,
    ...(patent.value !== undefined && { patentNumber: patent.value }),
    ...(publication.value !== undefined && { publicationNumber: publication.value }),
    faults: [...application.faults, ...patent.faults, ...publication.faults],
  }
}

type Read = { readonly value?: string | undefined; readonly faults: Fault[] }

function readApplication({ officeCode, kind, applicationNumber: typed }: Typed): Read {
  if (typed === undefined) return { faults: [] }
  const read = readApplicationNumber(officeCode, typed)
  if (!read.ok) return { faults: [applicationNumberFault(typed, read, ['applicationNumber'])!] }
  const differs = read.kind !== null && read.kind !== kind
  return {
    value: read.value,
    faults: differs ? [fault(['kind'], kind, 'patent.kind_differs', { kind: `@patent.kind.${read.kind}` })] : [],
  }
}

/** A Chinese patent's number is that of its application with ZL before it (numbers.md); other offices' are kept. */
function readPatentNumber({ officeCode, patentNumber: typed }: Typed): Read {
  if (typed === undefined || officeCode !== 'CN') return { value: typed, faults: [] }
  const read = readApplicationNumber(officeCode, typed)
  if (read.ok) return { value: `ZL${read.value}`, faults: [] }
  const at = ['patentNumber']
  return {
    faults: [
      read.why === 'check'
        ? fault(at, typed, 'input.application_number_check', { value: typed, suggestion: `ZL${read.suggestion}` })
        : fault(at, typed, 'input.application_number_format', { value: typed }),
    ],
  }
}

function readPublication({ officeCode, publicationNumber: typed }: Typed): Read {
  if (typed === undefined) return { faults: [] }
  const answer = readPublicationNumber(typed, officeCode)
  const wrong = publicationNumberFault(typed, answer, ['publicationNumber'])
  return { value: answer.ok ? answer.value : typed, faults: wrong === null ? [] : [wrong] }
}
