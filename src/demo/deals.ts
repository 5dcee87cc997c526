import type { AgreementKind, NewAgreement, State } from '../agreements/agreement.ts'
import type { AgreementStep } from '../agreements/steps.ts'
import type { ContractForm } from '../contracts/form.ts'
import type { Exclusivity } from '../contracts/roles.ts'
import type { Text } from '../kernel/text.ts'
import type { PartnerKey } from './cast.ts'

/** `since`: how many days ago the last step was taken that led to `state`. */
export type Deal = {
  readonly kind?: AgreementKind
  readonly with: PartnerKey | 'harrow'
  readonly rights: readonly string[]
  readonly state: State
  readonly since: number
  readonly title: Text
  readonly exclusivity?: Exclusivity
  readonly field?: Text
  /** Days from today: negative is past. */
  readonly term?: readonly [start: number, end: number]
  /** In 万元, ten thousand yuan. */
  readonly value: number
  readonly pays: 'once' | 'instalments' | 'royalty'
  /** In place of `pays`, in another currency. */
  readonly remuneration?: NewAgreement['remuneration']
  readonly territory?: Text
  readonly terms?: Partial<NewAgreement['terms']>
  readonly listed?: true
  readonly forms?: readonly ContractForm[]
  readonly remarks?: Partial<Record<AgreementStep, string>>
}

const fans: Text = { zh: '工业余热回收用轴流风机', en: 'axial fans for the recovery of industrial waste heat' }
const harvest: Text = { zh: '谷物联合收割机', en: 'combine harvesters for grain' }
const cells: Text = { zh: '动力电池正极材料', en: 'cathode materials for traction batteries' }
const linings: Text = { zh: '公路隧道运营期检测', en: 'inspection of road tunnels in service' }

/** A licence in every state there is, and two transfers. */
export const deals: readonly Deal[] = [
  {
    with: 'jingling',
    rights: ['blade'],
    state: 'in_performance',
    since: 640,
    title: { zh: '低噪声轴流叶片独占许可', en: 'Exclusive licence of the low-noise axial blade' },
    exclusivity: 'exclusive',
    field: fans,
    term: [-660, 2_600],
    value: 360,
    pays: 'royalty',
    forms: ['zh-CN', 'en', 'bilingual'],
  },
  {
    with: 'heye',
    rights: ['monitor'],
    state: 'in_performance',
    since: 310,
    title: { zh: '谷粒损失传感器批量许可', en: 'Licence to make sensors of grain losses' },
    exclusivity: 'ordinary',
    field: harvest,
    term: [-330, 58],
    value: 20,
    pays: 'once',
    forms: ['zh-CN'],
  },
  {
    with: 'heye',
    rights: ['monitor', 'casing'],
    state: 'draft',
    since: 3,
    title: { zh: '谷粒监测仪普通许可', en: 'Ordinary licence of the grain monitor' },
    exclusivity: 'ordinary',
    field: harvest,
    term: [30, 1_200],
    value: 25,
    pays: 'once',
  },
  {
    with: 'beidu',
    rights: ['tunnel'],
    state: 'internal_review',
    since: 2,
    title: { zh: '隧道空洞检测方法普通许可', en: 'Ordinary licence of the tunnel inspection method' },
    exclusivity: 'ordinary',
    field: linings,
    term: [45, 1_500],
    value: 48,
    pays: 'instalments',
  },
  {
    with: 'chengguang',
    rights: ['cathode'],
    state: 'negotiation',
    since: 9,
    title: { zh: '高镍正极梯度包覆扩产许可', en: 'Licence of gradient coating for a further line' },
    exclusivity: 'ordinary',
    field: cells,
    term: [60, 1_900],
    value: 180,
    pays: 'royalty',
  },
  {
    with: 'linze',
    rights: ['film'],
    state: 'price_determination',
    since: 5,
    title: { zh: '生物基薄膜双向拉伸普通许可', en: 'Ordinary licence of stretching bio-based film' },
    exclusivity: 'ordinary',
    field: { zh: '可降解包装薄膜', en: 'degradable packaging film' },
    term: [40, 1_800],
    value: 60,
    pays: 'instalments',
    remarks: { pricing: '双方拟协议定价，报校务会备案' },
  },
  {
    with: 'beidu',
    rights: ['tunnel'],
    state: 'public_notice',
    since: 7,
    title: { zh: '隧道空洞检测方法排他许可', en: 'Sole licence of the tunnel inspection method' },
    exclusivity: 'sole',
    field: linings,
    term: [30, 2_000],
    value: 120,
    pays: 'royalty',
  },
  {
    with: 'jingling',
    rights: ['nitrogen'],
    state: 'objection_handling',
    since: 4,
    title: { zh: '作物氮素诊断方法普通许可', en: 'Ordinary licence of nitrogen diagnosis' },
    exclusivity: 'ordinary',
    field: { zh: '植保无人机', en: 'drones for plant protection' },
    term: [60, 1_500],
    value: 30,
    pays: 'once',
    remarks: { objection: '公示期内收到实名异议，认为拟定价格偏低，正在核实' },
  },
  {
    with: 'heye',
    rights: ['grain'],
    state: 'price_fixed',
    since: 6,
    title: { zh: '谷粒损失监测系统普通许可（新机型）', en: 'Licence of grain-loss monitoring for a new model' },
    exclusivity: 'ordinary',
    field: harvest,
    term: [30, 2_200],
    value: 90,
    pays: 'royalty',
    listed: true,
    remarks: { price: '技术交易所挂牌成交，成交确认书编号 2026-TT-0137' },
  },
  {
    with: 'chengguang',
    rights: ['cathode'],
    state: 'approved',
    since: 3,
    title: { zh: '高镍正极梯度包覆普通许可（中试线）', en: 'Licence of gradient coating for a pilot line' },
    exclusivity: 'ordinary',
    field: cells,
    term: [15, 1_500],
    value: 80,
    pays: 'instalments',
    forms: ['zh-CN'],
  },
  {
    with: 'jingling',
    rights: ['grain'],
    state: 'signed',
    since: 5,
    title: { zh: '谷粒损失监测方法移植许可', en: 'Licence to carry grain-loss monitoring to fans' },
    exclusivity: 'ordinary',
    field: { zh: '粮食干燥风机', en: 'grain dryer fans' },
    term: [0, 1_400],
    value: 36,
    pays: 'once',
    forms: ['zh-CN'],
  },
  {
    with: 'chengguang',
    rights: ['cathode'],
    state: 'effective',
    since: 8,
    title: { zh: '高镍正极梯度包覆普通许可（储能）', en: 'Licence of gradient coating for storage cells' },
    exclusivity: 'ordinary',
    field: { zh: '储能电池正极材料', en: 'cathode materials for storage batteries' },
    term: [-8, 1_700],
    value: 150,
    pays: 'royalty',
    forms: ['bilingual'],
  },
  {
    with: 'heye',
    rights: ['monitor'],
    state: 'completed',
    since: 150,
    title: { zh: '谷粒损失传感器试制许可', en: 'Licence to make trial sensors of grain losses' },
    exclusivity: 'ordinary',
    field: harvest,
    term: [-290, -150],
    value: 12,
    pays: 'once',
    forms: ['zh-CN'],
  },
  {
    with: 'heye',
    rights: ['grain'],
    state: 'breached',
    since: 20,
    title: { zh: '谷粒损失监测系统普通许可', en: 'Ordinary licence of grain-loss monitoring' },
    exclusivity: 'ordinary',
    field: harvest,
    term: [-160, 1_100],
    value: 70,
    pays: 'royalty',
    forms: ['zh-CN'],
    remarks: { breach: '被许可人逾期未提交上半年提成报告，已发催告函' },
  },
  {
    with: 'chengguang',
    rights: ['cathode'],
    state: 'dispute',
    since: 12,
    title: { zh: '高镍正极梯度包覆许可（首期）', en: 'First licence of gradient coating' },
    exclusivity: 'ordinary',
    field: cells,
    term: [-197, 900],
    value: 200,
    pays: 'instalments',
    forms: ['zh-CN'],
    remarks: { breach: '第二期许可费逾期九十日', dispute: '双方对验收条件有争议，已按约定提交仲裁' },
  },
  {
    with: 'linze',
    rights: ['film'],
    state: 'terminated',
    since: 90,
    title: { zh: '生物基薄膜双向拉伸独占许可', en: 'Exclusive licence of stretching bio-based film' },
    exclusivity: 'exclusive',
    field: { zh: '农用地膜', en: 'mulch film' },
    term: [-290, 440],
    value: 66,
    pays: 'royalty',
    forms: ['zh-CN'],
    remarks: { breach: '被许可人停止实施超过一年', termination: '已送达解除通知，双方确认清算' },
  },
  {
    with: 'heye',
    rights: ['casing'],
    state: 'expired',
    since: 30,
    title: { zh: '谷粒监测仪外观设计许可', en: 'Licence of the grain monitor design' },
    exclusivity: 'ordinary',
    field: harvest,
    term: [-350, -31],
    value: 8,
    pays: 'once',
    forms: ['zh-CN'],
  },
  {
    with: 'beidu',
    rights: ['tunnel'],
    state: 'cancelled',
    since: 200,
    title: { zh: '隧道空洞检测方法试用许可', en: 'Trial licence of the tunnel inspection method' },
    exclusivity: 'ordinary',
    field: linings,
    term: [-180, 180],
    value: 10,
    pays: 'once',
    remarks: { cancellation: '对方年度预算调整，双方同意终止洽谈' },
  },
  {
    with: 'linze',
    rights: ['nitration'],
    state: 'void',
    since: 70,
    title: { zh: '连续硝化方法普通许可', en: 'Ordinary licence of continuous nitration' },
    exclusivity: 'ordinary',
    field: { zh: '医药中间体', en: 'pharmaceutical intermediates' },
    term: [-100, 1_000],
    value: 55,
    pays: 'once',
    forms: ['zh-CN'],
    remarks: { voidance: '经确认，签约人无代理权且未获追认' },
  },
  {
    with: 'beidu',
    rights: ['nitrogen'],
    state: 'rescinded',
    since: 45,
    title: { zh: '多光谱诊断方法边坡监测许可', en: 'Licence of multispectral diagnosis for slopes' },
    exclusivity: 'ordinary',
    field: { zh: '公路边坡植被监测', en: 'monitoring of vegetation on road slopes' },
    term: [-225, 900],
    value: 18,
    pays: 'once',
    forms: ['zh-CN'],
    remarks: { rescission: '许可费经催告后三十日仍未支付，依法解除' },
  },
  {
    kind: 'transfer_patent_right',
    with: 'linze',
    rights: ['polyamide'],
    state: 'completed',
    since: 210,
    title: { zh: '生物基聚酰胺连续聚合专利转让', en: 'Transfer of the bio-based polyamide patent' },
    value: 260,
    pays: 'instalments',
    forms: ['bilingual'],
  },
  {
    kind: 'transfer_patent_right',
    with: 'jingling',
    rights: ['casing'],
    state: 'negotiation',
    since: 11,
    title: { zh: '谷粒监测仪外观设计专利转让', en: 'Transfer of the grain monitor design' },
    value: 15,
    pays: 'once',
  },
]

/** What is paid, and how: rounded figures in good proportion. `yuan` are minor units, 分. */
export function remunerationOf(deal: Deal, firstYear: number): NonNullable<NewAgreement['remuneration']> {
  const amount = deal.value * 1_000_000
  if (deal.pays === 'once') return { model: 'lump_sum', currency: 'CNY', amount, due: { by: 'days', days: 30 } }
  if (deal.pays === 'instalments') {
    const first = Math.round(amount * 0.4)
    return {
      model: 'instalments',
      currency: 'CNY',
      instalments: [
        {
          trigger: { zh: '本合同生效', en: 'this Agreement takes effect' },
          amount: first,
          due: { by: 'days', days: 30 },
        },
        {
          trigger: { zh: '技术资料交付并经验收', en: 'the technical documents are delivered and accepted' },
          evidence: { zh: '双方签署的验收单', en: 'the acceptance record signed by both sides' },
          amount: amount - first,
          due: { by: 'days', days: 60 },
        },
      ],
    }
  }
  return {
    model: 'running_royalty',
    currency: 'CNY',
    entryFee: { amount: Math.round(amount / 3), dueDays: 30, creditable: true },
    base: {
      kind: 'net_sales',
      definition: {
        zh: '被许可人销售许可产品的不含税发票金额，扣除本合同允许的项目后的余额',
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
    ...(deal.exclusivity !== 'ordinary' && {
      minimum: { amount: Math.round(amount / 24), from: `${firstYear}-01-01` },
    }),
  }
}

const dollars = (value: number): NewAgreement['remuneration'] => ({
  model: 'lump_sum',
  currency: 'USD',
  amount: value * 1_000_000,
  due: { by: 'days', days: 45 },
})
const abroad = {
  with: 'harrow',
  rights: ['counter'],
  exclusivity: 'ordinary',
  territory: { en: 'the United States of America', zh: '美利坚合众国' },
  pays: 'once',
  terms: {
    prevailingLanguage: 'en',
    exportControl: 'free',
    dispute: {
      way: 'arbitration',
      commission: {
        zh: '中国国际经济贸易仲裁委员会',
        en: 'China International Economic and Trade Arbitration Commission',
      },
      place: { zh: '上海', en: 'Shanghai' },
    },
  },
} as const

/** In 万美元 each. */
export const wangchuanDeals: readonly Deal[] = [
  {
    ...abroad,
    state: 'in_performance',
    since: 120,
    title: { en: 'Licence of the single-photon counter for microscopes', zh: '单光子计数器许可（显微镜）' },
    field: { en: 'fluorescence microscopes', zh: '荧光显微镜' },
    term: [-140, 1_800],
    value: 9,
    remuneration: dollars(9),
    forms: ['en', 'bilingual'],
  },
  {
    ...abroad,
    state: 'negotiation',
    since: 6,
    title: { en: 'Licence of the single-photon counter for lidar', zh: '单光子计数器许可（激光雷达）' },
    field: { en: 'lidar receivers', zh: '激光雷达接收机' },
    term: [60, 1_900],
    value: 14,
    remuneration: dollars(14),
  },
]
