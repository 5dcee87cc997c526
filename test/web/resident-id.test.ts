import { expect, it } from 'vitest'
import { type Doc, docOf, operationsOf, resolve, sampleOf, type Schema } from '../support/doc.ts'
import { testOffice } from '../support/office.ts'
import { disclosure, firmB } from '../support/records.ts'

/** A printed specimen, as people write it. */
const typed = [
  '11010519491231002X',
  '110105 19491231 002x',
  '110105-1949-1231-002X',
  '１１０１０５１９４９１２３１００２Ｘ',
  '证件11010519491231002X。',
]
const traces = /110105|1949\s*-?\s*1231|002[xX]|１１０１０５/

/** Every body a schema takes, each with one of its texts replaced. */
function withText(doc: Doc, given: Schema, text: string): [at: string, body: unknown][] {
  const schema = resolve(doc, given)
  const choices = schema.oneOf ?? schema.anyOf
  if (choices !== undefined) return choices.flatMap((choice) => withText(doc, choice, text))
  const types = [schema.type].flat()
  if (types.includes('string')) return [['', text]]
  if (types.includes('array'))
    return withText(doc, schema.items!, text).map(([at, one]) => [
      `[]${at}`,
      [one, ...(sampleOf(doc, schema) as unknown[]).slice(1)],
    ])
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    withText(doc, property, text).map(([at, one]): [string, unknown] => [
      `.${name}${at}`,
      { ...(sampleOf(doc, schema) as object), [name]: one },
    ])
  )
}

it('refuses a resident-ID number in every text of every input and never repeats it', async () => {
  const { as, person, office } = await testOffice()
  const all = await person(office.id, ['officer', 'office_head', 'legal'], '全权')
  const reviewer = await person(office.id, ['reviewer'], '评审')
  const doc = await docOf({ ask: as.administrator.send } as never)
  let tried = 0
  for (const { method, path, body, permission } of operationsOf(doc)) {
    if (body === null) continue
    const asker = permission === 'platform.manage' ? as.administrator : permission === 'review.answer' ? reviewer : all
    const at = path.replace(/\{\w+\}/g, '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e')
    const spellings = /\}\//.test(path) ? typed.slice(0, 1) : typed // steps share their few texts
    for (const text of spellings)
      for (const [where, json] of withText(doc, body, text)) {
        const answer = await asker.send(method, at, { json, headers: { 'if-match': '"1"' } })
        const said = await answer.text()
        expect(`${answer.status} ${method} ${path}${where}`).toBe(`422 ${method} ${path}${where}`)
        expect(traces.test(said), `${path}${where} repeats it: ${said}`).toBe(false)
        tried += 1
      }
  }
  expect(tried).toBeGreaterThan(250)
})

it('refuses it as the name of a field, in a query and in an e-mail address', async () => {
  const { as } = await testOffice()
  const [plain] = typed
  const named = await as.officer.send('POST', '/api/people', { json: { name: { zh: '某' }, [plain!]: 1 } })
  const mail = await as.officer.send('POST', '/api/people', {
    json: { name: { zh: '某' }, email: `${plain}@example.org` },
  })
  const asked = await as.officer.get(`/api/patents?office=${plain}&limit=${plain}&sort=${plain}`)
  for (const answer of [named, mail, asked]) {
    expect(answer.status).toBe(422)
    expect(await answer.text()).not.toMatch(traces)
  }
})

it('says why, and lets a credit code pass in its own field', async () => {
  const { as } = await testOffice()
  const refused = await as.officer.send('POST', '/api/achievements', {
    json: { ...disclosure, title: { zh: `作者${typed[0]}` } },
  })
  expect(await refused.json()).toMatchObject({
    errors: [{ path: 'title.zh', message: expect.stringContaining('身份证号码') }],
  })
  // Seventeen digits and a check character: as long as a resident-ID number.
  const made = await as.officer.make('/api/organisations', {
    ...firmB,
    uscc: '１２１０００００４００００６２４Ｄ'.replace('４００００６', '400000６'),
  })
  expect(made.uscc).toBe('12100000400000624D')
})
