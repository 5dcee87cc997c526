import type { Fault } from '../kernel/errors.ts'
import { sayAmount } from '../kernel/money.ts'
import { valuesOf } from '../web/form-page.tsx'
import { given, readRows, type Sent, textPair } from '../web/forms.ts'
import type { Values } from '../web/kit/index.ts'
import { type AgreementKind, agreementKinds, sidesOf, isScoped } from './agreement.ts'
import type { AgreementRow } from './queries.ts'
import { figures, readRemuneration, remunerationValues } from './remuneration-input.ts'
import { readTerms, termsValues } from './terms-input.ts'

/** The kind that is asked for: the first until one is chosen. */
export const kindOf = (typed: string | undefined): AgreementKind =>
  agreementKinds.find((kind) => kind === typed) ?? 'licence_patent'

/**
 * The sent agreement as its schema wants it; `faults`: what could not even be read. A party stands on a side
 * (`gives`, `takes`), so that its role fits whatever kind is chosen.
 */
export function readAgreement(sent: Sent, kind: AgreementKind): { input: object; faults: Fault[] } {
  const currency = sent.get('contractValue.currency') ?? 'CNY'
  const read = figures(sent, currency)
  const value = read.amount('contractValue.amount')
  const pay = readRemuneration(sent, currency, value)
  const terms = readTerms(sent, currency)
  const scoped = isScoped(kind)
  return {
    faults: [...read.faults, ...pay.faults, ...terms.faults],
    input: given({
      title: textPair(sent, 'title') ?? {},
      parties: readRows(sent, 'parties', (at) => {
        const side = sent.get(at('role'))
        const role = side === 'gives' || side === 'takes' ? (sidesOf(kind)[side] ?? undefined) : undefined
        return given({ role, organisationId: sent.get(at('organisationId')) })
      }),
      patents: readRows(sent, 'patents', (at) => sent.get(at('id'))),
      exclusivity: scoped ? sent.get('exclusivity') : undefined,
      territory: scoped ? textPair(sent, 'territory') : undefined,
      field: scoped ? textPair(sent, 'field') : undefined,
      termStart: scoped ? sent.get('termStart') : undefined,
      termEnd: scoped ? sent.get('termEnd') : undefined,
      currency,
      contractValue: value === undefined ? undefined : { amount: value, currency },
      remuneration: pay.input,
      terms: terms.input,
    }),
  }
}

/** The rows a new agreement begins with: who grants, and a place for who takes. */
export function startValues(givers: readonly string[], patents: readonly string[]): Values {
  const rows = [
    ...(givers.length === 0 ? [''] : givers).map((organisationId) => ({ role: 'gives', organisationId })),
    { role: 'takes', organisationId: '' },
  ]
  return valuesOf({
    kind: 'licence_patent',
    'remuneration.model': 'open',
    ...partyValues(rows),
    ...patentValues(patents),
    ...termsValues(null),
  })
}

type Plain = Record<string, string | number | null | undefined>

const partyValues = (rows: readonly { role: string; organisationId: string }[]): Plain =>
  Object.fromEntries(
    rows.flatMap(({ role, organisationId }, i) => [
      [`parties.${i}._row`, 1],
      [`parties.${i}.role`, role],
      [`parties.${i}.organisationId`, organisationId],
    ])
  )
const patentValues = (ids: readonly string[]): Plain =>
  Object.fromEntries(ids.flatMap((id, i) => [[`patents.${i}._row`, 1] as const, [`patents.${i}.id`, id] as const]))

/** A record as its form shows it. */
export function agreementValues(a: AgreementRow): Values {
  const { gives } = sidesOf(a.kind)
  const lump = a.remuneration?.model === 'lump_sum' ? a.remuneration.amount : null
  const value = a.contractValue?.amount ?? lump
  return valuesOf({
    kind: a.kind,
    'title.zh': a.title.zh,
    'title.en': a.title.en,
    ...partyValues(
      a.parties.map(({ role, organisationId }) => ({ role: role === gives ? 'gives' : 'takes', organisationId }))
    ),
    ...patentValues(a.patents.map(({ id }) => id)),
    exclusivity: a.exclusivity,
    'territory.zh': a.territory?.zh,
    'territory.en': a.territory?.en,
    'field.zh': a.field?.zh,
    'field.en': a.field?.en,
    termStart: a.termStart,
    termEnd: a.termEnd,
    'contractValue.amount': value === null ? null : sayAmount({ amount: value, currency: a.currency }),
    'contractValue.currency': a.currency,
    ...remunerationValues(a.remuneration),
    ...termsValues(a.terms, a.currency),
  })
}
