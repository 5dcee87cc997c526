import { createRequire } from 'node:module'

/** What an SQL value looks like in Hrana's JSON. */
type Value =
  | { readonly type: 'null' }
  | { readonly type: 'integer'; readonly value: string }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'blob'; readonly base64: string }

export type Sql = { readonly sql?: string; readonly sql_id?: number }
export type Statement = Sql & {
  readonly args?: readonly Value[]
  readonly named_args?: readonly { readonly name: string; readonly value: Value }[]
}
type Condition =
  | { readonly type: 'ok'; readonly step: number }
  | { readonly type: 'error'; readonly step: number }
  | { readonly type: 'not'; readonly cond: Condition }
  | { readonly type: 'and'; readonly conds: readonly Condition[] }
  | { readonly type: 'or'; readonly conds: readonly Condition[] }
  | { readonly type: 'is_autocommit' }
export type Batch = { readonly steps: readonly { readonly condition?: Condition; readonly stmt: Statement }[] }

type Prepared = {
  safeIntegers(on: boolean): Prepared
  raw(on: boolean): Prepared
  columns(): { readonly name: string; readonly type: string | null }[]
  all(args?: unknown): unknown[][]
  run(args: unknown): { readonly changes: number; readonly lastInsertRowid: number | bigint }
}
type Engine = {
  readonly inTransaction: boolean
  prepare(sql: string): Prepared
  exec(sql: string): void
  pragma(sql: string): void
  close(): void
}

// The engine that @libsql/client itself uses; it is no dependency of ours, so it is found from there.
const client = createRequire(import.meta.url).resolve('@libsql/client')
const Database = createRequire(client)('libsql') as new (file: string) => Engine

const fromValue = (value: Value): unknown => {
  if (value.type === 'null') return null
  if (value.type === 'integer') return BigInt(value.value)
  return value.type === 'blob' ? Buffer.from(value.base64, 'base64') : value.value
}
function toValue(value: unknown): Value {
  if (value === null || value === undefined) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  return { type: 'blob', base64: Buffer.from(value as Uint8Array).toString('base64') }
}

export const problem = (code: string, message: string): Error => Object.assign(new Error(message), { code })
export const problemOf = (error: unknown) => {
  const { code = 'UNKNOWN', message } = error as { code?: string; message: string }
  return { code, message }
}

/** One connection of a client: its place in the file, and what it has prepared. */
export function openStream(file: string) {
  const db = new Database(file)
  db.pragma('foreign_keys=ON')
  const stored = new Map<number, string>()
  const sqlOf = ({ sql, sql_id: id }: Sql): string => {
    const found = sql ?? stored.get(id ?? -1)
    if (found === undefined) throw problem('SQL_STORE', 'unknown sql_id')
    return found
  }
  const one = (sql: string): unknown => db.prepare(sql).raw(true).all()[0]?.[0]

  function execute(statement: Statement) {
    const sql = sqlOf(statement)
    const prepared = db.prepare(sql)
    prepared.safeIntegers(true)
    const named = (statement.named_args ?? []).map(({ name, value }) => [name.replace(/^[:@$]/, ''), fromValue(value)])
    const args = named.length > 0 ? Object.fromEntries(named) : (statement.args ?? []).map(fromValue)
    if (!givesRows(prepared)) {
      const { changes, lastInsertRowid } = prepared.run(args)
      return { cols: [], rows: [], affected_row_count: changes, last_insert_rowid: String(lastInsertRowid) }
    }
    const cols = prepared.columns().map(({ name, type }) => ({ name, decltype: type }))
    const rows = prepared.all(args).map((row) => row.map(toValue))
    const changes = /^\s*(insert|update|delete|replace)/i.test(sql) ? Number(one('select changes()')) : 0
    return { cols, rows, affected_row_count: changes, last_insert_rowid: String(one('select last_insert_rowid()')) }
  }

  /** Runs the steps in turn; `before` is waited for ahead of each. */
  async function batch({ steps }: Batch, before: (sql: string) => Promise<void>) {
    const results: unknown[] = []
    const errors: unknown[] = []
    const holds = (condition: Condition | undefined): boolean => {
      if (condition === undefined) return true
      if (condition.type === 'is_autocommit') return !db.inTransaction
      if (condition.type === 'not') return !holds(condition.cond)
      if (condition.type === 'ok') return results[condition.step] !== null
      if (condition.type === 'error') return errors[condition.step] !== null
      return condition.type === 'and' ? condition.conds.every(holds) : condition.conds.some(holds)
    }
    for (const { condition, stmt } of steps) {
      let [result, error]: unknown[] = [null, null]
      if (holds(condition)) {
        try {
          await before(sqlOf(stmt))
          result = execute(stmt)
        } catch (thrown) {
          error = problemOf(thrown)
        }
      }
      results.push(result)
      errors.push(error)
    }
    return { step_results: results, step_errors: errors }
  }

  return {
    db,
    stored,
    sqlOf,
    execute,
    batch,
    close() {
      if (db.inTransaction) db.exec('ROLLBACK')
      db.close()
    },
  }
}
export type Stream = ReturnType<typeof openStream>

/** Only a statement that gives rows lets itself be read raw. */
function givesRows(prepared: Prepared): boolean {
  try {
    prepared.raw(true)
    return true
  } catch {
    return false
  }
}
