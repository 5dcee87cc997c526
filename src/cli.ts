import { columns, type Command, help, type Outcome, Problem, readWords, WrongWords } from './cli/command.ts'
import { contractKinds, contractSample } from './cli/contracts.ts'
import { backup, historyVerify, migrate } from './cli/database.ts'
import { importNasa } from './cli/import.ts'
import { keyCreate, link, officeCreate, personCreate } from './cli/records.ts'
import { SettingError } from './kernel/config.ts'
import { Refusal } from './kernel/errors.ts'
import { fill } from './kernel/messages.ts'

const commands: readonly Command[] = [
  officeCreate,
  personCreate,
  keyCreate,
  link,
  migrate,
  importNasa,
  historyVerify,
  backup,
  contractKinds,
  contractSample,
]

const overview = [
  'npm run cli -- <command>, or node dist/cli.js <command> in scripts',
  '',
  ...columns(commands.map(({ name, about }) => [name, about])),
  '',
  'Each takes --help and --json. Settings come from the environment, as for the server.',
].join('\n')

const words = process.argv.slice(2)
const json = words.includes('--json')

function commandOf(): Command {
  const found = commands.find(({ name }) => name.split(' ').every((word, i) => word === words[i]))
  if (found !== undefined) return found
  const typed = words
    .filter((word) => !word.startsWith('-'))
    .slice(0, 2)
    .join(' ')
  throw new WrongWords(
    `${typed === '' ? 'no command was given' : `there is no command ${typed}`}: take one of ${commands.map(({ name }) => name).join(', ')}`
  )
}

async function run(): Promise<Outcome> {
  const command = commandOf()
  const given = readWords(command, words.slice(command.name.split(' ').length), process.env)
  return given.switches.has('help') ? { json: { help: help(command) }, lines: [help(command)] } : command.run(given)
}

const asked = words[0] === '--help' || words[0] === '-h' || words[0] === 'help'

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

try {
  const outcome = asked ? { json: { help: overview }, lines: [overview] } : await run()
  console.log(json ? JSON.stringify(outcome.json) : outcome.lines.join('\n'))
  if (outcome.failed) process.exitCode = 1
} catch (error) {
  const { code, text, errors } = failure(error)
  if (json) console.log(JSON.stringify({ error: text.split('\n')[0], errors }))
  else console.error(text)
  process.exitCode = code
}
