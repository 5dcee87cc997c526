import { expect, it } from 'vitest'
import { pageRegistry } from '../../src/web/registry.ts'
import { docOf, operationsOf, sampleOf, saidBy } from '../support/doc.ts'
import { type Person } from '../support/office.ts'
import { twoOffices } from '../support/records.ts'

type Records = Awaited<ReturnType<typeof twoOffices>>['recordsA']
const nobodys = '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e'
/** Which record an address speaks of, by its room. */
function recordOf(path: string, records: Records): string {
  const room = path.split('/').find((part) => part !== 'api' && part !== '')
  const kinds = {
    achievements: records.achievement,
    patents: records.patent,
    agreements: records.agreement,
    people: records.person,
    organisations: records.organisation,
    contracts: records.contract,
    merges: records.merge,
    invitations: records.invitation,
    members: path.includes('/invitations/') ? records.invitation : records.member,
    deputies: records.deputy,
    keys: records.key,
    mail: records.letter,
    sign_in_providers: records.provider,
    'sign-in-settings': records.provider,
    account: records.letter, // of nobody's own: a session or passkey belongs to one person alone
  }
  const found = Object.entries(kinds).find(([name]) => name === room)
  if (found === undefined) throw new Error(`say in this test which record ${path} speaks of`)
  return found[1].id
}

it('V8.2.2, V8.4.1 answers for a record of another office exactly as for one of nobody', async () => {
  const { a, b, recordsA, recordsB } = await twoOffices()
  const doc = await docOf(a)
  const all = (desk: typeof a) =>
    desk.person(desk.office.id, ['officer', 'office_head', 'legal', 'finance', 'reviewer'], '全权')
  // What only the platform's administrator opens is about all offices (test/identity/providers/required.test.ts).
  const asked = operationsOf(doc).filter(({ path }) => path.includes('{') && !path.includes('/sign_in_requirements/'))
  const trial = async (person: Person, records: Records): Promise<void> => {
    for (const { method, path, body } of asked) {
      const foreign = recordOf(path, records)
      const ask = async (id: string) => {
        const at = path
          .replace(/\{(?:id|publicId)\}/, id)
          .replace('{form}', 'zh-CN')
          // What lies beside a record is not there where the record is not (test/attachments/rules.test.ts has the rest).
          .replace(/\{(?:documentId|noteId|reviewId)\}/, nobodys)
        const answer = await person.send(method, at, {
          ...(body !== null && { json: sampleOf(doc, body) }),
          headers: { 'if-match': '"1"' },
        })
        return { status: answer.status, said: await saidBy(answer), etag: answer.headers.get('etag') }
      }
      const found = await ask(foreign)
      expect({ path, method, ...found }).toEqual({
        path,
        method,
        ...(await ask(path.includes('publicId') ? 'a'.repeat(12) : nobodys)),
      })
      expect(`${method} ${path}: ${found.status}`).toBe(`${method} ${path}: 404`)
    }
  }
  await trial(await all(a), recordsB)
  await trial(await all(b), recordsA)
})

it('V8.2.2, V8.4.1 shows for a record of another office the page that an address of nobody shows', async () => {
  const { a, recordsB } = await twoOffices()
  const person = await a.person(a.office.id, ['officer', 'office_head', 'legal', 'finance', 'reviewer'], '全权')
  const seen = pageRegistry.filter(
    ({ path, access }) => path.includes(':') && access !== 'public' && access !== 'platform.manage'
  )
  expect(seen.length).toBeGreaterThan(50)
  for (const { method, path } of seen) {
    const ask = async (id: string) => {
      const at = path
        .replace(/:\w+\{[^}]+\}/, 'zh-CN.pdf')
        .replace(/:\w+/, id)
        .replace(/:(?:documentId|noteId)/, nobodys)
      const answer = await person.send(
        method,
        at,
        method === 'POST' ? { form: { _version: '1', remark: '理由', locale: 'zh-CN', form: 'zh-CN' } } : {}
      )
      const text = await answer.text()
      return {
        status: answer.status,
        text: text.replaceAll(id, '').replace(/nonce="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}/g, ''),
      }
    }
    const found = await ask(recordOf(path, recordsB))
    expect({ path, method, ...found }).toEqual({ path, method, ...(await ask(nobodys)) })
    expect(`${found.status} ${method} ${path}`).toBe(`404 ${method} ${path}`)
  }
})
