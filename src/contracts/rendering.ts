import { fault, type Fault, type Path } from '../kernel/errors.ts'
import { fill } from '../kernel/messages.ts'
import { type Attachment, textsOf } from '../pdf/blocks.ts'
import { uncovered } from '../pdf/coverage.ts'
import { fontsFor, type FontSource } from '../pdf/fonts.ts'
import { renderDocument } from '../pdf/render.ts'
import type { ContractFacts } from './facts.ts'
import type { ContractForm } from './form.ts'
import { contractDocument, type Rendering } from './wording.ts'

/**
 * The contract's PDF. `createdAt` is the only moment in it, so the same facts give the same bytes. Drawing happens
 * without a pause: however many are asked for, one process has one document in the making.
 */
export async function renderContract(
  facts: ContractFacts,
  form: ContractForm,
  rendering: Rendering,
  fonts: FontSource
): Promise<Uint8Array> {
  const spec = contractDocument(facts, form, rendering)
  const attachments = rendering.draft ? [] : [machineReadable(facts, form)]
  return renderDocument({ ...spec, attachments }, await fontsFor(textsOf(spec), fonts))
}

/** What the contract was made from, for machines: they need not read its text. */
const machineReadable = (facts: ContractFacts, form: ContractForm): Attachment => ({
  name: 'contract.json',
  type: 'application/json',
  relationship: 'Source',
  description: fill(form === 'en' ? 'en' : 'zh-CN', 'contract.machine_readable'),
  bytes: new TextEncoder().encode(`${JSON.stringify({ form, facts }, canonical, 2)}\n`),
})

const internal = new Set(['organisationId', 'patentId'])

/** Keys in one order, whoever wrote the facts; without our register's own ids, which say nothing to others. */
const canonical = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => !internal.has(name))
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
      )
    : value

type Leaf = { readonly path: Path; readonly text: string }
const leavesOf = (value: unknown, path: Path = []): Leaf[] => {
  if (typeof value === 'string') return [{ path, text: value }]
  if (Array.isArray(value)) return value.flatMap((part, i) => leavesOf(part, [...path, i]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...path, name]))
}

/** The fonts for all that the facts say, loaded ahead of a transaction, in which nothing may be waited for. */
export const fontsForFacts = (facts: ContractFacts, fonts: FontSource) =>
  fontsFor(
    leavesOf(facts).map(({ text }) => text),
    fonts
  )

/** Characters that no font can print, by the field that holds them. */
export const characterFaults = (facts: ContractFacts, fonts: Awaited<ReturnType<typeof fontsFor>>): Fault[] =>
  leavesOf(facts).flatMap(({ path, text }) => {
    const characters = uncovered([text], fonts)
    return characters.length === 0 ? [] : [fault(path, text, 'pdf.uncovered', { characters: characters.join(' ') })]
  })
