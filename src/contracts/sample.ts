import type { Locale } from '../kernel/messages.ts'
import type { FontSource } from '../pdf/fonts.ts'
import { ContractFacts } from './facts.ts'
import type { ContractForm } from './form.ts'
import { contractKinds, type KindId, kindIds, kindTitle } from './kinds/index.ts'
import { renderContract } from './rendering.ts'

/** Every kind of contract with its title in both languages. */
export const contractKindList = (): { id: KindId; title: Readonly<Record<Locale, string>> }[] =>
  kindIds.map((id) => ({ id, title: { 'zh-CN': kindTitle(id, 'zh-CN'), en: kindTitle(id, 'en') } }))

// A sample was never issued: its moment and its address are made up like its facts.
const createdAt = '2026-11-24T00:00:00.000Z'
const verifyUrl = 'https://transfer.example.edu.cn/verify/c2FtcGxlIGNvbnRyYWN0'

/** A kind's worked example as a PDF, without any database: as a draft, or as an issue would look (`final`). */
export function sampleContract(
  kind: KindId,
  form: ContractForm,
  fonts: FontSource,
  { final = false }: { readonly final?: boolean } = {}
): Promise<Uint8Array> {
  const facts = { ...ContractFacts.parse(contractKinds[kind].example), verifyUrl }
  return renderContract(facts, form, { draft: !final, createdAt }, fonts)
}
