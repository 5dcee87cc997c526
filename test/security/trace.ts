import type { Client, InStatement, ResultSet, Transaction } from '@libsql/client'

export type Statement = {
  readonly sql: string
  readonly args: readonly unknown[]
  /** What came back, where the listener keeps it. */
  rows?: string
}

const statementOf = (given: InStatement): Statement =>
  typeof given === 'string' ? { sql: given, args: [] } : { sql: given.sql, args: Object.values(given.args ?? []) }

/**
 * Listens at the driver itself, below everything of ours: what leaves for the database is noted, in and outside of
 * transactions. The client given is changed in place; `stop` gives it back as it was.
 */
export function listen(client: Client, keepRows = false) {
  let heard: Statement[] = []
  const note = (given: InStatement): Statement => {
    const statement = statementOf(given)
    heard.push(statement)
    return statement
  }
  const answered = async (given: InStatement, run: (given: InStatement) => Promise<ResultSet>): Promise<ResultSet> => {
    const statement = note(given)
    const result = await run(given)
    if (keepRows) statement.rows = JSON.stringify(result.rows.map((row) => Object.values(row)))
    return result
  }
  // Of each method's ways of being called, those that drizzle and our store use.
  const execute: (given: InStatement) => ReturnType<Client['execute']> = client.execute.bind(client)
  const batch = client.batch.bind(client)
  const transaction: (mode: 'write') => Promise<Transaction> = client.transaction.bind(client)
  client.execute = (given: InStatement) => answered(given, execute)
  client.batch = (given, mode) => {
    for (const one of given) note(Array.isArray(one) ? { sql: one[0], args: one[1] ?? [] } : one)
    return batch(given, mode)
  }
  client.transaction = async () => {
    const begun = await transaction('write')
    const run: (given: InStatement) => ReturnType<Transaction['execute']> = begun.execute.bind(begun)
    begun.execute = (given: InStatement) => answered(given, run)
    const all = begun.batch.bind(begun)
    begun.batch = (given) => {
      for (const one of given) note(one)
      return all(given)
    }
    return begun
  }
  return {
    /** What was asked of the database since the last look. */
    take(): Statement[] {
      const said = heard
      heard = []
      return said
    },
    stop(): void {
      Object.assign(client, { execute, batch, transaction })
    },
  }
}
export type Listener = ReturnType<typeof listen>
