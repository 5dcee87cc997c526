import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Starts one of the built programs and waits for what it says; it ends when it is let go, or when this process does. */
export async function begin<T>(
  program: string,
  args: readonly string[]
): Promise<{ said: T; end: () => Promise<void> }> {
  const child = fork(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const early = ended.then(([code]) => Promise.reject(new Error(`${program} ended with ${String(code)}`)))
  const [said] = (await Promise.race([once(child, 'message'), early])) as [T]
  early.catch(() => undefined)
  return {
    said,
    async end() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
