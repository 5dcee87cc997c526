/** What is not the public internet in IPv4 (IANA special-purpose registry, RFC 6890), multicast and the reserved end. */
const closed = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** What is special inside 2000::/3, the only part of IPv6 that is the public internet. */
const closedSix = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

function bitsOf(address: string): string | null {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)
  if (four === null) return address.includes(':') ? sixBits(address) : null
  return four.slice(1).every((part) => Number(part) < 256) ? join(four.slice(1).map(Number), 8) : null
}
const join = (numbers: readonly number[], width: number): string =>
  numbers.map((number) => number.toString(2).padStart(width, '0')).join('')

function sixBits(address: string): string | null {
  const plain = address.replace(/%.*$/, '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a, b, c, d] = parts.map(Number) as [number, number, number, number]
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [head = '', tail, more] = plain.split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const missing = 8 - before.length - after.length
  if (more !== undefined || missing < 0 || (tail === undefined && missing !== 0)) return null
  const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
  return all.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? join(
        all.map((group) => parseInt(group, 16)),
        16
      )
    : null
}

const within = (bits: string, ranges: readonly string[]): boolean =>
  ranges.some((range) => {
    const [base = '', length] = range.split('/')
    return bits.startsWith(bitsOf(base)!.slice(0, Number(length)))
  })

/** Whether this is an address, not a name. */
export const isAddress = (host: string): boolean => bitsOf(host) !== null

/** Whether an address belongs to this machine or a network behind it, or to nobody; what cannot be read does too. */
export function isPrivateAddress(address: string): boolean {
  const bits = bitsOf(address)
  if (bits === null) return true
  return bits.length === 32 ? within(bits, closed) : !bits.startsWith('001') || within(bits, closedSix)
}

/** The same of a host in an address; a name is private when it says so itself (RFC 6761, RFC 6762). */
export const isPrivateHost = (host: string): boolean =>
  isAddress(host)
    ? isPrivateAddress(host)
    : !host.includes('.') || host.includes(':') || /\.(?:localhost|local|internal|home\.arpa|onion)$/.test(host)
