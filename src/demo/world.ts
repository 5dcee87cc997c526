import { AchievementQuery, listAchievements } from '../achievements/queries.ts'
import { askForReview } from '../achievements/reviews/actions.ts'
import { finishRenditions } from '../issuing/finishing.ts'
import { transaction } from '../db/transaction.ts'
import { makeLink } from '../identity/codes.ts'
import { nameDeputy } from '../identity/deputies/actions.ts'
import { importRows } from '../imports/actions.ts'
import { planNasa } from '../imports/nasa.ts'
import { system } from '../kernel/actor.ts'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import type { Role } from '../kernel/permissions.ts'
import type { Text } from '../kernel/text.ts'
import { sendDue } from '../mail/send.ts'
import { createOffice, inviteColleague, inviteEnterprise } from '../offices/actions.ts'
import { listOffices } from '../offices/queries.ts'
import { createPerson } from '../people/actions.ts'
import { createOrganisation, editOrganisation } from '../organisations/actions.ts'
import { nameKey } from '../organisations/organisation.ts'
import { organisationsByName } from '../organisations/queries.ts'
import type { FontSource } from '../pdf/fonts.ts'
import { openGovernment } from '../platform/actions.ts'
import type { Config } from '../kernel/config.ts'
import { wangchuanDisclosures, yunxiDisclosures } from './achievements.ts'
import {
  administrator,
  colleague,
  government,
  harrow,
  offices,
  type PartnerKey,
  partners,
  type Player,
} from './cast.ts'
import { deals, wangchuanDeals } from './deals.ts'
import { disclose, enter, negotiate } from './desk.ts'
import { fileAway, verify } from './papers.ts'
import { join } from './people.ts'
import portfolio from './portfolio.json' with { type: 'json' }
import { wangchuanRights, yunxiRights } from './rights.ts'
import { as, dayFrom, type Desk, type Stage } from './stage.ts'
import { newStory } from './story.ts'

export type DemoLink = {
  readonly role: Role
  readonly organisation: Text | null
  readonly name: string
  readonly link: string
}
type Given = { readonly config: Config; readonly fonts: FontSource }

/**
 * Plays three years of two universities' offices into an empty database, every step by the action a person would have
 * taken, and ends at `ctx.now`. Returns a sign-in link for somebody of each role. All of it is one transaction: it is
 * there whole or not at all, and quickly.
 */
export function buildWorld(ctx: Ctx, { config, fonts }: Given): Promise<DemoLink[]> {
  return transaction(ctx, async (outer) => {
    const stage: Stage = {
      outer,
      today: ctx.now,
      site: config,
      fonts,
      story: newStory(),
      actors: new Map(),
      ids: new Map(),
    }
    stage.story.on(1_000, (now) => arrive(stage, 'administrator', { ...administrator, locale: 'zh-CN' }, now, true))
    yunxi(stage)
    wangchuan(stage)
    besides(stage)
    await stage.story.tell(ctx.now, (now) => afterwards({ ...outer, now }, { config, fonts }))
    return links(stage)
  })
}

/** What a commit at that moment would have set going: contracts made, letters on their way. */
async function afterwards(ctx: WriteCtx, { config, fonts }: Given): Promise<void> {
  const due = ctx.afterCommit
  if (due.delete('documents')) await finishRenditions({ ...ctx, actor: system('contracts', null) }, fonts)
  if (due.delete('mail')) await sendDue({ ...ctx, actor: system('mail', null) }, { config, clock: () => ctx.now })
}

async function arrive(
  stage: Stage,
  key: string,
  who: Pick<Player, 'name' | 'email' | 'locale'>,
  now: string,
  first = false
): Promise<void> {
  const ctx: WriteCtx = { ...stage.outer, locale: who.locale, now }
  const actor = await join(ctx, stage.site, { ...who, ...(first && { administrator: true as const }) })
  stage.actors.set(key, { actor, locale: who.locale })
  if (actor.personId !== null) stage.ids.set(`person.${actor.name}`, actor.personId)
}

/** Opens an office at `daysAgo`; within the week its people have accepted. */
function found(stage: Stage, name: keyof typeof offices, daysAgo: number): Desk {
  const { office: opened, people, others } = offices[name]
  const [head, ...colleagues] = people
  stage.story.on(daysAgo, async (now) => {
    await createOffice(as(stage, 'administrator', now), stage.site, opened)
  })
  stage.story.on(daysAgo - 0.2, async (now) => {
    await arrive(stage, head.key, head, now)
    await introduce(stage, name, now)
  })
  colleagues.forEach((player, i) => {
    const { name: said, email, role } = player
    if (role === 'government_viewer' || role === 'administrator') return
    stage.story.on(daysAgo - 1 - i / 10, async (now) => {
      await inviteColleague(as(stage, head.key, now), stage.site, { name: said, email, roles: [role] })
    })
    stage.story.on(daysAgo - 3 - i / 2, (now) => arrive(stage, player.key, player, now))
  })
  others.forEach(([person, unit], i) => {
    stage.story.on(daysAgo - 7 - i / 10, async (now) => {
      const organisationId = stage.ids.get(`organisation.${name}`)!
      const known = /\p{Script=Han}/u.test(person) ? { zh: person } : { en: person }
      const { id } = await createPerson(as(stage, people[1].key, now), { name: known, unit, organisationId })
      stage.ids.set(`person.${person}`, id)
    })
  })
  return { stage, name, by: (role) => people.find((player) => player.role === role)!.key }
}

/** The head completes the office's own entry: contracts name a contact for notices. */
async function introduce(stage: Stage, name: keyof typeof offices, now: string): Promise<void> {
  const { office, contact, people } = offices[name]
  const ctx = as(stage, people[0].key, now)
  const key = nameKey(office.name)
  const { id } = (await organisationsByName(ctx, ctx.actor.officeId!, [key])).get(key)!
  const { address, legalRepresentative, uscc } = office
  const own = { kind: 'university', name: office.name, country: 'CN', uscc, address, legalRepresentative } as const
  await editOrganisation(ctx, id, 1, { ...own, contacts: [contact] })
  stage.ids.set(`organisation.${name}`, id)
}

function yunxi(stage: Stage): void {
  const desk = found(stage, 'yunxi', 999)
  Object.entries(partners).forEach(([key, { entry, ...partner }], i) => {
    stage.story.on(990 - i, async (now) => {
      const { id } = await createOrganisation(as(stage, desk.by('officer'), now), {
        ...entry,
        contacts: [...entry.contacts],
      })
      stage.ids.set(`organisation.${key}`, id)
    })
    if (!('member' in partner)) return
    const { member } = partner
    stage.story.on(980 - i, async (now) => {
      const input = { organisationId: stage.ids.get(`organisation.${key}`)!, name: member.name, email: member.email }
      await inviteEnterprise(as(stage, desk.by('office_head'), now), stage.site, input)
    })
    stage.story.on(978 - i, (now) => arrive(stage, member.key, member, now))
    verify(desk, key as PartnerKey, 977 - i)
  })
  for (const disclosure of yunxiDisclosures) disclose(desk, disclosure)
  for (const right of yunxiRights) enter(desk, right)
  fileAway(desk)
  for (const deal of deals) negotiate(desk, deal)
}

/** A young office: its portfolio is NASA's, taken in as a file; it has one right and a few dealings of its own. */
function wangchuan(stage: Stage): void {
  const desk = found(stage, 'wangchuan', 450)
  stage.story.on(440, async (now) => {
    const ctx = as(stage, desk.by('officer'), now)
    stage.ids.set('organisation.harrow', (await createOrganisation(ctx, harrow)).id)
    const rows = portfolio.rows.map((cells, i) => ({ row: i + 2, cells: cells as Readonly<Record<string, string>> }))
    const officeId = ctx.actor.officeId!
    await importRows({ ...ctx, actor: system('import', officeId) }, officeId, planNasa(rows, stage.today.slice(0, 10)))
  })
  for (const disclosure of wangchuanDisclosures) disclose(desk, disclosure)
  for (const right of wangchuanRights) enter(desk, right)
  for (const deal of wangchuanDeals) negotiate(desk, deal)
}

/** An enterprise's own colleague, a reviewer asked, a deputy for the holidays, and who looks at the numbers from outside. */
function besides(stage: Stage): void {
  stage.story.on(400, async (now) => {
    const { name: said, email } = colleague
    const input = { name: said, email, roles: ['enterprise_member' as const] }
    await inviteColleague(as(stage, partners.jingling.member.key, now), stage.site, input)
  })
  stage.story.on(398, (now) => arrive(stage, colleague.key, colleague, now))
  stage.story.on(200, async (now) => {
    const ctx = as(stage, 'administrator', now)
    const input = { name: government.name, viewerName: government.viewer.name, viewerEmail: government.viewer.email }
    await openGovernment(ctx, stage.site, { ...input, offices: (await listOffices(ctx)).map(({ id }) => id) })
  })
  stage.story.on(198, (now) => arrive(stage, government.viewer.key, government.viewer, now))
  stage.story.on(0.4, async (now) => {
    const ctx = as(stage, 'ouyang.fan', now)
    const [a] = (await listAchievements(ctx, AchievementQuery.parse({ state: 'evaluation' }))).items
    const reviewerId = stage.actors.get('bo.lin')!.actor.membershipId!
    if (a !== undefined) await askForReview(ctx, a.id, { reviewerId, dueOn: dayFrom(stage, 21) })
  })
  stage.story.on(0.3, async (now) => {
    const [absentId, deputyId] = ['he.jing', 'ouyang.fan'].map((key) => stage.actors.get(key)!.actor.membershipId!)
    const ctx = as(stage, 'he.jing', now)
    const days = { fromDay: dayFrom(stage, 30), toDay: dayFrom(stage, 40) }
    await nameDeputy(ctx, ctx.actor.officeId!, { absentId: absentId!, deputyId: deputyId!, ...days })
  })
}

async function links(stage: Stage): Promise<DemoLink[]> {
  const players = [
    { ...administrator, role: 'administrator' as const, organisation: null },
    ...Object.values(offices).flatMap(({ office, people }) =>
      firstOfEach(people).map((player) => ({ ...player, organisation: office.name }))
    ),
    ...Object.values(partners).flatMap((partner) =>
      'member' in partner ? [{ ...partner.member, organisation: partner.entry.name }] : []
    ),
    { ...colleague, organisation: partners.jingling.entry.name },
    { ...government.viewer, organisation: government.name },
  ]
  const made: DemoLink[] = []
  for (const { role, organisation, name, email } of players) {
    const ctx = { ...stage.outer, now: stage.today }
    const link = await makeLink(ctx, stage.site, { email, invitationId: null, minutes: 1_440 })
    made.push({ role, organisation, name, link })
  }
  return made
}

const firstOfEach = (people: readonly Player[]): Player[] =>
  people.filter((player, i) => people.findIndex(({ role }) => role === player.role) === i)
