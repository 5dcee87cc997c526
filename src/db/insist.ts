import { Refusal } from '../kernel/errors.ts'

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
const isBusy = (error: unknown): boolean => error instanceof Refusal && error.code === 'unavailable'

/**
 * Tries again while another process holds the database, a minute or so in all; `transaction` alone waits five
 * seconds. For work that nobody waits for in a browser: the command line and imports.
 */
export async function insist<T>(work: () => Promise<T>, tries = 12): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || left <= 1) throw error
      await pause(50 + Math.random() * 200)
    }
  }
}

/** Lets other processes have the file between two transactions: SQLite's lock knows no queue. */
export const giveWay = (): Promise<void> => pause(25)
