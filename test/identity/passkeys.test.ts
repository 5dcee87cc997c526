import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { ceremonies, passkeys } from '../../src/identity/table.ts'
import { throttle } from '../../src/identity/throttle.ts'
import { unseal } from '../../src/kernel/secrets.ts'
import { authenticator } from '../support/authenticator.ts'
import { testOffice } from '../support/office.ts'
import { addPasskey, beginNew, beginProof, beginSignIn, sendNew, sendSignIn } from '../support/passkeys.ts'
import { eventsOf } from '../support/records.ts'
import { cookieOf } from '../support/sign-in.ts'

it('signs in with a passkey, once a challenge', async () => {
  const desk = await testOffice()
  const key = await addPasskey(desk, desk.as.officer)
  const { id, options, browser } = await beginSignIn(desk)
  expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials: [] })
  const answer = key.use(options)
  const entered = await sendSignIn(desk, id, answer, browser)
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/people'])
  const cookie = cookieOf(entered, '__Host-sid')!
  expect((await desk.ask('GET', '/people', { headers: { cookie } })).status).toBe(200)
  expect((await sendSignIn(desk, id, answer, browser)).status).toBe(422)
  const [kept] = await desk.db.select().from(passkeys)
  expect(kept).toMatchObject({ name: '办公室电脑', counter: 2, lastUsedAt: expect.any(String) })
  expect(await eventsOf(desk, desk.as.officer.accountId)).toContain('account.passkey_added')
})

it('asks the authenticator to know its holder, and for a name of this site', async () => {
  const desk = await testOffice()
  expect((await beginNew(desk, desk.as.officer)).options).toMatchObject({
    rp: { id: 'localhost' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
})

it.each([
  ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['another origin', { origin: 'https://evil.example' }],
  ['another site', { site: 'evil.example' }],
  ['no check of the holder', { verified: false }],
  ['a counter that went back', { counter: 1 }],
])('takes no answer with %s', async (_, odd) => {
  const desk = await testOffice()
  const key = await addPasskey(desk, desk.as.officer)
  const { id, options, browser } = await beginSignIn(desk)
  expect((await sendSignIn(desk, id, key.use(options, odd), browser)).status).toBe(422)
  // Used up although it failed.
  expect((await sendSignIn(desk, id, key.use(options), browser)).status).toBe(422)
})

it.each([
  ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['another origin', { origin: 'https://evil.example' }],
  ['another site', { site: 'evil.example' }],
  ['no check of the holder', { verified: false }],
])('makes no passkey with %s', async (_, odd) => {
  const desk = await testOffice()
  const { id, options } = await beginNew(desk, desk.as.officer)
  expect((await sendNew(desk.as.officer, id, authenticator().make(options, odd))).status).toBe(422)
  expect(await desk.db.select().from(passkeys)).toEqual([])
})

it('takes an answer in the browser that asked alone', async () => {
  const desk = await testOffice()
  const key = await addPasskey(desk, desk.as.officer)
  const [mine, others] = [await beginSignIn(desk), await beginSignIn(desk)]
  for (const browser of ['', others.browser, desk.as.officer.cookie])
    expect((await sendSignIn(desk, mine.id, key.use(mine.options), browser)).status).toBe(422)
  expect((await sendSignIn(desk, mine.id, key.use(mine.options), mine.browser)).status).toBe(303)
})

it('takes an answer for five minutes', async () => {
  const desk = await testOffice()
  const key = await addPasskey(desk, desk.as.officer)
  const [early, late] = [await beginSignIn(desk), await beginSignIn(desk)]
  desk.later(5 * 60_000 - 1_000)
  expect((await sendSignIn(desk, early.id, key.use(early.options), early.browser)).status).toBe(303)
  desk.later(1_000)
  expect((await sendSignIn(desk, late.id, key.use(late.options), late.browser)).status).toBe(422)
})

it('takes the answer to one question for no other', async () => {
  const desk = await testOffice()
  const { officer, legal } = desk.as
  const key = await addPasskey(desk, officer)
  const proof = await beginProof(desk, officer)
  const entry = await beginSignIn(desk)
  const cookies = `${officer.cookie}; ${entry.browser}`
  expect((await sendSignIn(desk, proof.id, key.use(proof.options), cookies)).status).toBe(422)
  const confirmed = await officer.send('POST', '/account/proof', {
    form: { 'proof-to': '/', 'proof-passkey-id': entry.id, 'proof-passkey-answer': key.use(entry.options) },
    headers: { cookie: cookies },
  })
  expect(confirmed.status).toBe(422)
  // Somebody else's session, somebody else's key.
  await addPasskey(desk, legal)
  const theirs = await beginProof(desk, legal)
  const form = { 'proof-to': '/', 'proof-passkey-id': theirs.id, 'proof-passkey-answer': key.use(theirs.options) }
  expect((await legal.send('POST', '/account/proof', { form })).status).toBe(422)
})

it.each(['', '{}', 'null', '[]', '"x"', '{"id":1}', '{"id":"x","response":null}', 'x'.repeat(30_000)])(
  'refuses the answer “%.20s”',
  async (answer) => {
    const desk = await testOffice()
    await addPasskey(desk, desk.as.officer)
    const entry = await beginSignIn(desk)
    expect((await sendSignIn(desk, entry.id, answer, entry.browser)).status).toBe(422)
    const made = await beginNew(desk, desk.as.officer)
    expect((await sendNew(desk.as.officer, made.id, answer)).status).toBe(422)
  }
)

it('asks no network more than 120 times in a quarter of an hour', async () => {
  const desk = await testOffice()
  await desk.write(async (ctx) => {
    for (let i = 0; i < 119; i++) await throttle(ctx, 'passkey:127.0.0.1', 120, 15)
  })
  await beginSignIn(desk)
  expect((await desk.ask('POST', '/api/sign_in/passkey', { json: {} })).status).toBe(429)
})

it('is renamed and removed by its owner, and then signs nobody in', async () => {
  const desk = await testOffice()
  const { officer, legal } = desk.as
  const key = await addPasskey(desk, officer)
  const at = `/account/passkeys/${key.id}`
  for (const path of [at, `${at}/removal`])
    expect((await legal.send('POST', path, { form: { name: '别人的' } })).status).toBe(404)
  expect((await officer.send('POST', at, { form: { name: '手机' } })).status).toBe(303)
  expect(await (await officer.get('/account')).text()).toContain('手机')
  expect((await officer.send('POST', `${at}/removal`, { form: {} })).status).toBe(303)
  const entry = await beginSignIn(desk)
  expect((await sendSignIn(desk, entry.id, key.use(entry.options), entry.browser)).status).toBe(422)
  expect(await eventsOf(desk, officer.accountId)).toEqual(
    expect.arrayContaining(['account.passkey_renamed', 'account.passkey_removed'])
  )
})

it('keeps no challenge readable in the file', async () => {
  const desk = await testOffice()
  const open = [await beginSignIn(desk), await beginNew(desk, desk.as.officer)]
  await desk.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const file = (await readFile(desk.file)).toString('latin1')
  for (const { id, options, browser } of open) {
    expect(file).toContain(id)
    expect(file.includes(options.challenge)).toBe(false)
    if (browser !== '') expect(file.includes(browser.split('=')[1]!)).toBe(false)
  }
  const [row] = await desk.db.select().from(ceremonies)
  expect(await unseal(desk.deps.config.secret, row!.sealed)).toBe(open[0]!.options.challenge)
})
