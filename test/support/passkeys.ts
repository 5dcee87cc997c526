import type { Person } from './office.ts'
import type { Desk } from './records.ts'
import { type Authenticator, authenticator } from './authenticator.ts'
import { cookieOf } from './sign-in.ts'

export type Ceremony = {
  readonly id: string
  readonly options: {
    readonly challenge: string
    readonly user?: { readonly id: string }
    readonly [more: string]: unknown
  }
}

/** Asks for what the browser must answer, and says which browser asked. */
export async function begin(
  desk: Desk,
  path: string,
  cookie: string
): Promise<Ceremony & { readonly browser: string }> {
  const answer = await desk.ask('POST', path, { json: {}, headers: { cookie } })
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
  const begun = (await answer.json()) as Ceremony
  return { ...begun, browser: cookieOf(answer, '__Host-asked') ?? '' }
}

export const beginNew = (desk: Desk, person: Person) => begin(desk, '/api/account/passkeys/ceremonies', person.cookie)
export const beginSignIn = (desk: Desk) => begin(desk, '/api/sign_in/passkey', '')
export const beginProof = (desk: Desk, person: Person) => begin(desk, '/api/account/proof/passkey', person.cookie)

export const sendNew = (person: Person, id: string, answer: string, name = '办公室电脑') =>
  person.send('POST', '/account/passkeys/new', { form: { name, 'passkey-id': id, 'passkey-answer': answer } })
export const sendSignIn = (desk: Desk, id: string, answer: string, browser: string, next = '/people') =>
  desk.ask('POST', '/sign-in/passkey', {
    form: { 'passkey-id': id, 'passkey-answer': answer, next },
    headers: { cookie: browser },
  })

/** Somebody's new passkey, as they add it on their account page. */
export async function addPasskey(desk: Desk, person: Person): Promise<Authenticator> {
  const key = authenticator()
  const { id, options } = await beginNew(desk, person)
  const { status } = await sendNew(person, id, key.make(options))
  if (status !== 303) throw new Error(`adding a passkey: ${status}`)
  return key
}
