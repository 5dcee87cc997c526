import type { Beside } from '../attachments/beside.ts'
import { isOwn } from './policy.ts'
import { type AchievementRow, getAchievement } from './queries.ts'

/** Files and notes beside an achievement; who made it may add some. */
export const shelf: Beside<AchievementRow> = {
  kind: 'achievement',
  room: 'achievements',
  read: 'achievement.read',
  edit: 'achievement.edit',
  get: getAchievement,
  title: ({ title }) => title,
  own: isOwn,
}
