import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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
      const harness = createTestHarness({
        workers: [{ configPath: 'wrangler.toml', prebuiltWorkerDir, vars: settings }],
      })
      onTestFinished(() => harness.close())
      const { url } = await harness.listen()
      return {
        url,
        /** What the platform does each minute. */
        minute: () => harness.getWorker().scheduled({ cron: '* * * * *' }),
        /** What the Worker logged. */
        logged: () => harness.getLogs().map(({ message }) => message),
      }
    },
  }
}
