import { copyFile, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { testFolder, usePrograms } from '../support/processes.ts'
import { ask, cliOffice } from './cli.ts'

// The command line and a running server, two processes on one file.
const programs = usePrograms('beside-server')
const csv = 'test/fixtures/nasa-portfolio.csv'
// Three processes start here; a busy machine takes its time over that.
vi.setConfig({ testTimeout: 240_000 })

async function served() {
  const office = await cliOffice()
  const words = ['key', 'create', '--office', office.id, '--name', '对接', '--roles', 'officer', '--days', '30']
  const { key } = await office.run(...words)
  const { url } = await programs.start('server', { DATA_DIR: office.folder }, /serves/)
  const api = (path: string, json?: unknown) =>
    fetch(`${url}/api/${path}`, {
      method: json === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
  return { ...office, url, api, key: key as string }
}
type Api = Awaited<ReturnType<typeof served>>['api']

/** Creates achievements over and over, several at once, until it is stopped; then says how each was answered. */
function writing(api: Api) {
  const stopped = new AbortController()
  const statuses: number[] = []
  const lane = async () => {
    while (!stopped.signal.aborted) {
      const answer = await api('achievements', { stateSecret: false, title: { zh: '负载下的成果' } })
      statuses.push(answer.status)
      await answer.arrayBuffer()
    }
  }
  const lanes = Promise.all(Array.from({ length: 4 }, lane))
  return {
    async stop() {
      stopped.abort()
      await lanes
      return statuses
    },
  }
}

it('makes a key that the server takes, and people it shows at once', async () => {
  const { run, api, url } = await served()
  expect((await fetch(`${url}/api/people`)).status).toBe(401)
  await run('person', 'create', '--office', '云溪理工大学', '--name', '龑岚', '--orcid', '0000-0002-1825-0097')
  const people = await api('people')
  expect([people.status, await people.json()]).toMatchObject([200, { items: [{ name: { zh: '龑岚' } }] }])
})

it('prints links that the server opens once: first administrator, invitation, account', async () => {
  const { run, url } = await served()
  const accept = async (made: Record<string, any>, also: Record<string, string> = {}) => {
    const token = new URL(made['link']).searchParams.get('token')!
    const body = new URLSearchParams({ token, ...also })
    const answer = await fetch(`${url}/sign-in/link`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url },
      body,
    })
    return [answer.status, answer.headers.get('set-cookie')?.includes('__Host-sid=') ?? false]
  }
  const administrator = await run('link', '--administrator')
  expect(await accept(administrator, { name: '管理员', email: 'admin@example.org' })).toEqual([303, true])
  expect(await run('link', '--administrator')).toMatchObject({
    code: 1,
    error: expect.stringContaining('administrator already'),
  })
  const head = ['link', '--email', 'he.jing@yunxi.example.edu.cn']
  expect(await accept(await run(...head))).toEqual([303, true])
  const again = await run(...head)
  expect(await accept(again)).toEqual([303, true])
  expect(await accept(again)).toEqual([422, false])
  expect(await run('link', '--email', 'nobody@example.org')).toMatchObject({ code: 1 })
})

it('imports under load of writes: nobody is refused, no reference is lost or doubled', async () => {
  const { folder, run, sql, api } = await served()
  const [head = '', row = ''] = (await readFile(csv, 'utf8')).split('\r\n')
  const many = Array.from({ length: 900 }, (_, i) => row.replace('KSC-12236-2-PCT', `X-${i}`))
  await writeFile(join(folder, 'many.csv'), [head, ...many, ''].join('\r\n'))
  const load = writing(api)
  const report = await run('import', 'nasa', '--office', '云溪理工大学', join(folder, 'many.csv'))
  const statuses = await load.stop()
  expect(report).toMatchObject({ code: 0, rows: 900, stored: 900, refused: 0 })
  expect(new Set(statuses)).toEqual(new Set([201]))
  const made = await sql('select reference from achievements')
  const numbers = made.map(({ reference }) => Number((reference as string).slice(9))).toSorted((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 900 + statuses.length }, (_, i) => i + 1))
  expect(await run('history', 'verify')).toMatchObject({ code: 0, intact: true })
})

it('copies the database while the server writes, and never over a file', async () => {
  const { folder, run, api } = await served()
  await run('import', 'nasa', '--office', '云溪理工大学', csv)
  const load = writing(api)
  const out = join(folder, 'copy.db')
  const report = await run('backup', '--out', out)
  expect(new Set(await load.stop())).toEqual(new Set([201]))
  expect(report).toMatchObject({ code: 0, file: out, integrity: 'ok' })
  expect((await stat(out)).mode & 0o777).toBe(0o600)
  const before = await readFile(out)
  expect(await run('backup', '--out', out)).toMatchObject({
    code: 1,
    error: expect.stringContaining('is there already'),
  })
  expect((await readFile(out)).equals(before)).toBe(true)
  // The copy is a whole database of its own: another server could start from it.
  const other = await testFolder()
  await copyFile(out, join(other, 'desk.db'))
  const { intact, chains } = await ask({ DATA_DIR: other }, 'history', 'verify')
  expect(intact).toBe(true)
  const own = chains.find(({ name }: { name: string }) => name === '云溪理工大学')
  expect(own.entries).toBeGreaterThan(200)
})

it('ends with the code and the line that a script reads', async () => {
  const { folder } = await served()
  const verified = await programs.cli({ DATA_DIR: folder }, 'history', 'verify', '--json')
  expect([verified.code, verified.err, verified.out.trim().split('\n').length]).toEqual([0, '', 1])
  expect(JSON.parse(verified.out)).toMatchObject({ intact: true })
  const wrong = await programs.cli({ DATA_DIR: folder }, 'backup')
  expect(wrong).toEqual({ code: 2, out: '', err: 'backup needs --out <file>\n' })
})
