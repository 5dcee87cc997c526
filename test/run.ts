import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What tests need from Debian: program or file, and the package that has it. */
const needed = [
  ['/usr/bin/chromium', 'chromium'],
  ['/usr/bin/pdftotext', 'poppler-utils'],
  ['/usr/bin/qpdf', 'qpdf'],
  // A validator of archival files: 44 MB to fetch, 190 MB on disk, a few seconds.
  ['/usr/bin/java', 'default-jre-headless'],
  ['/usr/share/java/preflight.jar', 'libpdfbox2-java'],
  ['/usr/share/java/commons-io.jar', 'libcommons-io-java'],
  ['/usr/share/java/javax.activation.jar', 'libactivation-java'],
  ['/usr/share/java/jaxb-api.jar', 'libjaxb-api-java'],
  ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', 'fonts-noto-cjk'],
] as const

function installMissing(): void {
  const missing = needed.filter(([path]) => !existsSync(path)).map(([, name]) => name)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(`The tests need these Debian packages: apt-get install ${missing.join(' ')}`)
    process.exit(1)
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'ignore', env })
}

const results = { passed: 0, failed: 0 }
const failures: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'desk-results-'))

/** Runs one check; says how long it took, and all it printed when it failed. */
async function check(name: string, command: string, ...args: string[]): Promise<boolean> {
  const begun = Date.now()
  const { status, stdout, stderr } = await new Promise<{ status: unknown; stdout: string; stderr: string }>((done) =>
    execFile(command, args, { maxBuffer: 1e9 }, (error, stdout, stderr) =>
      done({ status: error === null ? 0 : error.code, stdout, stderr })
    )
  )
  const took = `${((Date.now() - begun) / 1000).toFixed(1)} s`
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${took})`)
  for (const [figures] of stdout.matchAll(/measured: .*/g)) console.log(`       ${figures}`)
  if (status !== 0) {
    failures.push(name)
    console.log(`${stdout}\n${stderr}`.trim())
  }
  return status === 0
}

type Report = { numPassedTests: number; numFailedTests: number; numTotalTests: number }

async function project(name: string): Promise<void> {
  const file = join(folder, `${name}.json`)
  const config = ['--config', 'test/vitest.config.ts', '--project', name]
  const fine = await check(
    `tests: ${name}`,
    'vitest',
    'run',
    ...config,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`
  )
  const { numPassedTests: passed, numTotalTests: total } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Report)
    : { numPassedTests: 0, numTotalTests: 1 }
  results.passed += passed
  // Nothing is ever skipped: what did not pass has failed.
  results.failed += Math.max(total - passed, fine ? 0 : 1)
}

installMissing()
// The Worker takes the style sheets and fonts that the first build made.
await check('both builds: Node', 'node', 'src/build.ts', '--node', '--quiet')
await check('both builds: Worker', 'wrangler', 'deploy', '--dry-run', '--outdir', join(folder, 'worker'))
await project('node')
await project('browser')
// The Worker's tests keep one core busy: what reads the sources alone stands beside them.
await Promise.all([
  project('edge'),
  check('types', 'tsc', '--noEmit')
    .then(() => check('lint', 'oxlint', '--type-aware', '--quiet'))
    .then(() => check('format', 'prettier', '--check', '--log-level', 'warn', '.'))
    .then(() => check('unused', 'knip')),
])
rmSync(folder, { recursive: true, force: true })
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`)
console.log(
  `${results.passed} passed, ${results.failed + failures.filter((name) => !name.startsWith('tests')).length} failed`
)
process.exit(failures.length === 0 && results.failed === 0 ? 0 : 1)
