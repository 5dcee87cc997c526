import type { Locale } from '../kernel/messages.ts'
import type { Role } from '../kernel/permissions.ts'
import type { Text } from '../kernel/text.ts'
import type { NewOffice } from '../offices/office.ts'
import type { Contact, NewOrganisation } from '../organisations/organisation.ts'

// Bodies and people are made up; the credit codes have right check characters and belong to nobody.

export type Player = {
  readonly key: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly locale: Locale
}
/** `contact`: whom a contract names for notices. `others`: people the office knows who do not sign in, and where they work. */
type OfficeCast = {
  readonly office: NewOffice
  readonly contact: Contact
  readonly people: readonly Player[]
  readonly others: readonly (readonly [name: string, unit: string])[]
}

const yunxi = (key: string, name: string, role: Role): Player => ({
  key,
  name,
  email: `${key}@yunxi.example.edu.cn`,
  role,
  locale: 'zh-CN',
})
const wangchuan = (key: string, name: string, role: Role): Player => ({
  key,
  name,
  email: `${key}@wangchuan.example.edu.cn`,
  role,
  locale: 'en',
})

/** Looks at the numbers of both offices. */
export const government = {
  name: { zh: '云溪省科学技术厅', en: 'Yunxi Provincial Department of Science and Technology' },
  viewer: { key: 'gov', name: '厉行', email: 'li.xing@kjt.example.gov.cn', role: 'government_viewer', locale: 'zh-CN' },
} as const satisfies { readonly name: Text; readonly viewer: Player }

export const administrator = { name: '平台管理员', email: 'admin@desk.example.cn' }

/** The first person of each is the head, whom the office is opened with. */
export const offices = {
  yunxi: {
    office: {
      name: { zh: '云溪理工大学', en: 'Yunxi University of Technology' },
      uscc: '12100000MB0X00000F',
      address: { zh: '云溪市学府路1号', en: '1 Xuefu Road, Yunxi' },
      legalRepresentative: '沈知远',
      zone: 'Asia/Shanghai',
      locale: 'zh-CN',
      headName: '何敬',
      headEmail: 'he.jing@yunxi.example.edu.cn',
    },
    contact: { name: '方明', email: 'transfer@yunxi.example.edu.cn', duty: '技术转移中心' },
    people: [
      yunxi('he.jing', '何敬', 'office_head'),
      yunxi('ouyang.fan', '欧阳帆', 'officer'),
      yunxi('yue.yi', '乐怡', 'legal'),
      yunxi('fei.ran', '费然', 'finance'),
      yunxi('song.qi', '宋启', 'leadership'),
      yunxi('bo.lin', '柏霖', 'reviewer'),
      yunxi('yan.lan', '龑岚', 'inventor'),
      yunxi('lu.ming', '陆鸣', 'inventor'),
    ],
    others: [
      ['程宇', '机械工程学院'],
      ['江予安', '材料科学与工程学院'],
      ['唐禾', '农业工程学院'],
      ['孟夏', '农业工程学院'],
      ['白术', '化学化工学院'],
      ['石一鸣', '化学化工学院'],
      ['安澜', '环境学院'],
      ['闻人墨', '图书馆'],
    ],
  },
  wangchuan: {
    office: {
      name: { zh: '望川联合大学', en: 'Wangchuan Joint University' },
      uscc: '12100000MB0X00211Y',
      address: { zh: '望川市海棠大道66号', en: '66 Haitang Avenue, Wangchuan' },
      legalRepresentative: '梁思齐',
      zone: 'Asia/Shanghai',
      locale: 'en',
      headName: 'Margaret Lin',
      headEmail: 'm.lin@wangchuan.example.edu.cn',
    },
    contact: { name: 'Daniel Osei', email: 'd.osei@wangchuan.example.edu.cn', duty: 'Technology Transfer' },
    people: [
      wangchuan('m.lin', 'Margaret Lin', 'office_head'),
      wangchuan('d.osei', 'Daniel Osei', 'officer'),
      wangchuan('p.raman', 'Priya Raman', 'legal'),
      wangchuan('t.novak', 'Tomas Novak', 'finance'),
      wangchuan('e.kovacs', 'Elena Kovács', 'inventor'),
    ],
    others: [
      ['Wei Zhao', 'School of Physics'],
      ['Samira Haddad', 'Institute of Optics'],
    ],
  },
} as const satisfies Readonly<Record<string, OfficeCast>>

type Partner = { readonly entry: NewOrganisation; readonly member?: Player }
const member = (key: string, name: string, domain: string): Player => ({
  key,
  name,
  email: `${key}@${domain}`,
  role: 'enterprise_head',
  locale: 'zh-CN',
})

/** Yunxi's address book: three enterprises whose people sign in, and two that do not. */
export const partners = {
  jingling: {
    entry: {
      kind: 'enterprise',
      name: { zh: '静岭风机有限公司', en: 'Jingling Fans Co., Ltd.' },
      uscc: '91100000MA0X00007X',
      country: 'CN',
      address: { zh: '云溪市高新区创业大道88号', en: '88 Chuangye Avenue, High-Tech Zone, Yunxi' },
      legalRepresentative: '顾𬱖',
      contacts: [{ name: '程静', email: 'cheng.jing@jingling.example.com', duty: '知识产权经理' }],
    },
    member: member('cheng.jing', '程静', 'jingling.example.com'),
  },
  heye: {
    entry: {
      kind: 'enterprise',
      name: { zh: '禾野智能农机有限公司', en: 'Heye Smart Farm Machinery Co., Ltd.' },
      uscc: '91100000MA0X00138R',
      country: 'CN',
      address: { zh: '禾野市丰收路12号', en: '12 Fengshou Road, Heye' },
      legalRepresentative: '袁牧',
      contacts: [{ name: '祝小满', email: 'zhu.xiaoman@heye.example.com', duty: '研发总监' }],
    },
    member: member('zhu.xiaoman', '祝小满', 'heye.example.com'),
  },
  chengguang: {
    entry: {
      kind: 'enterprise',
      name: { zh: '澄光新能源材料股份有限公司', en: 'Chengguang New Energy Materials Co., Ltd.' },
      uscc: '91100000MA0X00242X',
      country: 'CN',
      address: { zh: '云溪市临港新区星海路301号', en: '301 Xinghai Road, Lingang New Area, Yunxi' },
      legalRepresentative: '苏景行',
      contacts: [{ name: '温如玉', email: 'wen.ruyu@chengguang.example.com', duty: '法务' }],
    },
    member: member('wen.ruyu', '温如玉', 'chengguang.example.com'),
  },
  beidu: {
    entry: {
      kind: 'enterprise',
      name: { zh: '北渡工程检测有限公司', en: 'Beidu Engineering Inspection Co., Ltd.' },
      uscc: '91100000MA0X003574',
      country: 'CN',
      address: { zh: '北渡市滨河东路9号', en: '9 Binhe East Road, Beidu' },
      legalRepresentative: '郑桥',
      contacts: [{ name: '郑桥', email: 'office@beidu.example.com' }],
    },
  },
  linze: {
    entry: {
      kind: 'enterprise',
      name: { zh: '霖泽生物材料有限公司', en: 'Linze Biomaterials Co., Ltd.' },
      uscc: '91100000MA0X004618',
      country: 'CN',
      address: { zh: '云溪市医谷路5号', en: '5 Yigu Road, Yunxi' },
      legalRepresentative: '秦霖',
      contacts: [{ name: '黎青', email: 'li.qing@linze.example.com' }],
    },
  },
} as const satisfies Readonly<Record<string, Partner>>
export type PartnerKey = keyof typeof partners

/** Wangchuan's licensee, abroad. */
export const harrow: NewOrganisation = {
  kind: 'enterprise',
  name: { en: 'Harrow & Finch Instruments Ltd', zh: '哈罗芬奇仪器有限公司' },
  country: 'GB',
  address: { en: '14 Mill Lane, Cambridge', zh: '英国剑桥磨坊巷14号' },
  legalRepresentative: 'Alice Finch',
  contacts: [{ name: 'Alice Finch', email: 'a.finch@harrowfinch.example.com' }],
}

/** A colleague whom an enterprise let in itself. */
export const colleague: Player = { ...member('xu.zhi', '徐之', 'jingling.example.com'), role: 'enterprise_member' }
