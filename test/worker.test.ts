import { expect, it } from 'vitest'
import worker from '../src/worker.ts'

const good = {
  SECRET: 'a secret of at least 32 characters',
  PUBLIC_URL: 'https://desk.example.edu.cn',
  DATABASE_URL: 'https://database.example.edu.cn',
  DATABASE_TOKEN: 'the token of the database',
  SMTP_URL: 'smtp://desk:pa55word@mail.example.edu.cn:587',
  MAIL_FROM: 'desk@example.edu.cn',
}
const ASSETS = { fetch: () => Promise.resolve(Response.json({})) }
const execution = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} }
const ask = (settings: Readonly<Record<string, string | undefined>>, url = 'https://desk.example.edu.cn/healthz') =>
  worker.fetch(new Request(url), { ...settings, ASSETS }, execution)

it.each<[Readonly<Record<string, string | undefined>>, RegExp]>([
  [{ SECRET: undefined }, /^SECRET is needed: at least 32 random characters/],
  [{ SECRET: 'too short' }, /^SECRET must have at least 32 characters\n$/],
  [{ PUBLIC_URL: undefined }, /^PUBLIC_URL is needed/],
  [{ PUBLIC_URL: 'http://desk.example.edu.cn' }, /^PUBLIC_URL http:\/\/desk\.example\.edu\.cn must begin with https:/],
  [{ DATABASE_URL: '' }, /^DATABASE_URL is needed/],
  [{ DATABASE_URL: 'file:desk.db' }, /^DATABASE_URL must be a server here, not a file\n$/],
  [{ SMTP_URL: undefined }, /^SMTP_URL is needed/],
  [{ SMTP_URL: undefined, PUBLIC_URL: 'http://localhost:8787' }, /^SMTP_URL is needed/],
  [{ SMTP_URL: 'https://desk:pa55word@mail.example.edu.cn' }, /^SMTP_URL must be an address such as smtp:/],
  [{ MAIL_FROM: undefined }, /^MAIL_FROM is needed/],
])('answers %j by naming it and telling no secret', async (settings, sentence) => {
  const answer = await ask({ ...good, ...settings })
  const said = await answer.text()
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'no-store'])
  expect(said).toMatch(sentence)
  for (const secret of [good.SECRET, 'too short', 'pa55word', good.DATABASE_TOKEN]) expect(said).not.toContain(secret)
})

it('serves with right settings, and with a mailbox of its own where all of it is this very machine', async () => {
  expect((await ask(good)).status).toBe(200)
  const own = { ...good, SMTP_URL: undefined, PUBLIC_URL: 'http://localhost:8787' }
  expect((await ask(own, 'http://localhost:8787/healthz')).status).toBe(200)
})
