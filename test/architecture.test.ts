import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'

/** One line of dependence: each folder leans only on those before it. A new folder needs its place here. */
const line = [
  'kernel',
  'db',
  'history',
  'search',
  'documents',
  'mail',
  'pdf',
  'web',
  'attachments',
  'organisations',
  'people',
  'identity',
  'offices',
  'deadlines',
  'achievements',
  'patents',
  'needs',
  'contracts',
  'agreements',
  'issuing',
  'imports',
  'merging',
  'handover',
  'platform',
  'demo',
  'home',
]
/** At the end of the line: what puts the folders together. */
const ends = ['app', 'jobs', 'local', 'node', 'cli', 'server', 'worker', 'build']

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean; readonly own: boolean }
const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.startsWith('src/web/assets/'))

// `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`.
const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g
const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(statement)].map(([, type, to = '', late = '']) => ({
    from,
    to: resolved(from, to || late),
    typeOnly: type !== undefined,
    own: (to || late).startsWith('.'),
  }))
)
function resolved(from: string, to: string): string {
  return to.startsWith('.') ? normalize(join(dirname(from), to)) : to
}
const said = ({ from, to }: Import): string => `${from} → ${to}`

const folderOf = (file: string): string | null => /^src\/([^/]+)\//.exec(file)?.[1] ?? null
const rank = (file: string): number => {
  const folder = folderOf(file)
  return folder === null || ends.includes(folder) ? line.length : line.indexOf(folder)
}

it('gives every folder and every file at the end its place', () => {
  const placed = files.map((file) => folderOf(file) ?? basename(file).replace(/\.tsx?$/, ''))
  expect([...new Set(placed)].filter((name) => ![...line, ...ends].includes(name))).toEqual([])
})

it('lets a folder lean only on those before it', () => {
  const inside = imports.filter(({ to }) => to.startsWith('src/'))
  expect(inside.length).toBeGreaterThan(300)
  expect(inside.filter(({ from, to }) => rank(to) > rank(from)).map(said)).toEqual([])
})

it('takes nothing from outside src but the words, the list of migrations and the version', () => {
  const outside = imports.filter(({ to, own }) => own && !to.startsWith('src/'))
  const allowed = /^templates\/|^drizzle\/meta\/_journal\.json$|^package\.json$/
  expect(outside.filter(({ to }) => !allowed.test(to)).map(said)).toEqual([])
})

/** Beside queries, actions, policies and tables: mechanisms that keep rows of their own. */
const keepers = [
  'src/db/references.ts',
  'src/identity/ceremonies.ts',
  'src/identity/codes.ts',
  'src/identity/session.ts',
  'src/identity/throttle.ts',
  'src/mail/send.ts',
  'src/issuing/finishing.ts',
  'src/web/creating.ts',
  'src/jobs.ts',
]

it('lets nothing but queries, actions and policies touch a table', () => {
  const tables = files.filter((file) => /= sqliteTable\(/.test(readFileSync(file, 'utf8')))
  expect(tables.every((file) => basename(file) === 'table.ts')).toBe(true)
  const touching = imports.filter(({ to, typeOnly }) => tables.includes(to) && !typeOnly).map(({ from }) => from)
  const rooms = /\/(?:queries|actions|policy|table)\.ts$/
  expect([...new Set(touching)].filter((file) => !rooms.test(file) && !keepers.includes(file))).toEqual([])
})

it('keeps the database library out of the kernel and out of routes, pages and rules', () => {
  const drizzle = imports.filter(({ to, typeOnly }) => to.startsWith('drizzle-orm') && !typeOnly)
  const allowed = /\/(?:queries|actions|policy|table)\.ts$|^src\/db\/|^src\/web\/list\.ts$|^src\/home\/health\.ts$/
  expect(drizzle.map(({ from }) => from).filter((file) => !allowed.test(file) && !keepers.includes(file))).toEqual([])
})
