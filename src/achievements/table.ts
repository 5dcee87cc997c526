import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { json, recordColumns } from '../db/columns.ts'
import type { Text } from '../kernel/text.ts'
import type {
  AchievementField,
  Confidentiality,
  ContributorRole,
  EarlierDisclosure,
  FundingSource,
  Recommendation,
  Route,
  ServiceBasis,
  State,
} from './achievement.ts'

export const achievements = sqliteTable(
  'achievements',
  {
    ...recordColumns(),
    state: text().$type<State>().notNull(),
    title: json<Text>().notNull(),
    abstract: json<Text | null>(),
    keywords: json<readonly string[]>().notNull(),
    field: text().$type<AchievementField>(),
    trl: integer(),
    fundingSource: text().$type<FundingSource>(),
    fundingProject: text(),
    stateFunded: integer({ mode: 'boolean' }),
    confidentiality: text().$type<Confidentiality>().notNull(),
    earlierDisclosure: json<EarlierDisclosure | null>(),
    thirdPartyRights: text(),
    serviceBasis: text().$type<ServiceBasis>(),
    route: text().$type<Route>(),
    /** The account that filed it; imported records have none. */
    disclosedBy: text(),
    submittedAt: text(),
    publishedAt: text(),
    /** Whether a patent application is linked that has been filed; patents/ keeps it true. */
    filed: integer({ mode: 'boolean' }).notNull().default(false),
    /** Why it was sent back, rejected, suspended or closed: the last word said on it. */
    remark: text(),
    resumeTo: text().$type<State>(),
    source: text(),
    sourceReference: text(),
  },
  (table) => [
    index('achievements_list').on(table.officeId, table.createdAt, table.seq),
    index('achievements_state').on(table.officeId, table.state, table.createdAt, table.seq),
    index('achievements_updated').on(table.officeId, table.updatedAt, table.seq),
    index('achievements_disclosed').on(table.disclosedBy, table.officeId),
    uniqueIndex('achievements_reference').on(table.officeId, table.reference),
    uniqueIndex('achievements_source').on(table.officeId, table.source, table.sourceReference),
  ]
)

export const achievementContributors = sqliteTable(
  'achievement_contributors',
  {
    achievementId: text().notNull(),
    position: integer().notNull(),
    officeId: text().notNull(),
    personId: text(),
    name: text().notNull(),
    unit: text(),
    role: text().$type<ContributorRole>().notNull(),
    /** In millionths. */
    share: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.achievementId, table.position] }),
    index('contributors_person').on(table.personId, table.achievementId),
  ]
)

/** Somebody from outside was asked for an opinion: what they may read, and what they said. */
export const achievementReviews = sqliteTable(
  'achievement_reviews',
  {
    id: text().primaryKey(),
    officeId: text().notNull(),
    achievementId: text().notNull(),
    reviewerId: text().notNull(),
    askedBy: text().notNull(),
    dueOn: text().notNull(),
    /** The reviewer's statement on a conflict of interest; null until they make it. */
    conflict: integer({ mode: 'boolean' }),
    recommendation: text().$type<Recommendation>(),
    opinion: text(),
    createdAt: text().notNull(),
    answeredAt: text(),
    withdrawnAt: text(),
  },
  (table) => [
    index('achievement_reviews_achievement').on(table.achievementId, table.createdAt),
    index('achievement_reviews_reviewer').on(table.reviewerId, table.officeId),
  ]
)
