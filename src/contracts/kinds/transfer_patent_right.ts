import english from '../../../templates/transfer_patent_right/en.md'
import chinese from '../../../templates/transfer_patent_right/zh-CN.md'
import { exampleFirm, examplePatent, exampleUniversity } from './examples.ts'
import type { ContractKind } from './kind.ts'

/** 专利权转让合同 (CC 862-875; the right passes on registration, PL 10). */
export const transferPatentRight: ContractKind = {
  id: 'transfer_patent_right',
  gives: 'assignor',
  takes: 'assignee',
  wording: { 'zh-CN': chinese, en: english },
  parts: { patents: 'required', value: 'required', remuneration: 'required' },
  rights: 'granted',
  owners: true,
  example: {
    number: 'CON-2026-0002',
    kind: 'transfer_patent_right',
    parties: [
      { role: 'assignor', ...exampleUniversity },
      { role: 'assignee', ...exampleFirm },
    ],
    patents: [
      examplePatent,
      {
        title: { zh: '轴流风机的可拆卸整流罩', en: 'Detachable fairing for axial fans' },
        kind: 'utility_model',
        officeCode: 'CN',
        applicationNumber: '202129900034.9',
        patentNumber: 'ZL202129900034.9',
        filingDate: '2021-03-18',
        grantDate: '2021-11-02',
        applicants: [exampleUniversity.name],
        patentees: [exampleUniversity.name],
        inventors: ['陆鸣', '程宇'],
        expiryDate: '2031-03-17',
      },
    ],
    contractValue: { amount: 480_000_000, currency: 'CNY' },
    technologyValue: { amount: 480_000_000, currency: 'CNY' },
    remuneration: {
      model: 'instalments',
      currency: 'CNY',
      instalments: [
        {
          trigger: { zh: '本合同生效', en: 'This Agreement takes effect' },
          amount: 144_000_000,
          due: { by: 'days', days: 15 },
        },
        {
          trigger: { zh: '标的专利完成转让登记', en: 'The transfer of the Patents has been registered' },
          evidence: { zh: '手续合格通知书', en: 'notice of completed registration' },
          amount: 288_000_000,
          due: { by: 'days', days: 20 },
        },
        {
          trigger: { zh: '资料交付并核对无误', en: 'The documents have been delivered and checked' },
          amount: 48_000_000,
          due: { by: 'date', date: '2027-12-31' },
        },
      ],
    },
    terms: {
      dispute: {
        way: 'arbitration',
        commission: {
          zh: '中国国际经济贸易仲裁委员会',
          en: 'China International Economic and Trade Arbitration Commission',
        },
        place: { zh: '北京', en: 'Beijing' },
      },
      waivers: [
        { person: '龑岚', offeredOn: '2026-09-01', answer: 'declined', answeredOn: '2026-09-08' },
        { person: '陆鸣', offeredOn: '2026-09-01', answer: 'declined', answeredOn: '2026-09-10' },
        { person: '程宇', offeredOn: '2026-09-01', answer: 'no_answer' },
      ],
      help: { personDays: 20, months: 6 },
    },
  },
}
