import { words } from '../kernel/messages.ts'
import { policyLines, sayHolders } from '../offices/policy-words.ts'
import { columns, type Command, WrongWords } from './command.ts'

/** Who may do what, in words: the table the product obeys. */
export const policyPrint: Command = {
  options: { locale: { hint: '<language>', help: 'zh-CN or en', preset: 'en' } },
  run: async ({ options }) => {
    const { locale } = options
    if (locale !== 'en' && locale !== 'zh-CN') throw new WrongWords('--locale is zh-CN or en')
    const t = words(locale)
    const lines = policyLines(t)
    const policy = lines.map(({ permission, act, roles }) => ({
      permission,
      act,
      roles: roles.map(({ role, limit }) => ({ role, ...(limit !== null && { limit }) })),
    }))
    return { json: { policy }, lines: columns(lines.map((line) => [line.act, sayHolders(t, line)])) }
  },
}
