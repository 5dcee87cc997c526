import { eq } from 'drizzle-orm'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { createApp } from '../../src/app.ts'
import { schemaCheck } from '../../src/db/schema-check.ts'
import { openClient, openStore } from '../../src/db/store.ts'
import { transaction } from '../../src/db/transaction.ts'
import { addMember } from '../../src/identity/actions.ts'
import { beginSession } from '../../src/identity/session.ts'
import { accounts, memberships } from '../../src/identity/table.ts'
import { systemCtx } from '../../src/kernel/system.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { type Files, inDatabase } from '../../src/kernel/files.ts'
import type { Ctx, WriteCtx } from '../../src/kernel/context.ts'
import { newId, sha256Hex } from '../../src/kernel/ids.ts'
import type { Role } from '../../src/kernel/permissions.ts'
import { addOrganisation } from '../../src/organisations/actions.ts'
import type { NewOrganisation } from '../../src/organisations/organisation.ts'
import { tenants } from '../../src/organisations/table.ts'
import { addPerson } from '../../src/people/actions.ts'
import { diskFonts } from '../../src/pdf/disk-fonts.ts'
import { resumeSession } from '../../src/identity/session.ts'
import type { Deps } from '../../src/web/env.ts'
import { dialFrom } from '../../src/web/outside-node.ts'

/** Monday, 10:00 in Shenyang. */
const start = '2026-11-23T02:00:00.000Z'
export const origin = 'http://127.0.0.1:8787'

export const universityA: NewOrganisation = {
  kind: 'university',
  name: { zh: '云溪理工大学', en: 'Yunxi University of Technology' },
  uscc: '12100000MB0X00000F',
  country: 'CN',
  address: { zh: '云溪市学府路1号', en: '1 Xuefu Road, Yunxi' },
  legalRepresentative: '沈知远',
  contacts: [{ name: '方明', email: 'transfer@yunxi.example.edu.cn' }],
}
export const firm: NewOrganisation = {
  kind: 'enterprise',
  name: { zh: '静岭风机有限公司', en: 'Jingling Fans Co., Ltd.' },
  uscc: '91100000MA0X00007X',
  country: 'CN',
  address: { zh: '云溪市高新区创业大道88号', en: '88 Chuangye Avenue, Yunxi' },
  legalRepresentative: '顾𬱖',
  contacts: [{ name: '程静', email: 'contracts@jingling.example.com' }],
}

type Sent = {
  readonly json?: unknown
  readonly form?: Record<string, string>
  readonly headers?: Record<string, string>
}

/** Somebody signed in: asks the application as their browser would. */
export type Person = {
  readonly cookie: string
  readonly accountId: string
  readonly personId: string | null
  readonly email: string
  /** A context as the application makes it for this person, to call actions and queries directly. */
  readonly ctx: () => Promise<Ctx>
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Response>
  /** POST of JSON that must succeed; returns the answer's body. */
  readonly make: (path: string, json: unknown) => Promise<any>
  /** Takes a step by the API and returns the record. */
  readonly step: (record: { id: string; version: number }, room: string, name: string, json?: unknown) => Promise<any>
}

/** When a desk is put away: at the end of its test, unless a whole file looks at one. */
export type AtEnd = (end: () => Promise<void>) => void

/** A fresh copy of a migrated database with the application on it and nobody in it. */
export async function testDesk(
  settings: Record<string, string> = {},
  atEnd: AtEnd = onTestFinished,
  files: Files = inDatabase
) {
  const folder = await mkdtemp(join(dirname(inject('migrated')), 'desk-'))
  const file = join(folder, 'desk.db')
  await copyFile(inject('migrated'), file)
  const client = openClient(`file:${file}`)
  const store = openStore(client)
  atEnd(async () => {
    client.close()
    await rm(folder, { recursive: true, force: true })
  })
  let now = Date.parse(start)
  const told: string[] = []
  const logged: Readonly<Record<string, unknown>>[] = []
  const deps: Deps = {
    store,
    files,
    config: readConfig({ SECRET: 'a secret of at least 32 characters', ...settings }),
    // One millisecond an answer: records have an order, and a test says when more time goes by.
    clock: () => new Date(now++).toISOString(),
    assets: {
      'app.css': '/assets/app.css',
      'app.js': '/assets/app.js',
      'public.css': '/assets/public.css',
      'public.js': '/assets/public.js',
    },
    fonts: diskFonts('dist/public/fonts'),
    dial: dialFrom(),
    notify: (event) => void told.push(event),
    backgroundOf: () => (work) => void work,
    addressOf: () => '127.0.0.1',
    log: (line) => void logged.push(line),
    notReady: schemaCheck(client),
  }
  const app = createApp(deps)
  const system = (): Ctx => systemCtx(deps, 'test')
  const write = <T>(work: (ctx: WriteCtx) => Promise<T>): Promise<T> => transaction(system(), work)
  const request = (method: string, path: string, cookie: string, { json, form, headers }: Sent = {}) =>
    Promise.resolve(
      app.request(`${origin}${path}`, {
        method,
        headers: {
          ...(cookie !== '' && { cookie }),
          origin,
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
        ...(form !== undefined && { body: new URLSearchParams(form).toString() }),
      })
    )

  /** An office or a verified enterprise that signs in. */
  const tenant = (kind: 'office' | 'enterprise', entry: NewOrganisation) =>
    write(async (ctx) => {
      const id = newId(ctx.now)
      const { name, uscc } = entry
      const own = { id, kind, name, uscc: uscc ?? null, state: 'active' as const, createdAt: ctx.now }
      const verified = kind === 'enterprise' && { verifiedAt: ctx.now, verifiedBy: '欧阳帆' }
      await ctx.db.insert(tenants).values({ ...own, ...verified })
      const made = kind === 'office' ? await addOrganisation(ctx, id, entry, id) : null
      return { id, organisationId: made?.id ?? '' }
    })

  /** An enterprise that nobody has verified yet. */
  const unverify = (id: string) =>
    write(({ db }) => db.update(tenants).set({ verifiedAt: null, verifiedBy: null }).where(eq(tenants.id, id)))

  /** Somebody with an account, a membership and a session. */
  async function person(
    tenantId: string | null,
    roles: readonly Role[],
    name: string,
    locale = 'zh-CN'
  ): Promise<Person> {
    const email = `${newId(deps.clock()).slice(-8)}@example.edu.cn`
    const made = await write(async (ctx) => {
      const accountId = newId(ctx.now)
      const administrator = roles.includes('administrator')
      await ctx.db.insert(accounts).values({ id: accountId, email, name, locale, administrator, createdAt: ctx.now })
      const own = roles.includes('inventor') && tenantId !== null
      const personId = own ? (await addPerson(ctx, tenantId, { name: { zh: name }, email })).id : null
      const given = roles.filter((role) => role !== 'administrator')
      const membershipId = tenantId === null ? null : await addMember(ctx, accountId, tenantId, given, personId)
      return {
        accountId,
        personId,
        token: await beginSession(ctx, accountId, membershipId, { method: 'link', browser: '' }),
      }
    })
    return signedIn({ ...made, email })
  }

  /** What somebody with this session may send. */
  function signedIn(made: { accountId: string; personId: string | null; email: string; token: string }): Person {
    const cookie = `__Host-sid=${made.token}`
    const send: Person['send'] = (method, path, sent) => request(method, path, cookie, sent)
    const make: Person['make'] = async (path, json) => {
      const answer = await send('POST', path, { json })
      if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    }
    return {
      accountId: made.accountId,
      personId: made.personId,
      email: made.email,
      cookie,
      send,
      make,
      get: (path, headers) => request('GET', path, cookie, headers === undefined ? {} : { headers }),
      step: async (record, room, noun, json = {}) => {
        const path = `/api/${room}/${record.id}/${noun}`
        const answer = await send('POST', path, { json, headers: { 'if-match': `"${record.version}"` } })
        if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
        return answer.json()
      },
      ctx: async () => {
        const found = await resumeSession(system(), made.token)
        return { ...system(), actor: found!.actor, zone: found!.zone, decision: { made: false } }
      },
    }
  }

  /** The same person signed in anew, for when their session has ended. */
  const again = async ({ accountId, personId, email }: Person): Promise<Person> => {
    const [membership] = await store.db.select().from(memberships).where(eq(memberships.accountId, accountId))
    const entrance = { method: 'link', browser: '' } as const
    const token = await write((ctx) => beginSession(ctx, accountId, membership?.id ?? null, entrance))
    return signedIn({ accountId, personId, email, token })
  }

  return {
    app,
    deps,
    store,
    client,
    file,
    db: store.db,
    told,
    logged,
    system,
    write,
    tenant,
    unverify,
    person,
    again,
    /** Asks as nobody. */
    ask: (method: string, path: string, sent?: Sent) => request(method, path, '', sent),
    /** Lets time go by. */
    later: (milliseconds: number) => {
      now += milliseconds
    },
    setNow: (moment: string) => {
      now = Date.parse(moment)
    },
    hash: sha256Hex,
  }
}

/** An office with one person of each role, and an enterprise in its address book whose member signs in. */
export async function testOffice(
  settings: Record<string, string> = {},
  atEnd: AtEnd = onTestFinished,
  files: Files = inDatabase
) {
  const desk = await testDesk(settings, atEnd, files)
  const office = await desk.tenant('office', universityA)
  const enterprise = await desk.tenant('enterprise', firm)
  const organisation = await desk.write((ctx) => addOrganisation(ctx, office.id, firm, enterprise.id))
  const people = {
    head: await desk.person(office.id, ['office_head'], '何敬'),
    officer: await desk.person(office.id, ['officer'], '欧阳帆'),
    legal: await desk.person(office.id, ['legal'], '乐怡'),
    finance: await desk.person(office.id, ['finance'], '费然'),
    inventor: await desk.person(office.id, ['inventor'], '龑岚'),
    colleague: await desk.person(office.id, ['inventor'], '陆鸣'),
    enterprise: await desk.person(enterprise.id, ['enterprise_member'], '程静'),
    administrator: await desk.person(null, ['administrator'], '管理员'),
  }
  return { ...desk, office, enterprise: { ...enterprise, organisationId: organisation.id }, as: people }
}
export type TestOffice = Awaited<ReturnType<typeof testOffice>>
