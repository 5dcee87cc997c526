import { countsByMonth } from '../achievements/queries.ts'
import { countOpenAgreements, endingAgreements } from '../agreements/queries.ts'
import { holds } from '../kernel/actor.ts'
import { addDays, addMonths, daysBetween, officeDay } from '../kernel/dates.ts'
import { say } from '../kernel/text.ts'
import { countInForce, expiringPatents } from '../patents/queries.ts'
import type { C } from '../web/env.ts'
import type { DateAhead, NumberWithTrend, Point } from '../web/kit/index.ts'
import { relativeDay } from '../web/relative.ts'

/** How far the home page looks ahead, in days. */
const ahead = 90

/** What ends within the next 90 days, soonest first. */
export async function datesAhead(c: C): Promise<DateAhead[]> {
  const { ctx, t } = c.var
  const today = officeDay(ctx.now, ctx.zone)
  const until = addDays(today, ahead)
  const patents = holds(ctx.actor, 'patent.read') ? await expiringPatents(ctx, today, until) : []
  const agreements = holds(ctx.actor, 'agreement.read') ? await endingAgreements(ctx, today, until) : []
  const line = (date: string, label: string, href: string, note: string): DateAhead => ({
    date,
    label,
    href,
    note,
    relative: relativeDay(t, today, date),
    ...(daysBetween(today, date) <= 30 && { tone: 'soon' as const }),
  })
  return [
    ...patents.map((patent) =>
      line(
        patent.expiryDate!,
        t('home.expires', { title: say(patent.title, t.locale).text }),
        `/patents/${patent.id}`,
        patent.reference
      )
    ),
    ...agreements.map((agreement) =>
      line(
        agreement.termEnd!,
        t('home.ends', { title: say(agreement.title, t.locale).text }),
        `/agreements/${agreement.id}`,
        agreement.reference
      )
    ),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1))
}

/** Three numbers with a trend. */
export async function numbersOf(c: C): Promise<NumberWithTrend[]> {
  const { ctx, t } = c.var
  const numbers: NumberWithTrend[] = []
  if (holds(ctx.actor, 'achievement.read')) {
    const trend = await disclosedByMonth(c)
    const year = officeDay(ctx.now, ctx.zone).slice(0, 4)
    const value = trend.filter(({ label }) => label.startsWith(year)).reduce((sum, point) => sum + point.value, 0)
    numbers.push({
      label: t('home.disclosed'),
      value: String(value),
      note: t('home.per_month'),
      href: '/achievements',
      trend,
    })
  }
  if (holds(ctx.actor, 'patent.read')) {
    const count = await countInForce(ctx)
    // Nearly no enterprise holds a patent in the register: nothing is said of what it cannot have.
    if (ctx.actor.officeId !== null || count > 0)
      numbers.push({ label: t('home.patents_in_force'), value: String(count), href: '/patents' })
  }
  if (holds(ctx.actor, 'agreement.read'))
    numbers.push({
      label: t('home.agreements_open'),
      value: String(await countOpenAgreements(ctx)),
      href: '/agreements',
    })
  return numbers
}

/** The last twelve months, months without a disclosure too. */
async function disclosedByMonth(c: C): Promise<Point[]> {
  const { ctx } = c.var
  const thisMonth = `${officeDay(ctx.now, ctx.zone).slice(0, 7)}-01`
  const months = Array.from({ length: 12 }, (_, i) => addMonths(thisMonth, i - 11).slice(0, 7))
  const counts = await countsByMonth(ctx, `${months[0]}-01`)
  return months.map((label) => ({ label, value: counts.get(label) ?? 0 }))
}
