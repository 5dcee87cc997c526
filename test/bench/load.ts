import autocannon, { type Request } from 'autocannon'

export type Target = { readonly url: string; readonly requests: readonly Request[] }

const connections = 10
/** Many short rounds: whatever else the machine does then falls on both sides alike. In seconds. */
const [rounds, long] = [12, 1]

/** Answers a second under ten connections. An answer that is no success ends the benchmark. */
async function rate({ url, requests }: Target): Promise<number> {
  const result = await autocannon({ url, connections, duration: long - 0.1, sampleInt: 100, requests })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${failed} of the requests to ${requests[0]!.path} failed`)
  return result['2xx'] / result.duration
}

export const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!

/** Answers a second of the product and of the floor, in turn; the median of each once both are warm. */
export async function compare(product: Target, floor: Target): Promise<{ value: number; floor: number }> {
  const [values, floors]: [number[], number[]] = [[], []]
  for (let round = -2; round < rounds; round++) {
    const [value, least] = [await rate(product), await rate(floor)]
    if (round < 0) continue
    values.push(value)
    floors.push(least)
  }
  return { value: median(values), floor: median(floors) }
}
