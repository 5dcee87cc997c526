import { afterAll, beforeAll } from 'vitest'
import type { Step, Steps } from '../../src/kernel/lifecycle.ts'
import { testOffice, type TestOffice } from './office.ts'

/** A fitting value for everything a step may ask, by its name. */
const answers: Readonly<Record<string, unknown>> = {
  remark: '理由见会议纪要',
  evidence: '公示截图',
  serviceBasis: 'task',
  stateFunded: true,
  screenedForSecrecy: true,
  route: 'patent',
  trl: 5,
  method: 'agreement',
  postedOn: '2026-11-01',
  signedOn: '2026-11-20',
  applicationNumber: '202011472880.4',
  filingDate: '2020-12-14',
  publicationDate: '2021-04-06',
  publicationNumber: 'CN112330675A',
  grantDate: '2022-05-10',
  patentNumber: 'ZL202011472880.4',
}

export function inputOf(step: Step<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(step.input.shape).map((name) => {
      if (!(name in answers)) throw new Error(`say in test/support/lifecycle.ts what fits “${name}”`)
      return [name, answers[name]]
    })
  )
}

/** The moves a table of steps allows, as `from > to`; one that resumes leads wherever it came from. */
export function movesOf(steps: Steps<string>): string[] {
  return Object.values(steps).flatMap((step) => step.from.map((from) => `${from} > ${step.to}`))
}

/** The states that steps lead to from the first one. */
export function reachable(steps: Steps<string>, first: string): string[] {
  const found = new Set([first])
  for (const state of found)
    for (const step of Object.values(steps)) if (step.from.includes(state) && step.to !== 'resume') found.add(step.to)
  return [...found]
}

/** One office for a whole file whose tests put its one record where they need it. */
export function officeOfFile<T>(prepare: (desk: TestOffice) => Promise<T>): () => T {
  const ends: (() => Promise<void>)[] = []
  let ready: T
  beforeAll(async () => {
    ready = await prepare(await testOffice({}, (end) => ends.push(end)))
  })
  afterAll(async () => {
    for (const end of ends) await end()
  })
  return () => ready
}
