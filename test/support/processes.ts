import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'

type Env = Readonly<Record<string, string>>
/** Nothing of the environment of the test run but what a program needs to start. */
const bare = (env: Env): Env => ({ PATH: process.env['PATH'] ?? '', ...env })

/** The programs as they are built for Node, once for a test file, in a place over which nobody else builds. */
export function usePrograms(name: string) {
  const folder = resolve('dist', name)
  beforeAll(async () => {
    await promisify(execFile)('node', ['src/build.ts', '--node', '--quiet', '--to', `dist/${name}`])
  }, 120_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  return {
    /** Runs the command line to its end. */
    cli: (env: Env, ...words: string[]) => finished(join(folder, 'cli.js'), words, env),
    /** Runs the server, which is expected to end by itself. */
    server: (env: Env) => finished(join(folder, 'server.js'), [], env),
    /** Starts a program that serves; `said` is what it has printed once `ready` appears there. */
    async start(program: 'server' | 'demo', env: Env, ready: RegExp) {
      const port = String(await freePort())
      const child = spawn(process.execPath, [join(folder, `${program}.js`)], { env: bare({ PORT: port, ...env }) })
      onTestFinished(async () => void (await stop(child)))
      const said = await untilSaid(child, ready)
      return { url: `http://127.0.0.1:${port}`, said, child, stop: () => stop(child) }
    },
  }
}

export type Finished = { readonly code: number; readonly out: string; readonly err: string }

async function finished(file: string, words: readonly string[], env: Env): Promise<Finished> {
  const child = spawn(process.execPath, [file, ...words], { env: bare(env) })
  const [out, err] = [collect(child.stdout), collect(child.stderr)]
  const [code] = (await once(child, 'close')) as [number]
  return { code, out: out(), err: err() }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const parts: Buffer[] = []
  stream.on('data', (part: Buffer) => parts.push(part))
  return () => Buffer.concat(parts).toString()
}

async function untilSaid(child: ChildProcess, ready: RegExp): Promise<string> {
  const [out, err] = [collect(child.stdout!), collect(child.stderr!)]
  for (;;) {
    if (ready.test(out())) return out()
    const ended = await Promise.race([
      once(child, 'exit').then(() => true),
      once(child.stdout!, 'data').then(() => false),
    ])
    if (ended) throw new Error(`it ended without saying ${ready}: ${out()}\n${err()}`)
  }
}

/** Asks it to stop, as a service manager does, and waits until it has. Returns its exit code. */
async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
  return child.exitCode
}

/** A folder for one test. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}
