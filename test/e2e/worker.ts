import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { type Certificate, makeCertificate } from '../support/smtp.ts'

/** wrangler asks nobody, tells nobody and leaves nothing behind. */
const quiet = { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG: 'error' }

/** The Worker as it is deployed, built once for a test file, in a workerd that trusts one authority more. */
export function useWorker() {
  let folder = ''
  let certificate: Certificate
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk-edge-'))
    const made = await makeCertificate()
    certificate = made.certificate
    await writeFile(join(folder, 'authority.pem'), made.authority)
    // Read as wrangler is loaded, so it is set before and loaded after.
    Object.assign(process.env, quiet, {
      NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'),
      WRANGLER_LOG_PATH: join(folder, 'logs'),
    })
    await promisify(execFile)('wrangler', ['deploy', '--dry-run', '--outdir', join(folder, 'worker')])
  })
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

  return {
    /** For a mail server that the Worker trusts. */
    certificate: () => certificate,
    /** Starts it with these settings, until the test ends. */
    async start(settings: Readonly<Record<string, string>>) {
      const { createTestHarness } = await import('wrangler')
      const prebuiltWorkerDir = join(folder, 'worker')
      const before = await workerds()
      const harness = createTestHarness({
        workers: [{ configPath: 'wrangler.toml', prebuiltWorkerDir, vars: settings }],
      })
      onTestFinished(() => harness.close())
      const { url } = await harness.listen()
      const own = (await workerds()).filter((pid) => !before.includes(pid))
      return {
        url,
        /** What the platform does each minute. */
        minute: () => harness.getWorker().scheduled({ cron: '* * * * *' }),
        /** What the Worker logged. */
        logged: () => harness.getLogs().map(({ message }) => message),
        memory: memoryOf(own),
      }
    },
  }
}

const megabytes = async (pid: string, field: 'VmRSS' | 'VmHWM'): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) / 1024)
}

/** What these processes hold in memory, in megabytes. The Worker's own is the largest; the others pass requests on. */
const memoryOf = (pids: readonly string[]) => ({
  now: async () => Math.max(...(await Promise.all(pids.map((pid) => megabytes(pid, 'VmRSS'))))),
  /** The most they held while `work` went on. */
  async during(work: () => Promise<unknown>): Promise<number> {
    for (const pid of pids) await writeFile(`/proc/${pid}/clear_refs`, '5') // forgets the peak so far
    await work()
    return Math.max(...(await Promise.all(pids.map((pid) => megabytes(pid, 'VmHWM')))))
  },
})

/** The workerd processes that this process has started. */
async function workerds(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const status = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')))
  return pids.filter(
    (_, i) => status[i]!.startsWith('Name:\tworkerd') && status[i]!.includes(`PPid:\t${process.pid}\n`)
  )
}
