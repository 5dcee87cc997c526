import autocannon, { type Request } from 'autocannon'

export type Target = { readonly url: string; readonly requests: readonly Request[] }

const connections = 10

/** Answers a second under ten connections. An answer that is no success ends the benchmark. */
async function rate({ url, requests }: Target, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds, requests })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${failed} of the requests to ${requests[0]!.path} failed`)
  return result['2xx'] / result.duration
}

export const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!

/** Product and floor in turn, so that whatever else the machine does slows both; the median of each. */
export async function inTurn(
  product: () => Promise<number>,
  floor: () => Promise<number>,
  rounds: number
): Promise<{ value: number; floor: number }> {
  const [values, floors]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    values.push(await product())
    floors.push(await floor())
  }
  return { value: median(values), floor: median(floors) }
}

/** Answers a second of both, once both are warm. */
export async function compare(product: Target, floor: Target, { rounds = 5, seconds = 2 } = {}) {
  await rate(product, 1)
  await rate(floor, 1)
  return inTurn(
    () => rate(product, seconds),
    () => rate(floor, seconds),
    rounds
  )
}
