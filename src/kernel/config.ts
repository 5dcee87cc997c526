import { z } from 'zod'

/** Whether an address means this very machine. */
export const isLocal = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)

/** Where documents may lie: in the database, a directory, or a bucket; in clear only on this very machine. */
function isPlace(place: string): boolean {
  if (place === 'database') return true
  if (place.startsWith('file:')) return place.length > 'file:'.length && !place.includes('\0')
  const address = place.slice('s3:'.length)
  if (!place.startsWith('s3:') || !URL.canParse(address)) return false
  const { protocol, pathname, search, hash, username } = new URL(address)
  const plain = /^\/[a-z0-9.-]+\/?$/.test(pathname) && search === '' && hash === '' && username === ''
  return plain && (protocol === 'https:' || (protocol === 'http:' && isLocal(new URL(address))))
}

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
  DOCUMENTS: z
    .string()
    .refine(isPlace, 'must be database, file:<directory> or s3:https://host/bucket')
    .default('database'),
  S3_KEY_ID: z.string().optional(),
  S3_SECRET: z.string().optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be a region such as cn-north-1 or auto')
    .default('auto'),
  CLAMD: z
    .string()
    .regex(/^(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5}$/, 'must be host:port of clamd, such as 127.0.0.1:3310')
    .optional(),
  TRUSTED_HOSTS: z
    .string()
    .regex(
      /^[a-z0-9.-]+(?:\s*,\s*[a-z0-9.-]+)*$/i,
      'must be host names with commas between, such as sso.example.edu.cn'
    )
    .transform((names) => names.toLowerCase().split(/\s*,\s*/))
    .optional(),
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
  /** `database`, `file:<directory>` or `s3:<address of the bucket>`. */
  readonly documents: string
  /** What opens S3-compatible stores; null when none is set. */
  readonly s3: { readonly keyId: string; readonly secret: string; readonly region: string } | null
  readonly clamd: { readonly host: string; readonly port: number } | null
  /** Hosts whose private addresses our own requests may go to: an identity provider on the campus. */
  readonly trustedHosts: readonly string[]
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
  const { S3_KEY_ID: keyId, S3_SECRET: s3Secret, S3_REGION: region } = value
  const s3 = keyId === undefined || s3Secret === undefined ? null : { keyId, secret: s3Secret, region }
  if (value.DOCUMENTS.startsWith('s3:') && s3 === null)
    throw new SettingError('S3_KEY_ID and S3_SECRET are needed beside DOCUMENTS=s3:…: what opens the bucket')
  const [, clamdHost, clamdPort] = /^\[?(.+?)\]?:(\d+)$/.exec(value.CLAMD ?? '') ?? []
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
    trustedHosts: value.TRUSTED_HOSTS ?? [],
    documents: value.DOCUMENTS.replace(/^(s3:.*)\/$/, '$1'),
    s3,
    clamd: clamdHost === undefined ? null : { host: clamdHost, port: Number(clamdPort) },
  }
}
