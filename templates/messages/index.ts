import { errors } from './errors.ts'
import { input } from './input.ts'
import { remuneration } from './remuneration.ts'
import { pdf } from './pdf.ts'

/** Every sentence and label a user can see: key, then Chinese, then English. A missing language does not compile. */
export const catalogue = {
  ...errors,
  ...input,
  ...remuneration,
  ...pdf,
} as const satisfies Record<string, readonly [zh: string, en: string]>
