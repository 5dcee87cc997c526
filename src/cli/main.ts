import { SettingError } from '../kernel/config.ts'
import { Refusal } from '../kernel/errors.ts'
import { fill } from '../kernel/messages.ts'
import { columns, type Entry, type Given, help, type Outcome, Problem, readWords, WrongWords } from './command.ts'

const entries: readonly Entry[] = [
  {
    name: 'office create',
    about: 'Opens an office and invites its head by mail.',
    load: () => import('./records.ts').then(({ officeCreate }) => officeCreate),
  },
  {
    name: 'person create',
    about: "Adds somebody to an office's people; an account comes with an invitation, not from here.",
    load: () => import('./records.ts').then(({ personCreate }) => personCreate),
  },
  {
    name: 'key create',
    about: 'Makes an API key of an office. It is shown once and kept nowhere.',
    load: () => import('./records.ts').then(({ keyCreate }) => keyCreate),
  },
  {
    name: 'link',
    about: 'Prints a one-time link: to sign in, to accept an invitation, or to become the first administrator.',
    load: () => import('./records.ts').then(({ link }) => link),
  },
  {
    name: 'migrate',
    about: "Brings the database to this version's schema: the file in DATA_DIR, or DATABASE_URL with DATABASE_TOKEN.",
    load: () => import('./database.ts').then(({ migrate }) => migrate),
  },
  {
    name: 'policy print',
    about: 'Says in words which role may do what.',
    load: () => import('./policy.ts').then(({ policyPrint }) => policyPrint),
  },
  {
    name: 'import nasa',
    about: 'Takes the NASA technology portfolio (CSV) in as published achievements with their US patents.',
    load: () => import('./import.ts').then(({ importNasa }) => importNasa),
  },
  {
    name: 'history verify',
    about: 'Follows every chain of the history from its first entry. Exit code 1 when one is broken.',
    load: () => import('./database.ts').then(({ historyVerify }) => historyVerify),
  },
  {
    name: 'backup',
    about:
      'Copies the database while the server goes on, and checks the copy. Keep the file DATA_DIR/secret beside it.',
    load: () => import('./database.ts').then(({ backup }) => backup),
  },
  {
    name: 'contract kinds',
    about: 'Lists the kinds of contract.',
    load: () => import('./contracts.ts').then(({ contractKinds }) => contractKinds),
  },
  {
    name: 'contract sample',
    about: 'Writes the worked example of a kind as PDF; needs no database.',
    load: () => import('./contracts.ts').then(({ contractSample }) => contractSample),
  },
]

const overview = [
  'npm run cli -- <command>, or node dist/cli.js <command> in scripts',
  '',
  ...columns(entries.map(({ name, about }) => [name, about])),
  '',
  'Each takes --help and --json. Settings come from the environment, as for the server.',
].join('\n')

function entryOf(words: readonly string[]): Entry {
  const found = entries.find(({ name }) => name.split(' ').every((word, i) => word === words[i]))
  if (found !== undefined) return found
  const typed = words
    .filter((word) => !word.startsWith('-'))
    .slice(0, 2)
    .join(' ')
  const wrong = typed === '' ? 'no command was given' : `there is no command ${typed}`
  throw new WrongWords(`${wrong}: take one of ${entries.map(({ name }) => name).join(', ')}`)
}

async function run(words: readonly string[], env: Given['env']): Promise<Outcome> {
  if (['--help', '-h', 'help'].includes(words[0] ?? '')) return { json: { help: overview }, lines: [overview] }
  const entry = entryOf(words)
  const command = await entry.load()
  const given = readWords(entry.name, command, words.slice(entry.name.split(' ').length), env)
  if (!given.switches.has('help')) return command.run(given)
  const text = help(entry, command)
  return { json: { help: text }, lines: [text] }
}

/** What went wrong, for a person and for a program; anything unforeseen shows where it happened. */
function failure(error: unknown): { code: 1 | 2; text: string; errors: object[] } {
  if (error instanceof WrongWords) return { code: 2, text: error.message, errors: [] }
  if (error instanceof Refusal) {
    const errors = error.faults.map(({ path, key, params, value }) => ({
      path: path.join('.'),
      message: fill('en', key, params),
      value,
    }))
    const all = [fill('en', error.key, error.params), ...errors.map(({ path, message }) => `  ${path}: ${message}`)]
    return { code: 1, text: all.join('\n'), errors }
  }
  const known = error instanceof Problem || error instanceof SettingError
  return { code: 1, text: known ? error.message : String((error as Error).stack ?? error), errors: [] }
}

/** One command: its exit code (2 for wrong words) and what it prints; with --json one object, whatever happens. */
export async function runCli(
  words: readonly string[],
  env: Given['env']
): Promise<{ readonly code: 0 | 1 | 2; readonly out: string; readonly err: string }> {
  const json = words.includes('--json')
  try {
    const outcome = await run(words, env)
    const out = json ? JSON.stringify(outcome.json) : outcome.lines.join('\n')
    return { code: outcome.failed ? 1 : 0, out, err: '' }
  } catch (error) {
    const { code, text, errors } = failure(error)
    return json
      ? { code, out: JSON.stringify({ error: text.split('\n')[0], errors }), err: '' }
      : { code, out: '', err: text }
  }
}
