import type { Due, Remuneration } from '../contracts/remuneration.ts'
import { type Fault, fault, type Path } from '../kernel/errors.ts'
import { parseAmount, type Parsed, sayAmount } from '../kernel/money.ts'
import { parsePercent, sayShare } from '../kernel/shares.ts'
import { given, readRows, type Sent, textPair } from '../web/forms.ts'

export const models = ['lump_sum', 'instalments', 'running_royalty'] as const
export type Model = (typeof models)[number]
type Read = { readonly input: object | undefined; readonly faults: Fault[] }

const pathOf = (name: string): Path => name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))

/** Reads one form's figures as people type them and gathers what cannot be read, each at its field. */
export function figures(sent: Sent, currency: string) {
  const faults: Fault[] = []
  const figure = (name: string, parse: (typed: string, path: Path) => Parsed) => {
    const typed = sent.get(name)
    if (typed === undefined) return undefined
    const read = parse(typed, pathOf(name))
    if (read.ok) return read.value
    faults.push(read.fault)
    return undefined
  }
  return {
    faults,
    /** `1,200,000.00`, `120万`: minor units. */
    amount: (name: string) => figure(name, (typed, path) => parseAmount(typed, currency, path)),
    percent: (name: string) => figure(name, parsePercent),
    /** A whole number; what is none stays as typed, for the schema to refuse. */
    whole: (name: string): number | string | undefined => {
      const typed = sent.get(name)?.normalize('NFKC').trim()
      return typed !== undefined && /^\d{1,9}$/.test(typed) ? Number(typed) : typed
    },
    /** A date or a number of days, not both. */
    due: (name: string): object => {
      const [date, days] = [sent.get(`${name}.date`), sent.get(`${name}.days`)]
      if ((date === undefined) === (days === undefined)) {
        faults.push(fault([...pathOf(name), 'days'], days ?? null, 'agreement.due_one'))
        return { by: 'days', days: 1 }
      }
      const typed = days?.normalize('NFKC').trim() ?? ''
      return date === undefined
        ? { by: 'days', days: /^\d{1,9}$/.test(typed) ? Number(typed) : typed }
        : { by: 'date', date }
    },
  }
}

/** The sent remuneration as its schema wants it; undefined while nothing is agreed. `value`: the contract value. */
export function readRemuneration(sent: Sent, currency: string, value: number | undefined): Read {
  const model = sent.get('remuneration.model')
  const read = figures(sent, currency)
  const at = (field: string) => `remuneration.${field}`
  if (!models.some((known) => known === model)) return { input: undefined, faults: [] }
  if (model === 'lump_sum') {
    // One sum, paid at once, is the contract value; it is not asked for twice.
    const due = read.due(at('due'))
    if (sent.get('contractValue.amount') === undefined)
      read.faults.push(fault(['contractValue', 'amount'], null, 'input.required'))
    return { input: { model, currency, amount: value ?? 1, due }, faults: read.faults }
  }
  const input = model === 'instalments' ? instalmentsOf(sent, read) : royaltyOf(sent, read, at)
  return { input: given({ model, currency, ...input }), faults: read.faults }
}

type Figures = ReturnType<typeof figures>

const instalmentsOf = (sent: Sent, read: Figures) => ({
  instalments: readRows(sent, 'remuneration.instalments', (at) =>
    given({
      trigger: textPair(sent, at('trigger')) ?? {},
      evidence: textPair(sent, at('evidence')),
      amount: read.amount(at('amount')),
      due: read.due(at('due')),
    })
  ),
})

function royaltyOf(sent: Sent, read: Figures, at: (field: string) => string) {
  const entry = given({
    amount: read.amount(at('entryFee.amount')),
    dueDays: read.whole(at('entryFee.dueDays')),
    creditable: sent.get(at('entryFee.creditable')) === 'true',
  })
  const minimum = given({ amount: read.amount(at('minimum.amount')), from: sent.get(at('minimum.from')) })
  const named = (name: string) => sent.get(at(name)) !== undefined
  return given({
    entryFee: named('entryFee.amount') || named('entryFee.dueDays') ? entry : undefined,
    base: given({ kind: sent.get(at('base.kind')), definition: textPair(sent, at('base.definition')) ?? {} }),
    bands: readRows(sent, at('bands'), (row) =>
      given({
        upTo: sent.get(row('upTo')) === undefined ? null : read.amount(row('upTo')),
        rate: read.percent(row('rate')),
      })
    ),
    period: sent.get(at('period')),
    reportDays: read.whole(at('reportDays')),
    payDays: read.whole(at('payDays')),
    minimum: named('minimum.amount') || named('minimum.from') ? minimum : undefined,
    cap: read.amount(at('cap')),
  })
}

type Plain = Record<string, string | number | null | undefined>

const dueValues = (name: string, due: Due): Plain =>
  due.by === 'date' ? { [`${name}.date`]: due.date } : { [`${name}.days`]: due.days }

/** A stored remuneration as its form shows it. */
export function remunerationValues(pay: Remuneration | null): Plain {
  const at = (field: string) => `remuneration.${field}`
  if (pay === null) return { [at('model')]: 'open' }
  const { model, currency } = pay
  const money = (amount: number | undefined) => (amount === undefined ? undefined : sayAmount({ amount, currency }))
  if (pay.model === 'lump_sum') return { [at('model')]: model, ...dueValues(at('due'), pay.due) }
  if (pay.model === 'instalments')
    return Object.assign(
      { [at('model')]: model },
      ...pay.instalments.map(({ trigger, evidence, amount, due }, i): Plain => {
        const row = at(`instalments.${i}`)
        return {
          [`${row}._row`]: 1,
          [`${row}.trigger.zh`]: trigger.zh,
          [`${row}.trigger.en`]: trigger.en,
          [`${row}.evidence.zh`]: evidence?.zh,
          [`${row}.evidence.en`]: evidence?.en,
          [`${row}.amount`]: money(amount),
          ...dueValues(`${row}.due`, due),
        }
      })
    ) as Plain
  const bands = pay.bands.map(({ upTo, rate }, i): Plain => ({
    [at(`bands.${i}._row`)]: 1,
    [at(`bands.${i}.upTo`)]: upTo === null ? null : money(upTo),
    [at(`bands.${i}.rate`)]: sayShare(rate).replace('%', ''),
  }))
  return Object.assign(
    {
      [at('model')]: model,
      [at('entryFee.amount')]: money(pay.entryFee?.amount),
      [at('entryFee.dueDays')]: pay.entryFee?.dueDays,
      [at('entryFee.creditable')]: pay.entryFee?.creditable ? 'true' : null,
      [at('base.kind')]: pay.base.kind,
      [at('base.definition.zh')]: pay.base.definition.zh,
      [at('base.definition.en')]: pay.base.definition.en,
      [at('period')]: pay.period,
      [at('reportDays')]: pay.reportDays,
      [at('payDays')]: pay.payDays,
      [at('minimum.amount')]: money(pay.minimum?.amount),
      [at('minimum.from')]: pay.minimum?.from,
      [at('cap')]: money(pay.cap),
    },
    ...bands
  ) as Plain
}
