import type { Child } from 'hono/jsx'
import { fill, type MessageKey, type Params } from '../kernel/messages.ts'
import { say, type Text } from '../kernel/text.ts'
import { sayCountry } from '../organisations/country.ts'
import type { OrganisationRow } from '../organisations/queries.ts'
import type { C } from '../web/env.ts'
import { fieldId, type Form, Table } from '../web/kit/index.ts'
import { snake } from '../web/said-changes.ts'
import { said, saidBoth } from '../web/said-text.tsx'
import { choosable, differing, type MergeKind } from './merging.ts'
import type { Mergeable, Named } from './queries.ts'

type Pair = { readonly kind: MergeKind; readonly kept: Mergeable; readonly dropped: Mergeable }
/** Names of the organisations that people of the pair belong to. */
type Affiliations = ReadonlyMap<string, Pick<OrganisationRow, 'name'>>

const valuesOf = (entry: Mergeable): Readonly<Record<string, unknown>> => entry
const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null

/** What an entry says in one field. */
function sayField(c: C, field: string, value: unknown, known: Affiliations): Child {
  const { t } = c.var
  if (isText(value)) return saidBoth(t, value)
  if (typeof value !== 'string') return <span class="td-quiet">{t('kit.not_given')}</span>
  if (field === 'country') return sayCountry(value, t.locale)
  if (field === 'organisationId') return said(t, known.get(value)?.name ?? null)
  return field === 'kind' ? fill(t.locale, `organisation.kind.${value}` as MessageKey) : value
}

type Side = 'kept' | 'dropped'
/** What is chosen when the form opens: what the kept entry says, or the only one to say something. */
export const proposed = ({ kind, kept, dropped }: Pair): [string, string[]][] =>
  differing<Record<string, unknown>, string>(choosable[kind], valuesOf(kept), valuesOf(dropped)).map((field) => [
    `take.${field}`,
    [valuesOf(kept)[field] === null && valuesOf(dropped)[field] !== null ? 'dropped' : 'kept'],
  ])

/** Both entries side by side, with a choice wherever they differ. */
export const Comparison = ({ c, f, pair, known }: { c: C; f: Form; pair: Pair; known: Affiliations }) => {
  const { t } = c.var
  const { kind, kept, dropped } = pair
  const entries = { kept: valuesOf(kept), dropped: valuesOf(dropped) }
  const open = differing<Record<string, unknown>, string>(choosable[kind], entries.kept, entries.dropped)
  const label = (field: string) => fill(t.locale, `${kind}.${snake(field)}` as MessageKey)
  const cell = (side: Side) => (field: string) => {
    const value = sayField(c, field, entries[side][field], known)
    if (!open.includes(field)) return value
    const name = `take.${field}`
    const id = side === 'kept' ? fieldId(name) : `${fieldId(name)}-${side}`
    f.drawn.set(name, label(field))
    return (
      <div class="td-tick">
        <input
          class="form-check-input"
          id={id}
          type="radio"
          name={name}
          value={side}
          checked={(f.get(name) || 'kept') === side}
        />
        <label for={id}>
          <span class="visually-hidden">{label(field)}: </span>
          {value}
        </label>
      </div>
    )
  }
  return (
    <>
      <p class="td-quiet">{t(open.length === 0 ? 'merge.same' : 'merge.values_help')}</p>
      <Table<string>
        t={t}
        caption={t('merge.values')}
        rows={choosable[kind]}
        columns={[
          { key: 'field', head: t('merge.field'), cell: label, main: true },
          { key: 'kept', head: t('merge.kept', { reference: kept.reference }), cell: cell('kept') },
          { key: 'dropped', head: t('merge.dropped', { reference: dropped.reference }), cell: cell('dropped') },
        ]}
      />
    </>
  )
}

/** What happens with the merging, in words. */
export function consequencesOf(c: C, { kind, kept, dropped }: Pair, named: Named): string[] {
  const { t } = c.var
  const [to, from] = [kept.reference, dropped.reference]
  const counted = Object.entries(named)
    .filter(([name]) => name !== 'merged')
    .map(([name, rows]) => {
      // Of agreements and the like the first key is the record's own: it may name the entry more than once.
      const params: Params = { count: new Set(rows.map(([id]) => id)).size, reference: to }
      return fill(t.locale, `merge.moves_${name}` as MessageKey, params)
    })
  const signsIn =
    'tenantId' in kept && 'tenantId' in dropped && kept.tenantId === null && dropped.tenantId !== null
      ? [t('merge.moves_tenant', { kept: to, dropped: from })]
      : []
  return [
    ...(counted.length === 0 ? [t('merge.moves_nothing', { reference: from })] : counted),
    ...signsIn,
    ...(kind === 'organisation' ? [t('merge.contacts_joined')] : []),
    t('merge.disappears', { kept: to, dropped: from }),
    t('merge.undoable', { kept: to }),
    t('merge.recorded'),
  ]
}

export const titled = (c: C, { reference, name }: Pick<Mergeable, 'reference' | 'name'>): string =>
  `${reference} ${say(name, c.var.t.locale).text}`
