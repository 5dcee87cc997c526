import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The last number given, per office, prefix and year. */
export const counters = sqliteTable(
  'counters',
  {
    officeId: text().notNull(),
    prefix: text().notNull(),
    year: integer().notNull(),
    value: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.prefix, table.year] })]
)

/** A job's run: at most one a job and slot (the office's day, or a minute). */
export const jobRuns = sqliteTable(
  'job_runs',
  {
    job: text().notNull(),
    /** What the run is for: `2026-11-24` or `<office> 2026-11-24`; a minute for jobs that sweep. */
    slot: text().notNull(),
    startedAt: text().notNull(),
    /** Until then nobody else takes the run up. */
    leaseUntil: text().notNull(),
    finishedAt: text(),
    problem: text(),
  },
  (table) => [primaryKey({ columns: [table.job, table.slot] }), index('job_runs_started').on(table.startedAt)]
)
