import { z } from 'zod'
import { Id } from '../../kernel/ids.ts'
import { created, IdempotencyKey } from '../../web/creating.ts'
import { api, body, json, route } from '../../web/registry.ts'
import { getAchievement } from '../queries.ts'
import { answerReview, askForReview, withdrawReview } from './actions.ts'
import { reviewsOf } from './queries.ts'
import { NewReview, Opinion, Review } from './review.ts'

const WithId = z.object({ id: Id })
const Made = z.object({ id: Id })
const tags = ['achievements']
/** Without `id` where the reader gets opinions without their authors. */
const Listed = z.object({ items: z.array(Review.partial({ id: true })) })

const list = route({
  method: 'get',
  path: '/{id}/reviews',
  tags,
  permission: 'achievement.read',
  request: { params: WithId },
  responses: { 200: json(Listed, 'The reviews, as far as they are for the reader') },
})
const ask = route({
  method: 'post',
  path: '/{id}/reviews',
  tags,
  permission: 'review.ask',
  request: { params: WithId, headers: IdempotencyKey, body: body(NewReview) },
  responses: { 201: json(Made, 'Asked by mail') },
})
const answer = route({
  method: 'post',
  path: '/{id}/opinion',
  tags,
  permission: 'review.answer',
  request: { params: WithId, body: body(Opinion) },
  responses: { 200: json(Made, 'Given') },
})
const withdraw = route({
  method: 'post',
  path: '/{id}/reviews/{reviewId}/withdrawal',
  tags,
  permission: 'review.ask',
  request: { params: WithId.extend({ reviewId: Id }) },
  responses: { 200: json(Made, 'Taken back') },
})

export const reviewRoutes = api()
  .openapi(list, async (c) => {
    const rows = await reviewsOf(c.var.ctx, await getAchievement(c.var.ctx, c.req.valid('param').id))
    const items = rows.map(({ id, ...row }) => (id === '' ? row : { id, ...row }))
    return c.json(Listed.parse({ items }), 200)
  })
  .openapi(ask, (c) => created(c, Made, null, (ctx) => askForReview(ctx, c.req.valid('param').id, c.req.valid('json'))))
  .openapi(answer, async (c) =>
    c.json(await answerReview(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200)
  )
  .openapi(withdraw, async (c) => {
    const { id, reviewId } = c.req.valid('param')
    return c.json(await withdrawReview(c.var.ctx, id, reviewId), 200)
  })
