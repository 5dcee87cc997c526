import { monitorEventLoopDelay } from 'node:perf_hooks'

// Preloaded into a program under test. On SIGUSR2 it says, of the time since the last SIGUSR2, in milliseconds: how late
// its event loop was at most, and how much computing it did at most between two looks.
const resolution = 5
const delay = monitorEventLoopDelay({ resolution })
delay.enable()

const computed = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
let [before, most] = [computed(), 0]
setInterval(() => {
  const now = computed()
  most = Math.max(most, now - before)
  before = now
}, resolution).unref()

process.on('SIGUSR2', () => {
  // A sample is the time between two looks, which is the resolution itself when nothing is late.
  console.log(`loop late ${Math.max(0, Math.round(delay.max / 1e6) - resolution)} busy ${Math.round(most)}`)
  delay.reset()
  most = 0
})
