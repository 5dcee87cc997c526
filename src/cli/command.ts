import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { Refusal } from '../kernel/errors.ts'
import { fill } from '../kernel/messages.ts'
import { parse } from '../web/issues.ts'

// The command line speaks English alone: to whoever runs the server, not to its users.

/** `hint` stands for the value in the help; an option without it is a switch. */
export type Option = {
  readonly hint?: string
  readonly help: string
  readonly required?: true
  readonly preset?: string
}
export type Given = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | undefined>>
  readonly switches: ReadonlySet<string>
}
/** What a command has to say: to a program, and to a person. `failed`: it ran, and what it looked at is not well. */
export type Outcome = { readonly json: object; readonly lines: readonly string[]; readonly failed?: true }
export type Command = {
  readonly args?: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  readonly run: (given: Given) => Promise<Outcome>
}

/** A command by its words; what it takes and does is loaded when it is asked for, for some need a lot of code. */
export type Entry = { readonly name: string; readonly about: string; readonly load: () => Promise<Command> }

/** The words of the command were wrong; the sentence says what would be right. */
export class WrongWords extends Error {}
/** The words were right, but what they ask for cannot be done. */
export class Problem extends Error {}

const common = { json: { help: 'answer with one JSON object' }, help: { help: 'show this' } }

export function readWords(name: string, command: Command, words: readonly string[], env: Given['env']): Given {
  const known: Readonly<Record<string, Option>> = { ...command.options, ...common }
  const { tokens } = parseArgs({ args: [...words], options: optionsOf(known), strict: false, tokens: true })
  const options: Record<string, string | undefined> = {}
  const switches = new Set<string>()
  const args: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value)
    if (token.kind !== 'option') continue
    const option = known[token.name]
    if (option === undefined) throw new WrongWords(`${name} does not know ${token.rawName}; it takes ${usage(command)}`)
    if (option.hint === undefined) switches.add(token.name)
    // The next option is no value: `--name --locale` forgot one.
    else if (token.value === undefined || (!token.inlineValue && token.value.startsWith('--')))
      throw new WrongWords(`${token.rawName} needs a value: ${token.rawName} ${option.hint}`)
    else options[token.name] = token.value
  }
  const given = { env, args, options: withPresets(known, options), switches }
  if (!switches.has('help')) complete(name, command, given)
  return given
}

const optionsOf = (known: Readonly<Record<string, Option>>) =>
  Object.fromEntries(
    Object.entries(known).map(([name, { hint }]) => [
      name,
      { type: hint === undefined ? 'boolean' : 'string' } as const,
    ])
  )

const withPresets = (known: Readonly<Record<string, Option>>, options: Given['options']): Given['options'] => ({
  ...Object.fromEntries(Object.entries(known).map(([name, { preset }]) => [name, preset])),
  ...options,
})

function complete(name: string, command: Command, { args, options }: Given): void {
  const missing = Object.entries(command.options).filter(([option, { required }]) => required && !options[option])
  const wanted = command.args ?? []
  if (missing.length > 0)
    throw new WrongWords(`${name} needs ${missing.map(([option, { hint }]) => `--${option} ${hint}`).join(' ')}`)
  if (args.length !== wanted.length)
    throw new WrongWords(`${name} takes ${usage(command)}, not ${args.length === 0 ? 'nothing' : args.join(' ')}`)
}

const one = (name: string, { hint, required }: Option): string => {
  const text = hint === undefined ? `--${name}` : `--${name} ${hint}`
  return required ? text : `[${text}]`
}
const usage = (command: Command): string =>
  [
    ...Object.entries(command.options).map(([name, option]) => one(name, option)),
    ...(command.args ?? []),
    '[--json]',
  ].join(' ')

export function help({ name, about }: Entry, command: Command): string {
  const rows = Object.entries({ ...command.options, ...common }).map(
    ([option, { hint, help: text, preset }]: [string, Option]) =>
      [
        `--${option}${hint === undefined ? '' : ` ${hint}`}`,
        preset === undefined ? text : `${text} (${preset})`,
      ] as const
  )
  return [`${name} ${usage(command)}`, about, '', ...columns(rows)].join('\n')
}

/** Two columns, the second straight below itself. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length))
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`)
}

/** The input of an action out of the options; `options` says which option a faulty field came from. */
export function inputOf<S extends z.ZodType>(
  schema: S,
  input: object,
  options: Readonly<Record<string, string>>
): z.output<S> {
  try {
    return parse(schema, input)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const said = error.faults.map(
      ({ path, key, params }) => `${options[String(path[0])] ?? path.join('.')}: ${fill('en', key, params)}`
    )
    throw new WrongWords(said.join('; '))
  }
}
