import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { requirements } from './requirements.ts'

type Title = { readonly file: string; readonly title: string; readonly ids: readonly string[] }

// A title in quotes, after the word that begins a test or on a line of its own.
const quoted = /(?:(?:it|describe)\(|\)\(|^\s+)(['"`])((?:ASVS \d|V\d+\.\d|[^'"`\n]*\(ASVS \d)[^\n]*?)\1/gm
/** The numbers a title names: `V1.2.3, V1.2.4 …`, `ASVS 1.2.3, 1.3: …` (1.3 stands for all of it). */
function idsIn(title: string): string[] {
  const ours = [...title.matchAll(/\bV(\d+\.\d+\.\d+)/g)].map(([, id = '']) => id)
  const lists = [...title.matchAll(/\bASVS ((?:\d+\.\d+(?:\.\d+)?(?:, )?)+)/g)].flatMap(([, list = '']) =>
    list.split(', ')
  )
  return [...ours, ...lists.filter((id) => id !== '')]
}

/** Every test of the product whose title names a requirement. */
export function titles(): Title[] {
  return globSync('test/**/*.test.{ts,tsx}')
    .toSorted()
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(quoted)].map(([, , title = '']) => ({ file, title, ids: idsIn(title) }))
    )
}

export const covers = (named: string, id: string): boolean => named === id || id.startsWith(`${named}.`)

/** The list of requirements and their tests, as it stands in README.md beside this file. */
export function readme(): string {
  const known = titles()
  const plain = (title: string): string =>
    title
      .replace(/^(?:V\d+\.\d+\.\d+,? )+|^ASVS [\d., ]+: | \(ASVS [\d., ]+\)$/g, '')
      .replaceAll('|', '\\|')
      .replaceAll('\\\\', '\\')
  const rows = requirements.map(({ id, level, what, apart }) => {
    const tests = known.filter(({ ids }) => ids.some((named) => covers(named, id)))
    const said = tests.map(({ file, title }) => `\`${file.replace('test/', '')}\`: ${plain(title)}`)
    return `| ${id} | ${level} | ${what} | ${apart ?? said.join('<br>')} |`
  })
  return [
    '# What is tested of OWASP ASVS 5.0.0',
    '',
    'Made by `node test/security/readme.ts` from `requirements.ts` and the titles of the tests; change those. The requirements are in our words; those that do not apply here (passwords, GraphQL, WebSockets, WebRTC and others) are left out.',
    '',
    '| id | level | requirement | test in `test/`, or why there is none |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

if (process.argv[1]?.endsWith('readme.ts')) writeFileSync('test/security/README.md', readme())
