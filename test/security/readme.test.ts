import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { covers, readme, titles } from './readme.ts'
import { requirements } from './requirements.ts'

it('has a test or a reason for every requirement, and a requirement for every test that names one', () => {
  const named = titles().flatMap(({ ids }) => ids)
  expect(named.length).toBeGreaterThan(80)
  const untested = requirements.filter(({ id, apart }) => apart === undefined && !named.some((one) => covers(one, id)))
  expect(untested.map(({ id, what }) => `${id} ${what}`)).toEqual([])
  expect(named.filter((one) => !requirements.some(({ id }) => covers(one, id)))).toEqual([])
})

it('says in README.md what is tested', () => {
  const written = readFileSync('test/security/README.md', 'utf8')
  expect(written === readme(), 'test/security/README.md is out of date; renew it: node test/security/readme.ts').toBe(
    true
  )
})
