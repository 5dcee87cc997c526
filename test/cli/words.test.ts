import { readdir, readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { runCli } from '../../src/cli/main.ts'
import { testFolder } from '../support/processes.ts'
import { ask } from './cli.ts'

it.each([
  [[], 'no command was given: take one of office create'],
  [['office'], 'there is no command office: take one of'],
  [['offices', 'create'], 'there is no command offices create'],
  [['office', 'create'], 'needs --head-name <name> --head-email <address>'],
  [['office', 'create', '--head-name', '何敬', '--head-email', 'he'], '--head-email: Not an e-mail address'],
  [['office', 'create', '--nmae-zh', 'x'], 'does not know --nmae-zh; it takes [--name-zh <name>]'],
  [['person', 'create', '--office', '--name', 'x'], '--office needs a value: --office <id or name>'],
  [['key', 'create', '--office', 'x', '--name', 'k', '--roles', 'king'], '--roles: Should be one of: officer'],
  [['key', 'create', '--office', 'x', '--name', 'k', '--roles', 'officer', '--days', '0'], '--days: '],
  [['link'], 'link takes --email <address> or --administrator'],
  [['link', '--administrator', '--email', 'a@example.org'], 'link takes --email <address> or --administrator'],
  [['import', 'nasa', '--office', 'x'], 'takes --office <id or name> <csv> [--json], not nothing'],
  [['import', 'nasa', '--office', 'x', 'a.csv', 'b.csv'], 'not a.csv b.csv'],
  [['backup'], 'backup needs --out <file>'],
  [['contract', 'sample', '--kind', 'lease', '--locale', 'en', '--out', 'x.pdf'], '--kind is one of licence_patent'],
  [['contract', 'sample', '--kind', 'licence_patent', '--locale', 'fr', '--out', 'x'], '--locale is one of zh-CN, en'],
])('says in one sentence what would be right: %j', async (words, sentence) => {
  const { code, out, err } = await runCli(words, { DATA_DIR: await testFolder() })
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(sentence)
  expect(err.split('\n')).toHaveLength(1)
  expect(await ask({}, ...words)).toEqual({ code: 2, error: err, errors: [] })
})

it('explains itself and every command', async () => {
  const { code, out } = await runCli(['--help'], {})
  expect(code).toBe(0)
  const names = [...out.matchAll(/^ {2}(\w+(?: \w+)?) {2}/gm)].map(([, name]) => name!)
  expect(names).toEqual(expect.arrayContaining(['office create', 'migrate', 'import nasa', 'history verify', 'backup']))
  for (const name of names) {
    const own = await runCli([...name.split(' '), '--help'], {})
    expect([own.code, own.out.split('\n')[0]]).toEqual([0, expect.stringMatching(`^${name}`)])
  }
})

it('names a wrong setting', async () => {
  expect(await ask({ DATA_DIR: await testFolder(), PORT: 'x' }, 'migrate')).toMatchObject({
    code: 1,
    error: expect.stringContaining('PORT'),
  })
})

it.each([
  [['person', 'create', '--office', 'x', '--name', 'y']],
  [['history', 'verify']],
  [['backup', '--out', 'b.db']],
])('makes no database where one should be: %j', async (words) => {
  const folder = await testFolder()
  expect(await ask({ DATA_DIR: folder }, ...words)).toMatchObject({
    code: 1,
    error: expect.stringContaining('there is no database at'),
  })
  expect(await readdir(folder)).toEqual([])
})

it('draws the worked example of every kind without a database', async () => {
  const folder = await testFolder()
  const { kinds } = await ask({}, 'contract', 'kinds')
  expect(kinds.map(({ id }: { id: string }) => id)).toEqual(['licence_patent', 'transfer_patent_right'])
  const out = `${folder}/sample.pdf`
  const words = ['contract', 'sample', '--kind', 'licence_patent', '--locale', 'bilingual', '--out', out]
  expect(await ask({ DATA_DIR: folder }, ...words)).toMatchObject({ code: 0, kind: 'licence_patent', file: out })
  expect((await readFile(out)).subarray(0, 5).toString()).toBe('%PDF-')
  expect(await readdir(folder)).toEqual(['sample.pdf'])
})
