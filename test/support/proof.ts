import { parsed } from '../web/kit.ts'
import { formOf } from './html.ts'
import type { Person } from './office.ts'
import type { Desk } from './records.ts'
import { letterTo } from './sign-in.ts'

/** Longer than a proof holds, shorter than a session may idle. */
export const proofOver = 11 * 60_000

/** Confirms by mailed code that it is them: a fresh proof for whom one is needed late in a test. */
export async function proveAgain(desk: Desk, person: Person): Promise<void> {
  const asked = await confirm(desk, person, { 'proof-to': '/' })
  if (asked.status !== 303) throw new Error(`proving: ${asked.status}`)
}

/** Goes through the page that asks for a proof, from the fields it holds, with the mailed code. */
export async function confirm(desk: Desk, person: Person, fields: Record<string, string>): Promise<Response> {
  const page = parsed(await (await person.send('POST', '/account/proof', { form: fields })).text())
  const { code } = (await letterTo(desk, person.email))!
  return person.send('POST', '/account/proof', { form: { ...formOf(page), 'proof-code': code } })
}
