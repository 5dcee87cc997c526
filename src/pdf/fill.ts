import { type Measured, extent } from './measure.ts'

/** Where a line begins and ends, as item numbers [from, to). */
export type Span = { readonly from: number; readonly to: number }

type Node = { readonly at: number; readonly cost: number; readonly before: Node | undefined }

// Costs are squares of badness as in Knuth and Plass, “Breaking Paragraphs into Lines” (1981).
const overfull = 1e15
const lastResort = 1e6
const lonely = 5e5
const shortest = 3 // em; the shorter a last line is below that, the more it looks lost

/** Breaks a paragraph into lines of at most `limit` em so that the lines together are as even as possible. */
export function fillLines(measured: Measured, limit: number, justified: boolean): Span[] {
  let nodes: Node[] = [{ at: 0, cost: 0, before: undefined }]
  measured.breaks.forEach((kind, i) => {
    if (kind === 'never') return
    const node = best(measured, nodes, i + 1, limit, justified)
    nodes = kind === 'must' ? [node] : [...keepReachable(measured, nodes, i + 1, limit), node]
  })
  return spansOf(nodes.at(-1))
}

/** Starts from which this end is already too far are too far from every later end. */
function keepReachable(measured: Measured, nodes: Node[], to: number, limit: number): Node[] {
  const first = nodes.findIndex(({ at }) => {
    const { width, give } = extent(measured, at, to)
    return width - give <= limit
  })
  return first <= 0 ? (first === 0 ? nodes : nodes.slice(-1)) : nodes.slice(first)
}

function best(measured: Measured, nodes: readonly Node[], to: number, limit: number, justified: boolean): Node {
  let found: Node | undefined
  for (const before of nodes) {
    const cost = before.cost + lineCost(measured, before.at, to, limit, justified)
    if (!found || cost < found.cost) found = { at: to, cost, before }
  }
  return found ?? { at: to, cost: overfull, before: undefined }
}

function lineCost(measured: Measured, from: number, to: number, limit: number, justified: boolean): number {
  const { width, grow, give } = extent(measured, from, to)
  const slack = limit - width
  const kind = measured.breaks[to - 1]
  const extra = kind === 'last_resort' ? lastResort : 0
  if (slack < 0) {
    if (!justified || -slack > give) return overfull * (1 - slack)
    return (1 + 100 * (-slack / give) ** 3) ** 2 + extra
  }
  if (kind === 'must') return from > 0 && width < shortest ? 1 + lonely * (1 - width / shortest) : 1
  const ratio = slack / (justified ? Math.max(grow, 0.05) : limit / 8)
  return (1 + Math.min(100 * ratio ** 3, 1e5)) ** 2 + extra
}

function spansOf(last: Node | undefined): Span[] {
  const spans: Span[] = []
  for (let node = last; node?.before; node = node.before) spans.unshift({ from: node.before.at, to: node.at })
  return spans
}
