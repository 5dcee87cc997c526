import type { Client } from '@libsql/client'

// Read by the tables' keys, which is their order.
const holders = (capacity: string) =>
  `(select json_group_array(json_object('organisationId', o.id, 'name', json(o.name))) from patent_holders h
    join organisations o on o.id = h.organisation_id where h.patent_id = p.id and h.capacity = '${capacity}')`
const one = `
  select version, json_object('id', id, 'reference', reference, 'officeCode', office_code, 'kind', kind, 'status', status,
    'title', json(title), 'applicationNumber', application_number, 'patentNumber', patent_number,
    'publicationNumber', publication_number, 'applicants', ${holders('applicant')}, 'patentees', ${holders('patentee')},
    'inventors', json(inventors), 'ipc', json(ipc), 'filingDate', filing_date, 'publicationDate', publication_date,
    'grantDate', grant_date, 'expiryDate', expiry_date, 'achievements', (
      select json_group_array(json_object('id', a.id, 'reference', a.reference, 'title', json(a.title)))
      from patent_achievements l join achievements a on a.id = l.achievement_id where l.patent_id = p.id),
    'source', source, 'sourceReference', source_reference, 'version', version, 'createdAt', created_at,
    'updatedAt', updated_at) as json
  from patents p where id = ? and office_id = ?`

export async function onePatent(client: Client, officeId: string, id: string) {
  const [row] = (await client.execute({ sql: one, args: [id, officeId] })).rows
  return row as unknown as { json: string; version: number }
}

const list = `
  select seq, id, reference, office_code, kind, status, title, application_number, patent_number, filing_date,
    expiry_date, version, created_at
  from patents where office_id = ? order by created_at desc, seq desc limit ?`

/** The first page of `limit` rows; the database holds more. */
export async function listPatents(client: Client, officeId: string, limit: number) {
  const { rows } = await client.execute({ sql: list, args: [officeId, limit + 1] })
  const items = rows.slice(0, limit).map((row) => ({
    id: row['id'],
    reference: row['reference'],
    officeCode: row['office_code'],
    kind: row['kind'],
    status: row['status'],
    title: JSON.parse(row['title'] as string) as unknown,
    applicationNumber: row['application_number'],
    patentNumber: row['patent_number'],
    filingDate: row['filing_date'],
    expiryDate: row['expiry_date'],
    version: row['version'],
    createdAt: row['created_at'],
  }))
  const last = rows[limit - 1]!
  return { items, nextCursor: Buffer.from(JSON.stringify([last['created_at'], last['seq']])).toString('base64url') }
}
