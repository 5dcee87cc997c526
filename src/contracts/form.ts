/** The language forms of one issue: each wording alone, or both clause by clause. */
export const contractForms = ['zh-CN', 'en', 'bilingual'] as const
export type ContractForm = (typeof contractForms)[number]
