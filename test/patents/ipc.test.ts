import { expect, it } from 'vitest'
import { Ipc, readIpc } from '../../src/patents/ipc.ts'
import vectors from '../fixtures/identifiers.json' with { type: 'json' }

it.each(vectors['ipc-symbol'].accepted)('accepts $typed', ({ typed }) => {
  expect(readIpc(typed)).toBe(typed)
})
it.each(vectors['ipc-symbol'].refused)('refuses $typed: $because', ({ typed }) => {
  expect(Ipc.safeParse(typed).error?.issues[0]).toMatchObject({
    params: { key: 'input.ipc', params: { value: typed } },
  })
})
it.each(['h01m10/0525', 'H01M  10 / 0525', 'H01M 10/0525 (2010.01)I', 'Ｈ０１Ｍ　１０／０５２５'])(
  'writes %s as the scheme does',
  (typed) => {
    expect(readIpc(typed)).toBe('H01M 10/0525')
  }
)
