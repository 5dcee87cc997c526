import type { Child } from 'hono/jsx'
import type { z } from 'zod'
import { holds } from '../kernel/actor.ts'
import type { Ctx } from '../kernel/context.ts'
import type { Fault } from '../kernel/errors.ts'
import type { Step, Steps } from '../kernel/lifecycle.ts'
import { fill, isMessageKey, type Locale, type MessageKey } from '../kernel/messages.ts'
import type { C } from './env.ts'
import { pathOf, sayFault } from './fault-words.ts'
import { back, type FormState, formOn, opened, tryForm } from './form-page.tsx'
import { type Sent, sentOf } from './forms.ts'
import { show } from './frame.tsx'
import { parse } from './issues.ts'
import { CheckField, DateField, RadioField, SelectField, TextArea, TextField } from './kit/index.ts'
import type { Fact } from './kit/facts.tsx'
import { DecisionPage } from './kit/decision-page.tsx'
import { FormBody } from './kit/form-page.tsx'
import { fieldId, type Form } from './kit/form.ts'
import type { Step as Shown } from './kit/steps.tsx'
import type { pages } from './registry.ts'
import { snake } from './said-changes.ts'

/** How one thing a step asks for is asked: its label, and the words of its choices. */
export type Asked = {
  readonly label: MessageKey
  readonly options?: (value: string) => MessageKey
  readonly help?: MessageKey
}

/** What a room says about its lifecycle so that its steps can be drawn and taken. */
export type StepRoom<S extends string, N extends string, R> = {
  /** `/achievements` */
  readonly base: string
  readonly steps: Steps<S, N>
  /** `achievement`: prefix of `….step.<name>` and of `….state.<state>` (`patent.status.…`). */
  readonly word: string
  readonly stateWord: string
  readonly load: (ctx: Ctx, id: string) => Promise<R>
  readonly seen: (
    record: R,
    c: C
  ) => {
    readonly id: string
    readonly version: number
    readonly reference: string
    readonly title: Child
    readonly state: S
    readonly facts: readonly Fact[]
    /** Below the facts: tables the decision rests on. */
    readonly more?: Child
  }
  readonly may: (ctx: Ctx, step: N, record: R) => boolean
  /** What stands against a step although the state allows it. */
  readonly against: (ctx: Ctx, step: N, record: R) => Promise<readonly Fault[]> | readonly Fault[]
  /** Where the reader may put right what is missing: the address of the edit form, and the ids that are not a field's own. */
  readonly editHref?: (ctx: Ctx, record: R) => string | undefined
  readonly anchors?: Readonly<Record<string, string>>
  /** The same for what is put right elsewhere than in the record's form. */
  readonly mendHref?: (ctx: Ctx, fault: Fault, record: R) => string | undefined
  readonly asked: Readonly<Record<string, Asked>>
  readonly take: (ctx: Ctx, id: string, version: number, step: N, input: Record<string, unknown>) => Promise<unknown>
}

const nameOf = <S extends string, N extends string, R>(room: StepRoom<S, N, R>, step: N): MessageKey =>
  `${room.word}.step.${step}` as MessageKey

/** What the record's form calls a field; the catalogue knows most of them (`achievement.funding_source`). */
function labelOf(word: string, field: string, locale: Locale): string | undefined {
  const key = `${word}.${snake(field)}`
  return isMessageKey(key) ? fill(locale, key) : undefined
}

/** A general message ("this is needed") says nothing without its field's name. */
const needsLabel = ({ key }: Fault): boolean => key.startsWith('input.')

function sayMissing<S extends string, N extends string, R>(c: C, room: StepRoom<S, N, R>, fault: Fault): string {
  const { locale } = c.var.t
  const label = labelOf(room.word, String(fault.path[0] ?? ''), locale)
  const message = sayFault(fault, locale)
  return needsLabel(fault) && label !== undefined ? c.var.t('kit.labelled', { label, message }) : message
}

/** What stands against a step, each with the way to its field where the reader may edit it. */
function reasonsOf<S extends string, N extends string, R>(
  c: C,
  room: StepRoom<S, N, R>,
  record: R,
  against: readonly Fault[]
): Child {
  const form = room.editHref?.(c.var.ctx, record)
  return (
    <ul class="td-reasons">
      {against.map((fault) => {
        const field = String(fault.path[0] ?? '')
        const anchor = room.anchors?.[field] ?? (labelOf(room.word, field, 'en') === undefined ? '' : fieldId(field))
        const said = sayMissing(c, room, fault)
        const ownField =
          form === undefined || room.anchors === undefined || anchor === '' ? undefined : `${form}#${anchor}`
        const href = room.mendHref?.(c.var.ctx, fault, record) ?? ownField
        return <li>{href === undefined ? said : <a href={href}>{said}</a>}</li>
      })}
    </ul>
  )
}

/** Every step of a record: the possible ones to press, the others with their reason. */
export async function stepsOf<S extends string, N extends string, R>(
  c: C,
  room: StepRoom<S, N, R>,
  record: R
): Promise<Shown[]> {
  const { ctx, t } = c.var
  const { id, state } = room.seen(record, c)
  const shown: Shown[] = []
  for (const [name, step] of Object.entries(room.steps) as [N, Step<S>][]) {
    if (!holds(ctx.actor, step.permission)) continue
    const label = fill(t.locale, nameOf(room, name))
    const against = step.from.includes(state) ? await room.against(ctx, name, record) : []
    if (!step.from.includes(state)) {
      const key = `${room.word}.wrong_state` as MessageKey
      shown.push({ label, reason: fill(t.locale, key, { state: `@${room.stateWord}.${state}` }), otherState: true })
    } else if (!room.may(ctx, name, record)) shown.push({ label, reason: t('error.step_forbidden') })
    else if (against.length > 0) shown.push({ label, reason: reasonsOf(c, room, record, against) })
    else {
      const look = {
        ...(step.harm && { harm: true as const }),
        ...(step.setback && { quiet: true as const }),
      }
      const address = `${room.base}/${id}/${name}`
      shown.push({
        label,
        ...look,
        ...(Object.keys(step.input.shape).length > 0 ? { href: address } : { action: address }),
      })
    }
  }
  return shown
}

/** Adds each step's page (what it asks for) and its POST to a room's pages. */
export function stepPages<S extends string, N extends string, R>(
  room: ReturnType<typeof pages>,
  about: StepRoom<S, N, R>
) {
  for (const [name, step] of Object.entries(about.steps) as [N, Step<S>][]) {
    room.get(`/:id/${name}`, step.permission, (c) => askPage(c, about, name, opened(sentOf(new Map()))))
    room.post(`/:id/${name}`, step.permission, (c) =>
      tryForm(
        c,
        async (sent) => {
          const id = c.req.param('id')!
          await about.take(c.var.ctx, id, sent.version, name, parse<z.ZodObject>(step.input, inputOf(step.input, sent)))
          return back(c, `${about.base}/${id}`, 'stepped')
        },
        (state) => askPage(c, about, name, state)
      )
    )
  }
}

/** Faults of the record itself have no field on a step's page: there they say which field they mean. */
function named<S extends string, N extends string, R>(
  c: C,
  room: StepRoom<S, N, R>,
  step: Step<S>,
  state: FormState
): FormState {
  const elsewhere = (fault: Fault) => !Object.hasOwn(step.input.shape, String(fault.path[0] ?? '')) && needsLabel(fault)
  const label = (fault: Fault) => labelOf(room.word, String(fault.path[0] ?? ''), c.var.t.locale) ?? pathOf(fault)
  return {
    ...state,
    faults: state.faults.map((fault) =>
      elsewhere(fault)
        ? { ...fault, key: 'kit.labelled', params: { label: label(fault), message: sayFault(fault, c.var.t.locale) } }
        : fault
    ),
  }
}

async function askPage<S extends string, N extends string, R>(
  c: C,
  room: StepRoom<S, N, R>,
  name: N,
  state: FormState
) {
  const { t, ctx } = c.var
  const step: Step<S> = room.steps[name]
  const record = await room.load(ctx, c.req.param('id')!)
  const seen = room.seen(record, c)
  const current = { recordId: seen.id, version: seen.version, values: new Map<string, readonly string[]>() }
  const { f, notice } = await formOn(c, `${room.base}/${seen.id}/${name}`, named(c, room, step, state), current)
  const label = fill(t.locale, nameOf(room, name))
  const leads =
    step.to === 'resume'
      ? []
      : [t('step.leads_to', { state: fill(t.locale, `${room.stateWord}.${step.to}` as MessageKey) })]
  const consequences = [
    ...leads,
    t('step.recorded'),
    ...(step.bridge === undefined ? [] : [t('step.bridge', { what: fill(t.locale, step.bridge) })]),
  ]
  const body = (
    <DecisionPage
      t={t}
      crumbs={[{ label: seen.reference, href: `${room.base}/${seen.id}` }]}
      title={label}
      lead={seen.title}
      asked={ctx.actor.name}
      facts={seen.facts}
      more={seen.more}
      consequences={consequences}
    >
      <FormBody f={f} notice={notice} submit={label} harm={step.harm} cancelHref={`${room.base}/${seen.id}`}>
        {Object.entries(step.input.shape).map(([field, shape]) => (
          <AskedField f={f} name={field} shape={shape as z.ZodType} asked={room.asked[field]!} />
        ))}
      </FormBody>
    </DecisionPage>
  )
  return show(c, { title: `${label} · ${seen.reference}`, form: f.id, body }, state.status)
}

type Known = {
  readonly required: boolean
  readonly type: string
  readonly values: readonly string[]
  readonly date: boolean
  readonly max: number
}

/** What a field's schema says about how to ask for it. */
function knownOf(shape: z.ZodType): Known {
  const def = (
    shape as unknown as {
      def: {
        type: string
        innerType?: z.ZodType
        in?: z.ZodType
        out?: z.ZodType
        entries?: Record<string, string>
        values?: readonly unknown[]
      }
    }
  ).def
  if (def.innerType !== undefined) return { ...knownOf(def.innerType), required: false }
  if (def.type === 'pipe' && def.out !== undefined) return knownOf(def.out)
  const meta = shape.meta() as { format?: string } | undefined
  const max = (shape as unknown as { maxLength?: number | null }).maxLength ?? 0
  return { required: true, type: def.type, values: Object.keys(def.entries ?? {}), date: meta?.format === 'date', max }
}

const AskedField = ({ f, name, shape, asked }: { f: Form; name: string; shape: z.ZodType; asked: Asked }) => {
  const { required, type, values, date, max } = knownOf(shape)
  const say = (key: MessageKey) => fill(f.t.locale, key)
  const props = {
    f,
    name,
    label: say(asked.label),
    required,
    help: asked.help === undefined ? undefined : say(asked.help),
  }
  const options = values.map((value) => ({ value, label: say(asked.options!(value)) }))
  if (type === 'enum')
    return options.length > 6 ? (
      <SelectField {...props} options={options} />
    ) : (
      <RadioField {...props} options={options} />
    )
  if (type === 'literal') return <CheckField {...props} />
  if (type === 'boolean')
    return (
      <RadioField
        {...props}
        options={[
          { value: 'true', label: f.t('kit.yes') },
          { value: 'false', label: f.t('kit.no') },
        ]}
      />
    )
  if (date) return <DateField {...props} />
  if (type === 'number') return <TextField {...props} width="short" inputmode="numeric" />
  return max > 200 ? <TextArea {...props} rows={4} /> : <TextField {...props} />
}

/** The sent fields as the step's schema wants them; what cannot be read stays as typed, for the schema to refuse. */
function inputOf(schema: z.ZodObject, sent: Sent): Record<string, unknown> {
  const read = ([name, shape]: [string, z.ZodType]): [string, unknown] => {
    const typed = sent.get(name)
    const { type } = knownOf(shape)
    if (typed === undefined) return [name, undefined]
    if (type === 'boolean' || type === 'literal')
      return [name, typed === 'true' ? true : typed === 'false' ? false : typed]
    if (type === 'number') return [name, /^\d+$/.test(typed.trim()) ? Number(typed) : typed]
    return [name, typed]
  }
  return Object.fromEntries(
    Object.entries(schema.shape)
      .map((entry) => read(entry as [string, z.ZodType]))
      .filter(([, value]) => value !== undefined)
  )
}
