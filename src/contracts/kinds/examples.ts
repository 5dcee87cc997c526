import type { ContractFactsInput } from '../facts.ts'

type Party = Omit<NonNullable<ContractFactsInput['parties']>[number], 'role'>
type Patent = NonNullable<ContractFactsInput['patents']>[number]

// Worked facts: the bodies, people and rights are made up; the identifiers have right check digits.
export const exampleUniversity: Party = {
  name: { zh: '云溪理工大学', en: 'Yunxi University of Technology' },
  uscc: '12100000MB0X00000F',
  country: 'CN',
  address: { zh: '云溪市学府路1号', en: '1 Xuefu Road, Yunxi' },
  legalRepresentative: '沈知远',
  contact: { name: '方明', email: 'transfer@yunxi.example.edu.cn', phone: '+86 10 0000 0001' },
  bank: { name: { zh: '中国云溪银行学府支行', en: 'Bank of Yunxi, Xuefu Branch' }, account: '0000 1111 2222 3333' },
}

export const exampleFirm: Party = {
  name: { zh: '静岭风机有限公司', en: 'Jingling Fans Co., Ltd.' },
  uscc: '91100000MA0X00007X',
  country: 'CN',
  address: { zh: '云溪市高新区创业大道88号', en: '88 Chuangye Avenue, High-Tech Zone, Yunxi' },
  legalRepresentative: '顾𬱖',
  contact: { name: '程静', email: 'contracts@jingling.example.com', phone: '+86 10 0000 0002' },
}

export const examplePatent: Patent = {
  title: { zh: '一种低噪声轴流叶片及其成形方法', en: 'Low-noise axial blade and method of forming it' },
  kind: 'invention',
  officeCode: 'CN',
  applicationNumber: '202019900012.2',
  patentNumber: 'ZL202019900012.2',
  filingDate: '2020-12-15',
  grantDate: '2022-08-09',
  applicants: [exampleUniversity.name],
  patentees: [exampleUniversity.name],
  inventors: ['龑岚', '陆鸣', '程宇'],
  expiryDate: '2040-12-14',
  annuityPaidTo: '2026-12-14',
}
