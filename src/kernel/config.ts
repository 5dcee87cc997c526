import { z } from 'zod'

/** Whether an address means this very machine. */
export const isLocal = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)

/** What may be set from outside, read once in server.ts or worker.ts. English only: it speaks to whoever starts it. */
const Settings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .refine(
      (port) => /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535,
      'must be a number from 1 to 65535'
    )
    .transform(Number)
    .default(8787),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .url({ protocol: /^(file|https?|libsql|wss?)$/, error: 'must be a file:, http(s): or libsql: address' })
    .optional(),
  DATABASE_TOKEN: z.string().optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://desk.example.edu.cn' })
    .optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address such as smtp://user:password@mail.example.org:587' })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address such as desk@example.edu.cn')
    .optional(),
  SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  ADMIN_EMAIL: z.email('must be an address such as head@example.edu.cn').optional(),
})

export type Config = {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly databaseToken: string | null
  readonly publicUrl: string
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly secret: string
  readonly adminEmail: string
  /** Letters lie on a local page in place of being sent: only on this very machine. */
  readonly localMailbox: boolean
}

/** What is wrong with a setting, in one sentence that names it and what would be right. */
export class SettingError extends Error {}

/** Reads the settings; `secret` is what the data folder holds when SECRET is not set. Throws SettingError. */
export function readConfig(env: Record<string, string | undefined>, secret?: string): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Settings.safeParse(set)
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    throw new SettingError(`${path.join('.')} ${message}`)
  }
  const value = parsed.data
  const host = value.HOST === '0.0.0.0' ? 'localhost' : value.HOST.includes(':') ? `[${value.HOST}]` : value.HOST
  const address = value.PUBLIC_URL ?? `http://${host}:${value.PORT}`
  if (!URL.canParse(address)) throw new SettingError(`HOST ${value.HOST} must be an address such as 127.0.0.1`)
  const publicUrl = new URL(address)
  if (publicUrl.protocol === 'http:' && !isLocal(publicUrl)) {
    throw new SettingError(`PUBLIC_URL ${publicUrl.origin} must begin with https: unless it is localhost`)
  }
  const localMailbox = value.SMTP_URL === undefined
  if (localMailbox && !(isLocal(publicUrl) && ['127.0.0.1', 'localhost', '::1'].includes(value.HOST))) {
    throw new SettingError(
      'SMTP_URL is needed, such as smtp://user:password@mail.example.org:587, unless HOST and PUBLIC_URL are this machine alone'
    )
  }
  const key = value.SECRET ?? secret
  if (key === undefined)
    throw new SettingError('SECRET is needed: at least 32 random characters, such as from: openssl rand -hex 32')
  if (value.SMTP_URL !== undefined && value.MAIL_FROM === undefined) {
    throw new SettingError('MAIL_FROM is needed beside SMTP_URL: the sender address, such as desk@example.edu.cn')
  }
  return {
    host: value.HOST,
    port: value.PORT,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL ?? null,
    databaseToken: value.DATABASE_TOKEN ?? null,
    publicUrl: publicUrl.origin,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? 'desk@localhost.localdomain',
    secret: key,
    adminEmail: value.ADMIN_EMAIL ?? 'administrator@localhost.localdomain',
    localMailbox,
  }
}
