import { achievementOptions, achievementsByIds, getAchievement, visibleAchievements } from '../achievements/queries.ts'
import { say } from '../kernel/text.ts'
import type { Change } from '../history/table.ts'
import { organisationsSince, ownOrganisation } from '../organisations/queries.ts'
import { organisationChoices } from '../organisations/views.tsx'
import type { C } from '../web/env.ts'
import { valuesOf } from '../web/form-page.tsx'
import type { Sent } from '../web/forms.ts'
import type { Choice } from '../web/kit/index.ts'
import type { Says } from '../web/said-changes.ts'
import { chosenRows } from './form.tsx'
import type { PatentRow } from './queries.ts'
import { sayOffice } from './views.tsx'

const chosenOf = (sent: Sent, group: string): string[] =>
  Array.from({ length: sent.rows(group) }, (_, i) => sent.get(`${group}.${i}.id`) ?? '')

/** The achievements to choose from; what is chosen already is always among them. */
async function achievementChoices(c: C, chosen: readonly string[]): Promise<Choice[]> {
  const { ctx, t } = c.var
  const listed = await achievementOptions(ctx)
  const missing = chosen.filter((id) => !listed.some((option) => option.id === id)).slice(0, 100)
  const more = await achievementsByIds(ctx, ctx.actor.officeId ?? '', missing)
  return [...listed, ...more].map(({ id, reference, title }) => ({
    value: id,
    label: `${reference} ${say(title, t.locale).text}`,
  }))
}

/** What the form chooses from. */
export async function fieldsFor(c: C, sent: Sent, before: PatentRow | null) {
  const held = [...(before?.applicants ?? []), ...(before?.patentees ?? [])].map((holder) => holder.organisationId)
  const linked = (before?.achievements ?? []).map(({ id }) => id)
  return {
    before,
    organisations: await organisationChoices(c, [
      ...new Set([...chosenOf(sent, 'applicants'), ...chosenOf(sent, 'patentees'), ...held]),
    ]),
    achievements: await achievementChoices(c, [...new Set([...chosenOf(sent, 'achievements'), ...linked])]),
  }
}

/** What a new form begins with: the office's own institution, and what an achievement already says of its patent. */
export async function beginning(c: C) {
  const { ctx } = c.var
  const achievementId = c.req.query('achievement')
  const from = achievementId === undefined ? null : await getAchievement(ctx, achievementId)
  const own = await ownOrganisation(ctx)
  const made = (from?.contributors ?? []).filter(({ role }) => role === 'completion')
  return valuesOf({
    officeCode: 'CN',
    status: 'preparing',
    ...(own !== null && chosenRows('applicants', [own.id])),
    ...(from !== null && {
      'title.zh': from.title.zh,
      'title.en': from.title.en,
      inventors: made.map(({ name }) => name).join('\n'),
      ...chosenRows('achievements', [from.id]),
    }),
  })
}

/** History keeps ids of holders and achievements; here they get their names, as far as the reader may know them. */
export async function sayings(c: C, p: PatentRow, named: readonly Change[]): Promise<Says> {
  const { ctx, t } = c.var
  const idsOf = (...fields: string[]) =>
    named
      .filter(({ field }) => fields.includes(field))
      .flatMap(({ from, to }) => [from, to].flat().filter((id): id is string => typeof id === 'string'))
  const known = await organisationsSince(ctx, p.officeId, [...new Set(idsOf('applicants', 'patentees'))])
  const linked = await visibleAchievements(ctx, [...new Set(idsOf('achievements'))])
  return (field, value) => {
    if (typeof value !== 'string') return undefined
    if (field === 'officeCode') return sayOffice(t, value)
    if (field === 'achievements') return linked.find(({ id }) => id === value)?.reference ?? t('record.other')
    if (field !== 'applicants' && field !== 'patentees') return undefined
    const entry = known.get(value)
    return entry === undefined ? t('record.other') : say(entry.name, t.locale).text
  }
}
