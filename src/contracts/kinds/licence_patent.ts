import english from '../../../templates/licence_patent/en.md'
import chinese from '../../../templates/licence_patent/zh-CN.md'
import { exampleFirm, examplePatent, exampleUniversity } from './examples.ts'
import type { ContractKind } from './kind.ts'

/** 专利实施许可合同 (CC 862-867, PL 12; SPC 25-28 on exclusivity). */
export const licencePatent: ContractKind = {
  id: 'licence_patent',
  gives: 'licensor',
  takes: 'licensee',
  wording: { 'zh-CN': chinese, en: english },
  parts: {
    patents: 'required',
    exclusivity: 'required',
    territory: 'required',
    field: 'required',
    term: 'required',
    value: 'required',
    remuneration: 'required',
  },
  rights: 'granted',
  owners: true,
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
