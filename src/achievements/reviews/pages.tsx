import { isOffice } from '../../kernel/actor.ts'
import { sayDate } from '../../kernel/dates.ts'
import { say } from '../../kernel/text.ts'
import type { C } from '../../web/env.ts'
import { back, type FormState, formOn, opened, tryForm } from '../../web/form-page.tsx'
import { given, type Sent, sentOf } from '../../web/forms.ts'
import { show } from '../../web/frame.tsx'
import { parse } from '../../web/issues.ts'
import {
  DateField,
  Facts,
  FieldRow,
  FormBody,
  FormPage,
  Heading,
  Notice,
  RadioField,
  Section,
  SelectField,
  Table,
  TextArea,
} from '../../web/kit/index.ts'
import { pages } from '../../web/registry.ts'
import { recommendations } from '../achievement.ts'
import { getAchievement } from '../queries.ts'
import { answerReview, askForReview, withdrawReview } from './actions.ts'
import { ownReview, reviewersOf, type ReviewRow, reviewsOf } from './queries.ts'
import { NewReview, Opinion } from './review.ts'

const crumbsOf = (c: C, a: { id: string; reference: string }) => [
  { label: c.var.t('achievement.many'), href: '/achievements' },
  { label: a.reference, href: `/achievements/${a.id}` },
]

/** The reviews as they are for the reader, and for the office the way to ask for more. */
async function reviewsPage(c: C, given?: FormState) {
  const { t, ctx } = c.var
  const a = await getAchievement(ctx, c.req.param('id')!)
  const rows = await reviewsOf(ctx, a)
  const office = isOffice(ctx.actor, a.officeId)
  const reviewers = office ? await reviewersOf(ctx, a.officeId) : []
  const { f, notice } = await formOn(c, `/achievements/${a.id}/reviews`, given ?? opened(sentOf(new Map())))
  const said = ({ conflict, recommendation }: ReviewRow) =>
    conflict ? t('review.conflict_stated') : recommendation && t(`review.recommendation.${recommendation}`)
  const form =
    office && a.state === 'evaluation' ? (
      <Section title={t('review.ask')}>
        <p class="td-quiet">{t('review.ask_lead')}</p>
        <FormBody f={f} notice={notice} submit={t('review.ask')}>
          <FieldRow>
            <SelectField
              f={f}
              name="reviewerId"
              label={t('role.reviewer')}
              required
              options={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <DateField f={f} name="dueOn" label={t('review.due')} required />
          </FieldRow>
        </FormBody>
      </Section>
    ) : null
  const body = (
    <>
      <Heading t={t} title={t('review.many')} lead={say(a.title, t.locale).text} crumbs={crumbsOf(c, a)} />
      {rows.length === 0 ? (
        <p class="td-quiet">{t('review.none')}</p>
      ) : (
        <Table<ReviewRow>
          t={t}
          caption={t('review.many')}
          rows={rows}
          columns={[
            {
              key: 'reviewer',
              head: t('role.reviewer'),
              cell: ({ reviewer }) => reviewer ?? t('review.somebody'),
              main: true,
            },
            { key: 'due', head: t('review.due'), cell: ({ dueOn }) => sayDate(dueOn, t.locale), tight: true },
            { key: 'said', head: t('review.recommendation'), cell: (row) => said(row) ?? t('review.open') },
            { key: 'opinion', head: t('review.opinion'), cell: ({ opinion }) => opinion },
            ...(office
              ? [
                  {
                    key: 'act',
                    head: t('member.action'),
                    cell: ({ id, answeredAt }: ReviewRow) =>
                      answeredAt === null && (
                        <form method="post" action={`/achievements/${a.id}/reviews/${id}/withdrawal`} class="td-inline">
                          <button class="btn btn-sm" type="submit">
                            {t('review.withdraw')}
                          </button>
                        </form>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {form}
    </>
  )
  return show(c, { title: t('review.many'), form: f.id, body }, (given ?? { status: 200 as const }).status)
}

const readOpinion = (sent: Sent): object =>
  sent.get('conflict') === 'yes'
    ? { conflict: true }
    : given({
        conflict: sent.get('conflict') === 'no' ? false : undefined,
        recommendation: sent.get('recommendation'),
        opinion: sent.get('opinion'),
      })

/** What a reviewer is asked: the statement first, then the opinion. */
async function opinionPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  const a = await getAchievement(ctx, c.req.param('id')!)
  const mine = await ownReview(ctx, a.id)
  const { f, notice } = await formOn(c, `/achievements/${a.id}/review`, state)
  if (mine.answeredAt !== null)
    return show(c, {
      title: t('review.own'),
      body: (
        <>
          <Heading t={t} title={t('review.own')} lead={say(a.title, t.locale).text} crumbs={crumbsOf(c, a)} />
          <Notice t={t} kind="success" title={t('review.thanks')} />
          <Facts
            t={t}
            facts={[
              { label: t('review.conflict'), value: t(mine.conflict ? 'kit.yes' : 'kit.no') },
              {
                label: t('review.recommendation'),
                value: mine.recommendation && t(`review.recommendation.${mine.recommendation}`),
              },
              { label: t('review.opinion'), value: mine.opinion, wide: true },
            ]}
          />
        </>
      ),
    })
  const body = (
    <FormPage
      f={f}
      notice={notice}
      title={t('review.own')}
      lead={t('review.own_lead', { title: say(a.title, t.locale).text, due: sayDate(mine.dueOn, t.locale) })}
      crumbs={crumbsOf(c, a)}
      submit={t('review.give')}
      cancelHref={`/achievements/${a.id}`}
    >
      <RadioField
        f={f}
        name="conflict"
        label={t('review.conflict')}
        help={t('review.conflict_help')}
        required
        options={[
          { value: 'no', label: t('kit.no') },
          { value: 'yes', label: t('kit.yes') },
        ]}
      />
      <RadioField
        f={f}
        name="recommendation"
        label={t('review.recommendation')}
        options={recommendations.map((value) => ({ value, label: t(`review.recommendation.${value}`) }))}
      />
      <TextArea f={f} name="opinion" label={t('review.opinion')} />
    </FormPage>
  )
  return show(c, { title: t('review.own'), form: f.id, body }, state.status)
}

const idOf = (c: C): string => c.req.param('id')!

export const reviewPages = pages('/achievements')
  .get('/:id/reviews', 'achievement.read', (c) => reviewsPage(c))
  .post('/:id/reviews', 'review.ask', (c) =>
    tryForm(
      c,
      async (sent) => {
        const input = given({ reviewerId: sent.get('reviewerId'), dueOn: sent.get('dueOn') })
        await askForReview(c.var.ctx, idOf(c), parse(NewReview, input))
        return back(c, `/achievements/${idOf(c)}/reviews`, 'invited')
      },
      (state) => reviewsPage(c, state)
    )
  )
  .post('/:id/reviews/:review/withdrawal', 'review.ask', async (c) => {
    await withdrawReview(c.var.ctx, idOf(c), c.req.param('review')!)
    return back(c, `/achievements/${idOf(c)}/reviews`, 'withdrawn')
  })
  .get('/:id/review', 'review.answer', (c) => opinionPage(c, opened(sentOf(new Map()))))
  .post('/:id/review', 'review.answer', (c) =>
    tryForm(
      c,
      async (sent) => {
        await answerReview(c.var.ctx, idOf(c), parse(Opinion, readOpinion(sent)))
        return back(c, `/achievements/${idOf(c)}/review`, 'saved')
      },
      (state) => opinionPage(c, state)
    )
  )
