import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testFolder, usePrograms } from '../support/processes.ts'

const programs = usePrograms('demo')

it('serves the sample world: every printed link signs in once, and nothing is left behind', async () => {
  const TMPDIR = await testFolder()
  const { url, said, stop } = await programs.start('demo', { TMPDIR, SMTP_URL: 'smtp://127.0.0.1:1' }, /mailbox/)
  const links = [...said.matchAll(/http\S+\/sign-in\/link\?token=\S+/g)].map(([link]) => link)
  expect(links).toHaveLength(18)
  const [folder] = readdirSync(TMPDIR)
  expect(existsSync(join(TMPDIR, folder!, 'desk.db'))).toBe(true)

  const visit = (path: string, cookie: string) => fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' })
  for (const link of links) {
    expect(link.startsWith(url)).toBe(true)
    const token = new URL(link).searchParams.get('token')!
    const enter = () =>
      fetch(`${url}/sign-in/link`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: url },
        body: new URLSearchParams({ token }),
      })
    const entered = await enter()
    const cookie = /__Host-sid=[^;]+/.exec(entered.headers.get('set-cookie') ?? '')?.[0] ?? ''
    expect([entered.status, cookie === '']).toEqual([303, false])
    const home = await visit('/', cookie)
    // Who only looks at numbers has those for a home.
    expect([200, '/numbers']).toContain(home.status === 303 ? home.headers.get('location') : home.status)
    expect((await enter()).status).toBe(422)
  }
  expect(await stop()).toBe(0)
  expect(readdirSync(TMPDIR)).toEqual([])
}, 240_000)
