import { expect, it } from 'vitest'
import { accounts } from '../../src/identity/table.ts'
import { testOffice } from '../support/office.ts'
import { askForCode, cookieOf, enterCode } from '../support/sign-in.ts'

const minute = 60_000

it('V6.5.1 signs in with the code that was mailed, once', async () => {
  const desk = await testOffice()
  const asked = await askForCode(desk, desk.as.officer.email)
  expect(asked.code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
  const entered = await enterCode(desk, asked)
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/people'])
  const set = entered.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-sid='))
  expect(set).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  const page = await desk.ask('GET', '/people', { headers: { cookie: cookieOf(entered, '__Host-sid')! } })
  expect(await page.text()).toContain('欧阳帆')
  expect((await enterCode(desk, asked)).status).toBe(422)
})

it.each(['lower case', 'no hyphen', 'blanks', 'full width'])('takes the code in %s', async (way) => {
  const desk = await testOffice()
  const asked = await askForCode(desk, desk.as.officer.email)
  const typed = {
    'lower case': asked.code.toLowerCase(),
    'no hyphen': asked.code.replace('-', ''),
    blanks: ` ${asked.code.replace('-', ' ')} `,
    'full width': asked.code.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  }[way]
  expect((await enterCode(desk, asked, typed)).status).toBe(303)
})

it('takes the address as people write it', async () => {
  const desk = await testOffice()
  expect((await askForCode(desk, ` ${desk.as.officer.email.toUpperCase()} `)).status).toBe(200)
})

it('V6.3.1 counts wrong codes, and after five takes not even the right one', async () => {
  const desk = await testOffice()
  const asked = await askForCode(desk, desk.as.officer.email)
  for (const left of [4, 3, 2, 1, 0]) {
    const answer = await enterCode(desk, asked, '2222-2222')
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(`还可以再试 ${left} 次`)])
  }
  expect((await enterCode(desk, asked)).status).toBe(422)
})

it('V6.5.5 takes the code for ten minutes', async () => {
  const desk = await testOffice()
  const [early, late] = [await askForCode(desk, desk.as.officer.email), await askForCode(desk, desk.as.legal.email)]
  desk.later(10 * minute - 5_000)
  expect((await enterCode(desk, early)).status).toBe(303)
  desk.later(5_000)
  expect((await enterCode(desk, late)).status).toBe(422)
})

it('takes the code only in the browser that asked for it', async () => {
  const desk = await testOffice()
  const [mine, others] = [await askForCode(desk, desk.as.officer.email), await askForCode(desk, desk.as.legal.email)]
  expect((await enterCode(desk, mine, mine.code, '')).status).toBe(422)
  expect((await enterCode(desk, mine, mine.code, others.browser)).status).toBe(422)
  expect((await enterCode(desk, mine)).status).toBe(303)
})

it('answers an unknown address as a known one, and writes to nobody', async () => {
  const desk = await testOffice()
  const known = await askForCode(desk, desk.as.officer.email)
  const unknown = await askForCode(desk, 'nobody@example.edu.cn')
  const bare = ({ html, id }: typeof known, email: string) =>
    html
      .replaceAll(id, '')
      .replaceAll(email, '')
      .replace(/nonce="[^"]+"/g, '')
  expect(unknown.status).toBe(known.status)
  expect(bare(unknown, 'nobody@example.edu.cn')).toBe(bare(known, desk.as.officer.email))
  expect(unknown.browser).toMatch(/^__Host-asked=[\w-]{43}$/)
  expect(unknown.code).toBe('')
  expect((await enterCode(desk, unknown, '2345-6789')).status).toBe(422)
  expect((await desk.db.select().from(accounts)).some(({ email }) => email === 'nobody@example.edu.cn')).toBe(false)
})

it.each(['', 'x', '李娜', '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e', "' or 1=1 --"])(
  'refuses a code for the request “%s”',
  async (id) => {
    const desk = await testOffice()
    const asked = await askForCode(desk, desk.as.officer.email)
    expect((await enterCode(desk, { ...asked, id })).status).toBe(422)
  }
)

it.each(['', 'x', 'a@b', 'a@u.test, b@u.test', 'a@u.test\r\nBcc: b@u.test', '"a b"@u.test', '<a@u.test>'])(
  'V1.3.11 refuses the address “%s”',
  async (email) => {
    const desk = await testOffice()
    expect((await askForCode(desk, email)).status).toBe(422)
  }
)
