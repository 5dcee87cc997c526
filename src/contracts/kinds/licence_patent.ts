import english from '../../../templates/licence_patent/en.md'
import chinese from '../../../templates/licence_patent/zh-CN.md'
import { fault, type Fault } from '../../kernel/errors.ts'
import { say } from '../../kernel/text.ts'
import type { ContractFacts } from '../facts.ts'
import { exampleFirm, examplePatent, exampleUniversity } from './examples.ts'
import type { ContractKind } from './kind.ts'
import { moneyFaults, ownerFaults, partyFaults, patentFaults, termsFaults } from './missing.ts'

/** 专利实施许可合同 (CC 862-867, PL 12; SPC 25-28 on exclusivity). */
export const licencePatent: ContractKind = {
  id: 'licence_patent',
  title: 'wording.title.licence_patent',
  wording: { 'zh-CN': chinese, en: english },
  missing: (facts) => [
    ...partyFaults(facts),
    ...patentFaults(facts),
    ...ownerFaults(facts),
    ...scopeFaults(facts),
    ...moneyFaults(facts),
    ...termsFaults(facts),
  ],
  example: {
    number: 'CON-2026-0001',
    kind: 'licence_patent',
    parties: [
      { role: 'licensor', ...exampleUniversity },
      { role: 'licensee', ...exampleFirm },
    ],
    patents: [examplePatent],
    exclusivity: 'exclusive',
    territory: { zh: '中国大陆', en: 'mainland China' },
    field: { zh: '工业余热回收用轴流风机', en: 'axial fans for the recovery of industrial waste heat' },
    term: { start: '2026-12-01', end: '2034-11-30' },
    contractValue: { amount: 360_000_000, currency: 'CNY' },
    technologyValue: { amount: 350_000_000, currency: 'CNY' },
    remuneration: {
      model: 'running_royalty',
      currency: 'CNY',
      entryFee: { amount: 120_000_000, dueDays: 30, creditable: true },
      base: {
        kind: 'net_sales',
        definition: {
          zh: '被许可人销售许可产品的不含税发票金额扣除本合同允许的项目后的余额',
          en: 'the invoiced amount of Licensed Products sold by the Licensee, without tax and after the deductions allowed in this Agreement',
        },
      },
      bands: [
        { upTo: 1_000_000_000, rate: 50_000 },
        { upTo: 5_000_000_000, rate: 40_000 },
        { upTo: null, rate: 25_000 },
      ],
      period: 'half_year',
      reportDays: 30,
      payDays: 45,
      minimum: { amount: 15_000_000, from: '2028-01-01' },
      cap: 2_000_000_000,
    },
    terms: {
      diligence: [
        {
          milestone: { zh: '完成样机并通过型式试验', en: 'prototype completed and type test passed' },
          by: '2027-12-31',
        },
        {
          milestone: { zh: '首批许可产品交付客户', en: 'first Licensed Products delivered to customers' },
          by: '2028-12-31',
        },
      ],
      service: { personDays: 40, months: 12, dayRate: 300_000 },
      sublicence: 'with_consent',
    },
  },
}

/** How far the licence goes; it cannot outlive the patents (CC 865). */
function scopeFaults({ exclusivity, territory, field, term, patents }: ContractFacts): Fault[] {
  const faults: Fault[] = []
  if (exclusivity === undefined) faults.push(fault(['exclusivity'], null, 'wording.missing.exclusivity'))
  if (territory === undefined) faults.push(fault(['territory'], null, 'wording.missing.territory'))
  if (field === undefined) faults.push(fault(['field'], null, 'wording.missing.field'))
  if (term.start === undefined) faults.push(fault(['term', 'start'], null, 'wording.missing.term_start'))
  if (term.end === undefined) faults.push(fault(['term', 'end'], null, 'wording.missing.term_end'))
  const { start, end } = term
  if (start !== undefined && end !== undefined && end < start) {
    faults.push(fault(['term', 'end'], end, 'wording.fault.term_order'))
  }
  const ends = patents.map(({ expiryDate }) => expiryDate).filter((date) => date !== undefined)
  const last = ends.toSorted().at(-1)
  if (end !== undefined && last !== undefined && ends.length === patents.length && end > last) {
    faults.push(fault(['term', 'end'], end, 'wording.fault.term_beyond_patents', { date: last }))
  }
  patents.forEach(({ title, expiryDate }, i) => {
    if (start !== undefined && expiryDate !== undefined && expiryDate < start) {
      const params = { title: say(title, 'zh-CN').text }
      faults.push(fault(['patents', i, 'expiryDate'], expiryDate, 'wording.fault.patent_expired', params))
    }
  })
  return faults
}
