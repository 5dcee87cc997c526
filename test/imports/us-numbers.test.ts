import { describe, expect, it } from 'vitest'
import { readExpiry, readPatentNumber, readSerial } from '../../src/imports/us-numbers.ts'

const none = { ok: true, value: null, mended: false }
const taken = (value: string) => ({ ok: true, value, mended: false })
const mended = (value: string) => ({ ok: true, value, mended: true })
const unreadable = { ok: false }

describe('a serial number of the portfolio', () => {
  it.each([
    ['10/099,247', taken('10/099247')],
    ['10/758611', taken('10/758611')],
    ['   14/202,699', taken('14/202699')],
    ['14/ 033725', taken('14/033725')],
    ['12/835,958 ', taken('12/835958')],
    ['12/533/258', taken('12/533258')],
    ['61/931,189', taken('61/931189')],
    ['11/81,888', mended('11/081888')],
    ['11/1,465', mended('11/001465')],
    ['20375014', mended('14/203750')],
    ['/0', none],
    ['/', none],
    ['', none],
    ['40/863,835', unreadable],
    ['99999999', unreadable],
    // Series 10, or 14 behind? Whoever gave the file must say.
    ['10453514', unreadable],
    ['10/99247', unreadable],
    ['PCT/US2010/012345', unreadable],
  ])('%j', (cell, answer) => {
    expect(readSerial(cell)).toEqual(answer)
  })
})

describe('a patent number of the portfolio', () => {
  it.each([
    ['6858197', taken('6858197')],
    ['7,438,030', taken('7438030')],
    ['RE43,880', taken('RE43880')],
    ['D464750', taken('D464750')],
    ['0', none],
    ['   ', none],
    ['464750', unreadable],
    ['pending', unreadable],
  ])('%j', (cell, answer) => {
    expect(readPatentNumber(cell)).toEqual(answer)
  })
})

describe('an expiration date of the portfolio', () => {
  it.each([
    ['2019-11-30 00:00:00', taken('2019-11-30')],
    ['2019-11-30', taken('2019-11-30')],
    ['1970-01-01 00:00:00', none],
    ['0000-00-00', none],
    ['', none],
    ['2019-02-30 00:00:00', unreadable],
    ['11/30/2019', unreadable],
  ])('%j', (cell, answer) => {
    expect(readExpiry(cell)).toEqual(answer)
  })
})
