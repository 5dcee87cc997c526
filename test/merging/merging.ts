import { eq } from 'drizzle-orm'
import type { organisations } from '../../src/organisations/table.ts'
import type { people } from '../../src/people/table.ts'
import type { TestOffice } from '../support/office.ts'

/** A change of a record at a version. */
export const changeOf = (json: unknown, version: number) => ({ json, headers: { 'if-match': `"${version}"` } })

/** Merges by the API at the kept entry's present version. */
export async function merge(
  { as }: TestOffice,
  room: 'organisations' | 'people',
  keptId: string,
  json: { otherId: string; take?: object },
  headers: Record<string, string> = {}
): Promise<Response> {
  const version = (await as.officer.get(`/api/${room}/${keptId}`)).headers.get('etag') ?? '"1"'
  const sent = { json, headers: { ...headers, 'if-match': version } }
  return as.officer.send('POST', `/api/${room}/${keptId}/merge`, sent)
}

/** An entry as the database has it. */
export async function rowOf<T extends typeof organisations | typeof people>({ db }: TestOffice, table: T, id: string) {
  const [row] = await db.select().from(table).where(eq(table.id, id))
  return row as T['$inferSelect'] | undefined
}

/** The ids in an answer's list. */
export async function idsIn(answer: Response): Promise<string[]> {
  const said = await answer.json()
  return (Array.isArray(said) ? said : said.items).map(({ id }: { id: string }) => id)
}
