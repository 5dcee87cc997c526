import { expect, it } from 'vitest'
import { docOf, operationsOf } from '../support/doc.ts'
import { testDesk } from '../support/office.ts'

const always = [401, 403, 404, 422, 429, 500, 503]
const changing = [400, 409, 413, 415, 507]
const versioned = [412, 428]

it('tells every answer a route may give', async () => {
  for (const { method, path, statuses, parameters } of operationsOf(await docOf(await testDesk()))) {
    const asks = parameters.some(({ name }) => name === 'if-match')
    const refusals = [...always, ...(method === 'GET' ? [] : changing), ...(asks ? versioned : [])]
    const successes = statuses.filter((status) => status < 300)
    expect([method, path, successes.length]).toEqual([method, path, 1])
    expect([method, path, ...statuses.filter((status) => status >= 300)]).toEqual([
      method,
      path,
      ...refusals.toSorted((a, b) => a - b),
    ])
  }
})

it('names the permission of every route, and a version for every change', async () => {
  const operations = operationsOf(await docOf(await testDesk()))
  expect(operations.filter(({ permission }) => typeof permission !== 'string')).toEqual([])
  for (const { method, path, parameters } of operations.filter(({ method }) => method === 'PUT'))
    expect([method, path, parameters.map(({ name }) => name)]).toEqual([
      method,
      path,
      expect.arrayContaining(['if-match']),
    ])
})

it('offers a safe retry wherever a record is made', async () => {
  const operations = operationsOf(await docOf(await testDesk()))
  const offering = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'idempotency-key'))
  const beside = ['achievements', 'agreements', 'organisations', 'patents', 'people'].flatMap((room) => [
    `POST /api/${room}/{id}/attachments`,
    `POST /api/${room}/{id}/notes`,
  ])
  const rooms = offering.map(({ method, path }) => `${method} ${path}`).filter((made) => !beside.includes(made))
  expect(offering.length - rooms.length).toBe(beside.length)
  expect(rooms.toSorted()).toEqual([
    'POST /api/achievements',
    'POST /api/achievements/{id}/reviews',
    'POST /api/agreements',
    'POST /api/agreements/{id}/contracts',
    'POST /api/deputies',
    'POST /api/enterprise_invitations',
    'POST /api/invitations',
    'POST /api/keys',
    'POST /api/offices',
    'POST /api/organisations',
    'POST /api/patents',
    'POST /api/people',
    'POST /api/platform/government',
    'POST /api/sign_in_providers',
  ])
})
