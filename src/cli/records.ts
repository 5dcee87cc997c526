import { createKey, administratorLink } from '../identity/actions.ts'
import { makeLink } from '../identity/codes.ts'
import { accountByEmail, hasAdministrator, openInvitation } from '../identity/queries.ts'
import { Email } from '../kernel/email.ts'
import { transaction } from '../db/transaction.ts'
import { createOffice } from '../offices/actions.ts'
import { NewKey, NewOffice } from '../offices/office.ts'
import { createPerson } from '../people/actions.ts'
import { NewPerson } from '../people/person.ts'
import { z } from 'zod'
import { type Command, inputOf, Problem, WrongWords } from './command.ts'
import { officeOf, withDesk } from './desk.ts'

const office = { hint: '<id or name>', help: 'the office, by id, credit code or name', required: true } as const
/** Only what was given: an empty option counts as none. */
const given = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))
const textOf = (zh: string | undefined, en: string | undefined) => given({ zh, en })
const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

export const officeCreate: Command = {
  options: {
    'name-zh': { hint: '<name>', help: 'Chinese name; this or the English one is needed' },
    'name-en': { hint: '<name>', help: 'English name' },
    uscc: { hint: '<code>', help: 'unified social credit code of the university' },
    'head-name': { hint: '<name>', help: 'its head', required: true },
    'head-email': { hint: '<address>', help: 'where the invitation goes', required: true },
    zone: { hint: '<zone>', help: 'IANA time zone', preset: 'Asia/Shanghai' },
    locale: { hint: '<locale>', help: 'zh-CN or en', preset: 'zh-CN' },
  },
  run: async ({ env, options }) => {
    const { zone, locale, uscc } = options
    const input = inputOf(
      NewOffice,
      given({
        name: textOf(options['name-zh'], options['name-en']),
        uscc,
        headName: options['head-name'],
        headEmail: options['head-email'],
        zone,
        locale,
      }),
      {
        name: '--name-zh or --name-en',
        uscc: '--uscc',
        headName: '--head-name',
        headEmail: '--head-email',
        zone: '--zone',
        locale: '--locale',
      }
    )
    return withDesk(env, { makes: true, secret: true }, async ({ ctx, config }) => {
      const { id, name } = await createOffice(ctx, config, input)
      return {
        json: { id, name, headEmail: input.headEmail },
        lines: [
          `office ${id} ${name.zh ?? name.en}`,
          `The server mails the invitation to ${input.headEmail}; link --email ${input.headEmail} prints it here.`,
        ],
      }
    })
  },
}

export const personCreate: Command = {
  options: {
    office,
    name: { hint: '<name>', help: 'Chinese or English', required: true },
    'name-en': { hint: '<name>', help: 'English beside a Chinese one' },
    email: { hint: '<address>', help: 'address' },
    orcid: { hint: '<id>', help: 'ORCID iD' },
    unit: { hint: '<unit>', help: 'school or laboratory' },
  },
  run: async ({ env, options }) => {
    const { email, orcid, unit, name = '' } = options
    const named = isHan(name) ? textOf(name, options['name-en']) : textOf(undefined, options['name-en'] ?? name)
    const input = inputOf(NewPerson, given({ name: named, email, orcid, unit }), {
      name: '--name',
      email: '--email',
      orcid: '--orcid',
      unit: '--unit',
    })
    return withDesk(env, {}, async (desk) => {
      const { ctx } = await officeOf(desk.ctx, options['office']!)
      const { id, reference } = await createPerson(ctx, input)
      return { json: { id, reference, name: input.name }, lines: [`person ${reference} ${name} (${id})`] }
    })
  },
}

export const keyCreate: Command = {
  options: {
    office,
    name: { hint: '<name>', help: 'what it is for', required: true },
    roles: { hint: '<a,b>', help: 'officer, office_head, legal, finance, inventor', required: true },
    days: { hint: '<number>', help: 'until it ends', preset: '365' },
  },
  run: async ({ env, options }) => {
    const { name, days, roles } = options
    const input = inputOf(
      NewKey,
      { name, days, roles: roles!.split(',').map((role) => role.trim()) },
      {
        name: '--name',
        days: '--days',
        roles: '--roles',
      }
    )
    return withDesk(env, {}, async (desk) => {
      const { ctx, office: of } = await officeOf(desk.ctx, options['office']!)
      const { key } = await createKey(ctx, { tenantId: of.id, ...input })
      return { json: { key, office: of.id, name: input.name, roles: input.roles, days: input.days }, lines: [key] }
    })
  },
}

export const link: Command = {
  options: {
    email: { hint: '<address>', help: 'of an account or an open invitation' },
    administrator: { help: 'for the first administrator, while there is none' },
    minutes: { hint: '<number>', help: 'until it ends', preset: '60' },
  },
  run: async ({ env, options, switches }) => {
    const first = switches.has('administrator')
    if (first === (options['email'] !== undefined))
      throw new WrongWords('link takes --email <address> or --administrator')
    const { email, minutes } = inputOf(
      z.object({ email: Email.optional(), minutes: z.coerce.number().int().min(1).max(43_200) }),
      given({ email: options['email'], minutes: options['minutes'] }),
      { email: '--email', minutes: '--minutes' }
    )
    return withDesk(env, { secret: true, ...(first && { makes: true as const }) }, async ({ ctx, config }) => {
      const to = first
        ? { email: config.adminEmail, invitationId: administratorLink }
        : { email: email!, invitationId: null }
      if (first && (await hasAdministrator(ctx)))
        throw new Problem('there is an administrator already: link --email <address>')
      const known = first || (await accountByEmail(ctx, to.email)) !== null
      const invitation = known ? null : await openInvitation(ctx, to.email)
      if (!known && invitation === null)
        throw new Problem(`nobody with the address ${to.email} has an account or an open invitation`)
      const target = invitation === null ? to : { email: to.email, invitationId: invitation.id }
      const address = await transaction(ctx, (ctx) => makeLink(ctx, config, { ...target, minutes }))
      return { json: { link: address, email: target.email, minutes }, lines: [address] }
    })
  },
}
