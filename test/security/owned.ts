import type { Desk } from '../support/records.ts'

/** The ids of an organisation's rows, by table. */
export type Owned = ReadonlyMap<string, readonly string[]>

const idColumns = ['id', 'public_id'] as const
/** Columns that say whose a row is; of two the first counts. */
const ownerColumns = ['office_id', 'tenant_id', 'account_id', 'membership_id'] as const

/** Every table and its columns, as the database has them. */
export async function columnsOf({ client }: Desk): Promise<Map<string, string[]>> {
  const { rows } = await client.execute(
    `select m.name as name, c.name as col from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'`
  )
  const found = new Map<string, string[]>()
  for (const row of rows) {
    const name = row['name'] as string
    found.set(name, [...(found.get(name) ?? []), row['col'] as string])
  }
  return found
}

/** All that organisations own, from every table that says whose a row is: a new one is found by itself. */
export async function ownedBy(desk: Desk, tenantIds: readonly string[]): Promise<Owned> {
  const list = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join()
  const values = async (sql: string): Promise<string[]> => {
    const { rows } = await desk.client.execute(sql)
    return rows.map((row) => row[0] as string)
  }
  const accounts = await values(`select account_id from memberships where tenant_id in (${list(tenantIds)})`)
  const memberships = await values(`select id from memberships where tenant_id in (${list(tenantIds)})`)
  const found = new Map<string, string[]>([
    ['tenants', [...tenantIds]],
    ['accounts', accounts],
  ])
  for (const [table, columns] of await columnsOf(desk)) {
    const id = idColumns.find((one) => columns.includes(one))
    const owner = ownerColumns.find((one) => columns.includes(one))
    if (id === undefined || owner === undefined) continue
    const owners = owner === 'account_id' ? accounts : owner === 'membership_id' ? memberships : tenantIds
    const ids = await values(`select ${id} from "${table}" where ${owner} in (${list(owners)}) order by rowid`)
    if (ids.length > 0) found.set(table, ids)
  }
  return found
}

/** Words of addresses that are not the name of their table. */
const nouns: Readonly<Record<string, string>> = {
  members: 'memberships',
  keys: 'api_keys',
  mail: 'outbox',
  attachments: 'documents',
  sign_in_providers: 'sign_in_providers',
  'sign-in-settings': 'sign_in_providers',
}

/** Which ids an address under this word may speak of: those of its table, or for an unknown word one of every table. */
export function candidates(word: string, owned: Owned): string[] {
  const own = owned.get(nouns[word] ?? word)
  if (own !== undefined) return own.slice(0, 1)
  return [...owned.values()].flatMap((ids) => ids.slice(0, 1))
}

/** An id like the one given which nobody has. */
export const nobodysLike = (id: string): string =>
  /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e' : 'a'.repeat(id.length)

export const tableOf = (id: string, owned: Owned): string | undefined =>
  [...owned].find(([, ids]) => ids.includes(id))?.[0]
