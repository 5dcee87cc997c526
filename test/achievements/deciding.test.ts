import { expect, it } from 'vitest'
import { open, textOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { disclosure, put } from '../support/records.ts'

it('shows the head who made it and with which shares before approving', async () => {
  const desk = await testOffice()
  const { id } = await desk.as.inventor.make('/api/achievements', disclosure)
  await put(desk, 'achievements', id, { state: 'evaluated' })
  const page = await open(desk.as.head, `/achievements/${id}/approval`)
  const rows = [...page.querySelectorAll('.td-decision table tbody tr')].map(textOf)
  expect(rows).toHaveLength(2)
  expect(rows[1]).toContain('顾𬱖')
  expect(rows[1]).toContain('50%')
})
