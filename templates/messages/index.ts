import { account } from './account.ts'
import { history } from './history.ts'
import { contracts } from './contracts.ts'
import { members } from './members.ts'
import { merging } from './merging.ts'
import { offices } from './offices.ts'
import { platform } from './platform.ts'
import { reviews } from './reviews.ts'
import { permissions } from './permissions.ts'
import { providers } from './providers.ts'
import { identity } from './identity.ts'
import { records } from './records.ts'
import { agreements } from './agreements.ts'
import { patents } from './patents.ts'
import { achievements } from './achievements.ts'
import { attachments } from './attachments.ts'
import { identifiers } from './identifiers.ts'
import { errors } from './errors.ts'
import { input } from './input.ts'
import { kit } from './kit.ts'
import { remuneration } from './remuneration.ts'
import { pdf } from './pdf.ts'
import { wording } from './wording.ts'
import { imports } from './imports.ts'

/** Every sentence and label a user can see: key, then Chinese, then English. A missing language does not compile. */
export const catalogue = {
  ...errors,
  ...identifiers,
  ...input,
  ...kit,
  ...remuneration,
  ...pdf,
  ...achievements,
  ...attachments,
  ...patents,
  ...agreements,
  ...records,
  ...identity,
  ...providers,
  ...account,
  ...offices,
  ...members,
  ...merging,
  ...permissions,
  ...reviews,
  ...platform,
  ...contracts,
  ...history,
  ...imports,
  ...wording,
} as const satisfies Record<string, readonly [zh: string, en: string]>
