import { expect, it } from 'vitest'
import { authenticator } from '../support/authenticator.ts'
import { universityB } from '../support/records.ts'
import type { Ceremony } from '../support/passkeys.ts'
import { edgeDesk } from './desk.ts'
import { visitor } from './visitor.ts'
import { useWorker } from './worker.ts'

const worker = useWorker()

it('makes and uses a passkey on the edge', async () => {
  const desk = await edgeDesk(worker)
  const { id } = await desk.tenant('office', universityB)
  const officer = visitor(desk.url, (await desk.person(id, ['officer'], '罗宁')).cookie)
  const key = authenticator('https://desk.example.edu.cn')
  const fields = (begun: Ceremony, answer: string) =>
    [
      ['passkey-id', begun.id],
      ['passkey-answer', answer],
      ['name', '办公室电脑'],
    ] as const
  const made = await officer.make<Ceremony>('/api/account/passkeys/ceremonies', {})
  const kept = await officer.ask('POST', '/account/passkeys/new', { form: fields(made, key.make(made.options)) })
  expect([kept.status, kept.headers.get('location')]).toEqual([303, '/account?done=passkey_added'])
  const again = visitor(desk.url)
  const asked = await again.make<Ceremony>('/api/sign_in/passkey', {})
  const entered = await again.ask('POST', '/sign-in/passkey', { form: fields(asked, key.use(asked.options)) })
  expect([entered.status, again.signedIn()]).toEqual([303, true])
  expect((await again.ask('GET', '/people')).status).toBe(200)
})
