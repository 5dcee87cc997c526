import { attachmentRoutes } from '../attachments/routes.ts'
import { z } from 'zod'
import { historyOf } from '../history/queries.ts'
import { refuse } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { page } from '../web/list.ts'
import { api, body, json, route } from '../web/registry.ts'
import { HistoryList, historyOut } from '../web/history.ts'
import { stepRoutes } from '../web/steps.ts'
import { seen, seenAs } from '../web/seen.ts'
import { etag, IfMatch, version } from '../web/versions.ts'
import { shelf } from './beside.ts'
import { Achievement, AchievementChange, AchievementItem, NewAchievement } from './achievement.ts'
import { advanceAchievement, createAchievement, editAchievement } from './actions.ts'
import { AchievementQuery, getAchievement, listAchievements } from './queries.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { achievementSteps } from './steps.ts'

const WithId = z.object({ id: Id })
const withholdable = [
  'abstract',
  'keywords',
  'earlierDisclosure',
  'thirdPartyRights',
  'contributors',
  'remark',
] as const
const tags = ['achievements']

const list = route({
  method: 'get',
  path: '/',
  tags,
  permission: 'achievement.read',
  request: { query: AchievementQuery.strict() },
  responses: { 200: json(page(AchievementItem, 'AchievementPage'), 'One page of the achievements') },
})
const read = route({
  method: 'get',
  path: '/{id}',
  tags,
  permission: 'achievement.read',
  request: { params: WithId },
  responses: { 200: json(seenAs(Achievement, withholdable), 'The achievement') },
})
const create = route({
  method: 'post',
  path: '/',
  tags,
  permission: 'achievement.create',
  request: { headers: IdempotencyKey, body: body(NewAchievement) },
  responses: { 201: json(Achievement, 'Filed as a draft') },
})
const edit = route({
  method: 'put',
  path: '/{id}',
  tags,
  permission: 'achievement.edit',
  request: { params: WithId, headers: IfMatch, body: body(AchievementChange) },
  responses: { 200: json(Achievement, 'Changed') },
})
const story = route({
  method: 'get',
  path: '/{id}/history',
  tags,
  permission: 'achievement.read',
  request: { params: WithId },
  responses: { 200: json(HistoryList, 'Every change, oldest first') },
})

const Items = z.array(AchievementItem)

export const achievementRoutes = api()
  .openapi(list, async (c) => {
    const { items, nextCursor } = await listAchievements(c.var.ctx, c.req.valid('query'))
    return c.json({ items: Items.parse(items), nextCursor }, 200)
  })
  .openapi(read, async (c) => {
    const achievement = await getAchievement(c.var.ctx, c.req.valid('param').id)
    c.header('etag', etag(achievement.version))
    return c.json(seen(Achievement, achievement), 200)
  })
  .openapi(create, (c) =>
    created(c, Achievement, '/api/achievements', (ctx) => createAchievement(ctx, c.req.valid('json')))
  )
  .openapi(edit, async (c) => {
    const changed = await editAchievement(c.var.ctx, c.req.valid('param').id, version(c), c.req.valid('json'))
    c.header('etag', etag(changed.version))
    return c.json(Achievement.parse(changed), 200)
  })
  .openapi(story, async (c) => {
    const { id, withheld } = await getAchievement(c.var.ctx, c.req.valid('param').id)
    // The office's remarks stand in it.
    if (withheld.includes('remark')) throw refuse('forbidden', 'error.forbidden')
    return c.json(historyOut(c.var.t, await historyOf(c.var.ctx, id), withheld), 200)
  })

achievementRoutes.route('/', stepRoutes(achievementSteps, Achievement, 'achievements', advanceAchievement))
achievementRoutes.route('/', reviewRoutes)
achievementRoutes.route('/', attachmentRoutes(shelf))
