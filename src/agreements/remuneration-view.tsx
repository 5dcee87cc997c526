import type { Words } from '../kernel/messages.ts'
import { sayDate } from '../kernel/dates.ts'
import { sayMoney } from '../kernel/money.ts'
import { sayShare } from '../kernel/shares.ts'
import { type Fact, Lang, Money, Table } from '../web/kit/index.ts'
import { say } from '../kernel/text.ts'
import type { Band, Due, Instalment, Remuneration, RunningRoyalty } from '../contracts/remuneration.ts'

const sayDue = (t: Words, due: Due, from: string): string =>
  due.by === 'date'
    ? t('agreement.due_by', { date: sayDate(due.date, t.locale) })
    : t('agreement.due_after', { what: from, days: due.days })

/** The model as it is, not as it could be. */
const sayModel = (t: Words, pay: Remuneration): string =>
  pay.model === 'running_royalty'
    ? t(pay.entryFee === undefined ? 'agreement.royalty_alone' : 'agreement.royalty_and_fee')
    : t(`agreement.model.${pay.model}`)

/** How an agreement is paid for, as facts; the plan and the bands stand below them (`RemunerationTable`). */
export function remunerationFacts(t: Words, pay: Remuneration | null): Fact[] {
  if (pay === null) return [{ label: t('agreement.model'), value: null }]
  const model: Fact = { label: t('agreement.model'), value: sayModel(t, pay) }
  if (pay.model === 'instalments') return [model]
  if (pay.model === 'lump_sum')
    return [model, { label: t('agreement.due'), value: sayDue(t, pay.due, t('agreement.effect')) }]
  return [model, ...royaltyFacts(t, pay)]
}

function royaltyFacts(t: Words, pay: RunningRoyalty): Fact[] {
  const { entryFee, base, minimum, cap, currency, period, reportDays, payDays } = pay
  const money = (amount: number) => <Money text={sayMoney({ amount, currency }, t.locale)} />
  const optional = (label: string, value: Fact['value']): Fact[] =>
    value === undefined || value === null ? [] : [{ label, value }]
  return [
    ...optional(
      t('agreement.entry_fee'),
      entryFee && (
        <>
          {money(entryFee.amount)}
          {' · '}
          {t('agreement.due_after', { what: t('agreement.effect'), days: entryFee.dueDays })}
          {' · '}
          {t(entryFee.creditable ? 'agreement.is_credited' : 'agreement.not_credited')}
        </>
      )
    ),
    {
      label: t('agreement.base'),
      value: (
        <>
          <strong>{t(`agreement.base.${base.kind}`)}</strong>
          {t.locale === 'en' ? ': ' : '：'}
          <Lang t={t} said={say(base.definition, t.locale)} />
        </>
      ),
    },
    {
      label: t('agreement.period'),
      value: t('agreement.period_terms', { period: `@agreement.period.${period}`, report: reportDays, pay: payDays }),
    },
    ...optional(
      t('agreement.minimum'),
      minimum && (
        <>
          {money(minimum.amount)}
          {' · '}
          {t('agreement.minimum_since', { date: sayDate(minimum.from, t.locale) })}
        </>
      )
    ),
    ...optional(t('agreement.cap'), cap === undefined ? undefined : money(cap)),
  ]
}

/** The instalment plan or the royalty bands; null where one sum says it all. */
export function RemunerationTable({ t, pay }: { t: Words; pay: Remuneration | null }) {
  if (pay?.model === 'instalments') return <Plan t={t} rows={pay.instalments} currency={pay.currency} />
  if (pay?.model === 'running_royalty') return <Bands t={t} bands={pay.bands} currency={pay.currency} />
  return null
}

const Plan = ({ t, rows, currency }: { t: Words; rows: readonly Instalment[]; currency: string }) => (
  <Table<Instalment>
    t={t}
    caption={t('agreement.instalments')}
    rows={rows}
    columns={[
      { key: 'number', head: t('agreement.instalment_number'), cell: (row) => rows.indexOf(row) + 1, tight: true },
      {
        key: 'trigger',
        head: t('agreement.trigger'),
        cell: (row) => <Lang t={t} said={say(row.trigger, t.locale)} />,
        main: true,
      },
      {
        key: 'evidence',
        head: t('agreement.evidence'),
        cell: ({ evidence }) => evidence && <Lang t={t} said={say(evidence, t.locale)} />,
      },
      { key: 'due', head: t('agreement.due'), cell: ({ due }) => sayDue(t, due, t('agreement.trigger_met')) },
      {
        key: 'amount',
        head: t('agreement.amount'),
        cell: ({ amount }) => <Money text={sayMoney({ amount, currency }, t.locale)} />,
        align: 'end',
        tight: true,
      },
    ]}
  />
)

type BandRow = { readonly from: number; readonly band: Band }

const Bands = ({ t, bands, currency }: { t: Words; bands: readonly Band[]; currency: string }) => {
  const money = (amount: number) => sayMoney({ amount, currency }, t.locale)
  const sayBand = ({ from, band: { upTo } }: BandRow): string => {
    if (upTo === null) return from === 0 ? t('agreement.band_all') : t('agreement.band_above', { from: money(from) })
    return from === 0
      ? t('agreement.band_below', { to: money(upTo) })
      : t('agreement.band_between', { from: money(from), to: money(upTo) })
  }
  return (
    <Table<BandRow>
      t={t}
      caption={t('agreement.bands')}
      rows={bands.map((band, i) => ({ band, from: bands[i - 1]?.upTo ?? 0 }))}
      columns={[
        { key: 'band', head: t('agreement.band_of'), cell: sayBand, main: true },
        { key: 'rate', head: t('agreement.rate'), cell: ({ band }) => sayShare(band.rate), align: 'end', tight: true },
      ]}
    />
  )
}

/** In one line, for the history. */
export function remunerationText(t: Words, pay: Remuneration): string {
  const model = sayModel(t, pay)
  const money = (amount: number) => sayMoney({ amount, currency: pay.currency }, t.locale)
  const list = (said: readonly string[]) => said.join(t.locale === 'en' ? ', ' : '、')
  if (pay.model === 'lump_sum') return t('kit.labelled', { label: model, message: money(pay.amount) })
  if (pay.model === 'instalments')
    return t('kit.labelled', { label: model, message: list(pay.instalments.map(({ amount }) => money(amount))) })
  const fee = pay.entryFee === undefined ? [] : [`${t('agreement.entry_fee')} ${money(pay.entryFee.amount)}`]
  const rates = pay.bands.map(({ rate }) => sayShare(rate))
  return t('kit.labelled', { label: model, message: list([...fee, ...rates]) })
}
