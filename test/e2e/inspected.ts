import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

type Usage = { readonly usedSize: number; readonly backingStorageSize: number }
const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

/**
 * The Worker with its inspector open, which alone tells what V8 holds. It samples between two turns of the Worker; the
 * peak of the whole process, which counts what is freed but not yet given back, comes from the system.
 */
export async function startInspected(settings: Readonly<Record<string, string>>) {
  const { unstable_startWorker: startWorker } = await import('wrangler')
  const bindings = Object.entries(settings).map(
    ([name, value]) => [name, { type: 'plain_text' as const, value }] as const
  )
  const running = await startWorker({
    config: 'wrangler.toml',
    bindings: Object.fromEntries(bindings),
    dev: { server: { port: 0 }, inspector: { port: 0 }, watch: false, logLevel: 'error' },
  })
  onTestFinished(() => running.dispose())
  await running.ready
  const usage = await openInspector((await running.inspectorUrl)!)

  return {
    url: await running.url,
    /** The most that was held while `work` went on, in megabytes. */
    async worstDuring(work: () => Promise<unknown>) {
      const pids = await workerds() // one for the Worker, the others pass requests on
      for (const pid of pids) await writeFile(`/proc/${pid}/clear_refs`, '5') // forgets the peak so far
      const worst = { heap: 0, buffers: 0 }
      const done = new AbortController()
      const watch = async (): Promise<void> => {
        while (!done.signal.aborted) {
          const { usedSize, backingStorageSize } = await usage()
          if (usedSize + backingStorageSize > worst.heap + worst.buffers)
            Object.assign(worst, { heap: usedSize, buffers: backingStorageSize })
          await pause(20)
        }
      }
      const watching = watch()
      await work()
      done.abort()
      await watching
      const process = Math.max(...(await Promise.all(pids.map(peakOf))))
      return { heap: megabytes(worst.heap), buffers: megabytes(worst.buffers), process }
    },
  }
}

async function openInspector({ host }: URL): Promise<() => Promise<Usage>> {
  // The proxy before the inspector lets in whoever names an origin of this machine.
  const socket = new WebSocket(`ws://${host}/ws`, { headers: { origin: 'http://localhost' } } as never)
  await once(socket, 'open')
  onTestFinished(() => socket.close())
  let last = 0
  const waiting = new Map<number, (usage: Usage) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: Usage }
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  return () =>
    new Promise((resolve) => {
      waiting.set(++last, resolve)
      socket.send(JSON.stringify({ id: last, method: 'Runtime.getHeapUsage' }))
    })
}

async function peakOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024)
}

/** The workerd processes that this process has started. */
async function workerds(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const status = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')))
  const own = `PPid:\t${process.pid}\n`
  return pids.filter((_, i) => status[i]!.startsWith('Name:\tworkerd') && status[i]!.includes(own))
}
