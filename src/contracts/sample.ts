import { fill, type Locale } from '../kernel/messages.ts'
import type { FontSource } from '../pdf/fonts.ts'
import type { ContractForm } from './contract.ts'
import { ContractFacts } from './facts.ts'
import { contractKinds } from './kinds/index.ts'
import { renderContract } from './rendering.ts'

export type ContractKindId = keyof typeof contractKinds

/** Every kind of contract with its title in both languages. */
export const contractKindList = (): { id: ContractKindId; title: Readonly<Record<Locale, string>> }[] =>
  Object.values(contractKinds).map(({ id, title }) => ({
    id,
    title: { 'zh-CN': fill('zh-CN', title), en: fill('en', title) },
  }))

// A sample was never issued: its moment and its address are made up like its facts.
const createdAt = '2026-11-24T00:00:00.000Z'
const verifyUrl = 'https://transfer.example.edu.cn/verify/c2FtcGxlIGNvbnRyYWN0'

/** A kind's worked example as a PDF, without any database: as a draft, or as an issue would look (`final`). */
export function sampleContract(
  kind: ContractKindId,
  form: ContractForm,
  fonts: FontSource,
  { final = false }: { readonly final?: boolean } = {}
): Promise<Uint8Array> {
  const facts = { ...ContractFacts.parse(contractKinds[kind].example), verifyUrl }
  return renderContract(facts, form, { draft: !final, createdAt }, fonts)
}
