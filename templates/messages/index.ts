import { errors } from './errors.ts'

/** Every sentence and label a user can see: key, then Chinese, then English. A missing language does not compile. */
export const catalogue = {
  ...errors,
} as const satisfies Record<string, readonly [zh: string, en: string]>
