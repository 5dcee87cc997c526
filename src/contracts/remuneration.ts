import { z } from 'zod'
import { CalendarDate } from '../kernel/dates.ts'
import { fault, type Fault, type Path } from '../kernel/errors.ts'
import { Currency, sayAmount, type Money } from '../kernel/money.ts'
import { LongText, Text } from '../kernel/text.ts'
import type { Exclusivity } from './roles.ts'

/** Whole minor units of the remuneration's one currency. */
const Sum = z.int().min(1)
const Days = z.int().min(1).max(730)
/** Millionths: 1,000,000 is 100 %. */
export const whole = 1_000_000

/** On a date, or so many days after what must have happened first. */
export const Due = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('date'), date: CalendarDate }),
  z.strictObject({ by: z.literal('days'), days: Days }),
])
export type Due = z.infer<typeof Due>

/** Paid at once (CC 846); `days` count from the day the contract takes effect. */
export const LumpSum = z.strictObject({ model: z.literal('lump_sum'), currency: Currency, amount: Sum, due: Due })

/**
 * `trigger` says what must have happened, as a short clause: 本合同生效 / this Agreement takes effect.
 * `evidence` names the document that shows it.
 */
export const Instalment = z.strictObject({ trigger: Text, evidence: Text.optional(), amount: Sum, due: Due })
export type Instalment = z.infer<typeof Instalment>
export const Instalments = z.strictObject({
  model: z.literal('instalments'),
  currency: Currency,
  instalments: z.array(Instalment).min(2).max(24),
})

/**
 * What the royalty is counted on (CC 846): net sales, the units sold at their unit price, the output value added
 * by using the patent, or the profit from it. `unit` is money too: units times the price of one.
 */
export const bases = ['net_sales', 'unit', 'added_output', 'profit'] as const
export const periods = ['quarter', 'half_year', 'year'] as const

/** The part of one period's base above the band before and up to `upTo` bears `rate` millionths; null is open. */
export const Band = z.strictObject({ upTo: Sum.nullable(), rate: z.int().min(0) })
export type Band = z.infer<typeof Band>

export const RunningRoyalty = z.strictObject({
  model: z.literal('running_royalty'),
  currency: Currency,
  /** Paid first. `creditable` means that royalties are set off against it until it is used up. */
  entryFee: z.strictObject({ amount: Sum, dueDays: Days, creditable: z.boolean() }).optional(),
  base: z.strictObject({ kind: z.enum(bases), definition: LongText }),
  bands: z.array(Band).min(1).max(12),
  period: z.enum(periods),
  /** Both are counted from the end of the period. */
  reportDays: Days,
  payDays: Days,
  /** Of each whole period that begins on or after `from`. */
  minimum: z.strictObject({ amount: Sum, from: CalendarDate }).optional(),
  /** Of all royalties of the contract together; the entry fee stands apart. */
  cap: Sum.optional(),
})
export type RunningRoyalty = z.infer<typeof RunningRoyalty>

/** How a licence or a transfer is paid for (CC 846; contracts/README 4). All amounts are of one currency. */
export const Remuneration = z
  .discriminatedUnion('model', [LumpSum, Instalments, RunningRoyalty])
  .meta({ id: 'Remuneration' })
export type Remuneration = z.infer<typeof Remuneration>

/**
 * What contradicts itself or the contract value, all at once, with paths from the remuneration down.
 * A minimum royalty goes with an exclusive or a sole licence only (contracts/README 4).
 */
export function remunerationFaults(
  remuneration: Remuneration,
  contractValue?: Money | null,
  exclusivity?: Exclusivity | null
): Fault[] {
  const faults: Fault[] = []
  if (contractValue && contractValue.currency !== remuneration.currency)
    faults.push(
      fault(['currency'], remuneration.currency, 'remuneration.currency', { currency: contractValue.currency })
    )
  const total = contractValue?.currency === remuneration.currency ? contractValue.amount : null
  if (remuneration.model === 'running_royalty') return [...faults, ...royaltyFaults(remuneration, total, exclusivity)]
  const lump = remuneration.model === 'lump_sum'
  const sum = lump ? remuneration.amount : remuneration.instalments.reduce((paid, { amount }) => paid + amount, 0)
  const written = (amount: number) => sayAmount({ amount, currency: remuneration.currency })
  if (total !== null && sum !== total)
    faults.push(
      fault([lump ? 'amount' : 'instalments'], sum, 'remuneration.sum', { sum: written(sum), value: written(total) })
    )
  return faults
}

function royaltyFaults(royalty: RunningRoyalty, total: number | null, exclusivity?: Exclusivity | null): Fault[] {
  const { bands, entryFee, minimum, cap, reportDays, payDays } = royalty
  const faults = bandFaults(bands)
  if (payDays < reportDays) faults.push(fault(['payDays'], payDays, 'remuneration.pay_days', { days: reportDays }))
  if (entryFee && total !== null && entryFee.amount > total)
    faults.push(fault(['entryFee', 'amount'], entryFee.amount, 'remuneration.entry_fee'))
  if (minimum && exclusivity === 'ordinary')
    faults.push(fault(['minimum'], minimum.amount, 'remuneration.minimum_ordinary'))
  if (minimum && cap !== undefined && cap < minimum.amount) faults.push(fault(['cap'], cap, 'remuneration.cap'))
  return faults
}

function bandFaults(bands: readonly Band[]): Fault[] {
  const faults: Fault[] = []
  const at = (index: number, field: string): Path => ['bands', index, field]
  bands.forEach(({ upTo, rate }, index) => {
    const last = index === bands.length - 1
    const before = bands[index - 1]?.upTo
    if (rate > whole) faults.push(fault(at(index, 'rate'), rate, 'remuneration.rate'))
    if (last && upTo !== null) faults.push(fault(at(index, 'upTo'), upTo, 'remuneration.band_open'))
    if (!last && upTo === null) faults.push(fault(at(index, 'upTo'), upTo, 'remuneration.band_closed'))
    if (upTo !== null && typeof before === 'number' && upTo <= before)
      faults.push(fault(at(index, 'upTo'), upTo, 'remuneration.band_order'))
  })
  if (bands.every(({ rate }) => rate === 0)) faults.push(fault(at(0, 'rate'), 0, 'remuneration.rate_zero'))
  return faults
}

/** One period as reported: `base` and the amounts in minor units. */
export type RoyaltyPeriod = {
  /** The base of this period as the contract defines it; a loss counts as nothing. */
  readonly base: number
  readonly periodStart: CalendarDate
  /** Royalties already due for earlier periods, before any credit: they use up the cap. */
  readonly dueBefore: number
  /** What is left of a creditable entry fee. */
  readonly creditLeft: number
}

/**
 * Royalty of one whole period (lifecycle e): max(minimum, min(cap remaining, Σ band × rate)) − creditable advance,
 * where the minimum never lifts the total above the cap. Rounded half up to the minor unit once, at the end.
 * `counted` is what uses up the cap, `credited` what is set off, `due` what is payable.
 */
export function royaltyDue(royalty: RunningRoyalty, period: RoyaltyPeriod) {
  const million = BigInt(whole)
  const capLeft = royalty.cap === undefined ? null : BigInt(Math.max(0, royalty.cap - period.dueBefore)) * million
  const belowCap = (amount: bigint) => (capLeft !== null && amount > capLeft ? capLeft : amount)
  const counts = royalty.minimum !== undefined && period.periodStart >= royalty.minimum.from
  const minimum = counts ? belowCap(BigInt(royalty.minimum?.amount ?? 0) * million) : 0n
  const earned = belowCap(bandSum(royalty.bands, BigInt(Math.max(0, period.base))))
  const counted = Number(((earned > minimum ? earned : minimum) + million / 2n) / million)
  const credited = royalty.entryFee?.creditable ? Math.min(period.creditLeft, counted) : 0
  return { counted, credited, due: counted - credited }
}

// Minor units times millionths: exact, whatever the amounts.
function bandSum(bands: readonly Band[], base: bigint): bigint {
  let from = 0n
  let sum = 0n
  for (const { upTo, rate } of bands) {
    const to = upTo === null || BigInt(upTo) > base ? base : BigInt(upTo)
    if (to > from) sum += (to - from) * BigInt(rate)
    if (to > from) from = to
  }
  return sum
}
