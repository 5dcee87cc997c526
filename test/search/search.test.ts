import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { testOffice } from '../support/office.ts'
import { disclosure, grantedPatent, universityB } from '../support/records.ts'

type Found = { readonly items: { readonly title?: { zh?: string }; readonly name?: { zh?: string } }[] }

/** A register with a few records, and what its lists find. */
async function register() {
  const desk = await testOffice()
  const { as, office } = desk
  for (const title of ['银杏叶提取物', '静音风机叶片', '高温合金'])
    await as.officer.make('/api/achievements', { stateSecret: false, title: { zh: title } })
  await as.officer.make('/api/achievements', {
    ...disclosure,
    title: { zh: '英文标题', en: 'Quietly rotating blades for fans' },
    abstract: { en: 'Détecteur: detects hydrogen leaks (H2) at 20°C.' },
    contributors: [{ name: '顾𬱖', share: 1_000_000 }],
  })
  await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  await as.officer.make('/api/people', { name: { zh: '欧阳𬱖' }, orcid: '0000-0002-1825-0097' })
  await as.officer.make('/api/organisations', universityB)
  return async (room: string, q: string): Promise<string[]> => {
    const answer = await as.officer.get(`/api/${room}?q=${encodeURIComponent(q)}`)
    expect(`${q} ${answer.status}`).toBe(`${q} 200`)
    const { items }: Found = await answer.json()
    return items.map(({ title, name }) => title?.zh ?? name?.zh ?? '').toSorted((a, b) => a.localeCompare(b))
  }
}

it('finds Chinese by one, two and more characters, wherever they stand', async () => {
  const find = await register()
  for (const [typed, found] of [
    ['银', ['银杏叶提取物']],
    ['物', ['银杏叶提取物']], // the last of its run
    ['叶', ['银杏叶提取物', '静音风机叶片']],
    ['叶片', ['静音风机叶片']],
    ['杏叶', ['银杏叶提取物']],
    ['风机叶', ['静音风机叶片']],
    ['静音风机叶片', ['静音风机叶片']],
    ['风机 静音', ['静音风机叶片']],
    ['机静', []],
    ['叶片银杏', []],
  ] as const)
    expect([typed, await find('achievements', typed)]).toEqual([
      typed,
      [...found].toSorted((a, b) => a.localeCompare(b)),
    ])
})

it('finds rare characters outside the basic plane', async () => {
  const find = await register()
  for (const typed of ['顾𬱖', '𬱖']) expect(await find('achievements', typed)).toEqual(['英文标题'])
  for (const typed of ['欧阳𬱖', '阳𬱖', '𬱖']) expect(await find('people', typed)).toEqual(['欧阳𬱖'])
  expect(await find('people', '𬸚')).toEqual([])
})

it('finds English words by their stem, their beginning, in any case and without their accents', async () => {
  const find = await register()
  for (const typed of [
    'blade',
    'BLADES',
    'rotate',
    'rotating bla',
    'quiet',
    'ｈｙｄｒｏｇｅｎ',
    'detecteur',
    'détecteur',
    'H2',
    'leak 20',
  ])
    expect([typed, await find('achievements', typed)]).toEqual([typed, ['英文标题']])
  for (const typed of ['lade', 'blade turbine', 'xblade'])
    expect([typed, await find('achievements', typed)]).toEqual([typed, []])
})

it('finds numbers as people write them', async () => {
  const find = await register()
  for (const typed of [
    '202011472880.4',
    '2020114728804',
    '202011472880',
    '20201147',
    '２０２０１１４７２８８０．４',
    'PAT-2026-0001',
    'pat-2026-0001',
    'F04D',
    'F04D 29/38',
  ])
    expect([typed, await find('patents', typed)]).toEqual([typed, ['一种静音叶片']])
  for (const typed of ['0000-0002-1825-0097', '0000000218250097'])
    expect(await find('people', typed)).toEqual(['欧阳𬱖'])
  expect(await find('organisations', '12200000MB0X000019')).toEqual(['海岚大学'])
  expect(await find('patents', '202011472881')).toEqual([])
})

it('V1.2.4 takes what is typed as words, never as a command', async () => {
  const find = await register()
  for (const typed of [
    '"',
    '""',
    '"银杏',
    "'",
    '*',
    'AND',
    'OR NOT',
    'NEAR(叶 片, 2)',
    'title:叶',
    '{title body}:叶',
    '-叶',
    '^叶',
    '叶*',
    '(',
    ')',
    'a AND',
    'col : x',
    '\\',
    '%',
    '_',
    ';',
    '--',
    "'; drop table people; --",
    '\u0000',
    '😀',
    '(a+)+$',
    'ﬀ',
    'İ',
    'x '.repeat(99),
    '叶'.repeat(200),
  ])
    for (const room of ['achievements', 'patents', 'agreements', 'people', 'organisations']) await find(room, typed)
  expect(await find('people', '欧阳')).toEqual(['欧阳𬱖'])
})

it('follows a record when it is changed', async () => {
  const { as } = await testOffice()
  const { id } = await as.officer.make('/api/people', { name: { zh: '旧名' } })
  await as.officer.send('PUT', `/api/people/${id}`, { json: { name: { zh: '新名' } }, headers: { 'if-match': '"1"' } })
  const count = async (q: string) => (await (await as.officer.get(`/api/people?q=${q}`)).json()).items.length
  expect([await count('旧名'), await count('新名')]).toEqual([0, 1])
})

it('finds for whom an abstract is withheld what was there before the words were parted, by its title', async () => {
  const { as, client } = await testOffice()
  const made = await as.officer.make('/api/achievements', {
    ...disclosure,
    title: { zh: '静音风机叶片', en: 'Quiet blades' },
  })
  await client.execute('delete from search_open')
  const migration = await readFile('drizzle/0004_search_open.sql', 'utf8')
  await client.execute(migration.split('--> statement-breakpoint')[1]!)
  const count = async (q: string) =>
    (await (await as.finance.get(`/api/achievements?q=${encodeURIComponent(q)}`)).json()).items.length
  for (const typed of [made.reference, '静音', '风机叶', '片', 'blade quiet', '叶片 blades'])
    expect([typed, await count(typed)]).toEqual([typed, 1])
  expect(await count('噪声')).toBe(0)
})
