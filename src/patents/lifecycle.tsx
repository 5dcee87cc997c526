import { said } from '../web/said-text.tsx'
import type { StepRoom } from '../web/step-pages.tsx'
import { advancePatent } from './actions.ts'
import type { PatentStatus } from './patent.ts'
import { may } from './policy.ts'
import { getPatent, type PatentRow } from './queries.ts'
import { groupsOf } from './record-view.tsx'
import { type PatentStep, patentSteps } from './steps.ts'

/** How the steps of a patent are drawn and taken. */
export const lifecycle: StepRoom<PatentStatus, PatentStep, PatentRow> = {
  base: '/patents',
  steps: patentSteps,
  word: 'patent',
  stateWord: 'patent.status',
  load: getPatent,
  seen: (p, c) => ({
    id: p.id,
    version: p.version,
    reference: p.reference,
    state: p.status,
    title: said(c.var.t, p.title),
    facts: groupsOf(c, p, undefined)
      .flatMap((group) => group.facts)
      .filter(({ value }) => value !== null && value !== ''),
  }),
  may: (ctx, step, p) => may(ctx.actor, step, p),
  against: () => [],
  asked: {
    applicationNumber: { label: 'patent.application_number', help: 'patent.application_number_help' },
    filingDate: { label: 'patent.filing_date' },
    publicationNumber: { label: 'patent.publication_number' },
    publicationDate: { label: 'patent.publication_date' },
    grantDate: { label: 'patent.grant_date' },
    patentNumber: { label: 'patent.patent_number' },
    remark: { label: 'patent.input.remark' },
  },
  take: advancePatent,
}
