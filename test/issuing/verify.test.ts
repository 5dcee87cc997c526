import { describe, expect, it } from 'vitest'
import { sha256Hex } from '../../src/kernel/ids.ts'
import { firm } from '../support/office.ts'
import { withApproved } from './approved.ts'

const unknown = { issued: false, issuedAt: null, state: null }

/** An issued contract with its bytes, and the question anybody may ask. */
async function issued() {
  const desk = await withApproved()
  const contract = await desk.issue()
  await desk.finish()
  const bytes = new Uint8Array(await (await desk.download(contract.id)).arrayBuffer())
  const ask = (query: Record<string, string>) => desk.ask('GET', `/api/verify?${new URLSearchParams(query)}`)
  const verify = async (query: Record<string, string>) => (await ask(query)).json()
  return { ...desk, contract, bytes, sha256: sha256Hex(bytes), asked: ask, verify }
}

describe('anybody may ask', () => {
  it('by the file, by its code, or by number and the start of its hash, and learns no more than that it stands', async () => {
    const { contract, sha256, verify } = await issued()
    const known = { issued: true, issuedAt: contract.issuedAt, state: 'issued' }
    expect(await verify({ sha256 })).toEqual(known)
    expect(await verify({ sha256: sha256.toUpperCase() })).toEqual(known)
    expect(await verify({ id: contract.verifyId })).toEqual(known)
    expect(await verify({ number: ' con-2026-0001', prefix: sha256.slice(0, 12) })).toEqual(known)
  })

  it('and is told of a changed byte, another number or a guessed one that it is unknown', async () => {
    const { bytes, sha256, contract, verify } = await issued()
    const changed = bytes.with(1_000, bytes[1_000]! ^ 1)
    expect(await verify({ sha256: sha256Hex(changed) })).toEqual(unknown)
    expect(await verify({ id: `${contract.verifyId.slice(0, -1)}~` })).toEqual(unknown)
    expect(await verify({ number: 'CON-2026-0002', prefix: sha256.slice(0, 12) })).toEqual(unknown)
    expect(await verify({ number: 'CON-2026-0001', prefix: '0'.repeat(12) })).toEqual(unknown)
  })

  it('but a number alone, or half a hash, is no question', async () => {
    const { asked, sha256 } = await issued()
    for (const query of [{}, { number: 'CON-2026-0001' }, { prefix: '0'.repeat(12) }, { sha256: sha256.slice(0, 63) }])
      expect((await asked(query as Record<string, string>)).status).toBe(422)
  })

  it('and is told when another has taken its place', async () => {
    const { issue, change, enterprise, sha256, contract, verify } = await issued()
    await change(enterprise.organisationId, 1, { ...firm, legalRepresentative: '程静' })
    await issue()
    expect(await verify({ sha256 })).toEqual({
      issued: true,
      issuedAt: contract.issuedAt,
      state: 'superseded',
    })
  })

  it('but not without end', async () => {
    const { asked } = await issued()
    const statuses = []
    for (let i = 0; i < 61; i++) statuses.push((await asked({ id: `guess-${i}` })).status)
    expect(statuses.slice(0, 60)).toEqual(statuses.slice(0, 60).map(() => 200))
    expect(statuses.at(-1)).toBe(429)
  })
})
