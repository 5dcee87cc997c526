import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { documents } from '../../src/documents/table.ts'
import { newId, sha256Hex } from '../../src/kernel/ids.ts'
import { tenants } from '../../src/organisations/table.ts'
import { testOffice } from '../support/office.ts'

it('wants a file that shows who the enterprise is, and then says by whom and when it was verified', async () => {
  const desk = await testOffice()
  const { organisationId, id } = desk.enterprise
  await desk.unverify(id)
  const path = `/organisations/${organisationId}/verification`
  const page = await (await desk.as.officer.get(path)).text()
  expect(page).toContain('须先上传证明文件')
  expect((await desk.as.officer.send('POST', path, { form: {} })).status).toBe(422)
  await desk.write(({ db, now }) =>
    db.insert(documents).values({
      id: newId(now),
      officeId: desk.office.id,
      tenantId: desk.office.id,
      recordKind: 'organisation',
      recordId: organisationId,
      name: '营业执照.pdf',
      mediaType: 'application/pdf',
      size: 1,
      sha256: sha256Hex('x'),
      backend: 'database',
      createdAt: now,
    })
  )
  expect((await desk.as.officer.send('POST', path, { form: {} })).status).toBe(303)
  const [tenant] = await desk.db.select().from(tenants).where(eq(tenants.id, id))
  expect([tenant!.verifiedBy, tenant!.verifiedAt === null]).toEqual(['欧阳帆', false])
  expect(await (await desk.as.officer.get(path)).text()).toContain('由 欧阳帆 核验')
  expect((await desk.as.officer.send('POST', path, { form: {} })).status).toBe(422)
})
