import type { PatentKind, PatentStatus } from '../patents/patent.ts'
import type { PatentStep } from '../patents/steps.ts'
import type { Text } from '../kernel/text.ts'

// Made up; the application numbers have right check digits.

/** `recorded`: how many days ago the office entered it. `steps` have happened since. */
export type Right = {
  readonly key: string
  readonly recorded: number
  readonly achievement?: string
  readonly officeCode?: string
  readonly kind: PatentKind
  readonly status: PatentStatus
  readonly title: Text
  readonly applicationNumber?: string
  readonly patentNumber?: string
  readonly publicationNumber?: string
  readonly inventors: readonly string[]
  readonly ipc: readonly string[]
  readonly filed?: string
  readonly published?: string
  readonly granted?: string
  readonly expires?: string
  readonly steps?: readonly { readonly step: PatentStep; readonly daysAgo: number; readonly remark?: string }[]
}

const chinese = (right: Omit<Right, 'patentNumber'>): Right =>
  right.granted === undefined || right.applicationNumber === undefined
    ? right
    : { ...right, patentNumber: `ZL${right.applicationNumber}` }

export const yunxiRights: readonly Right[] = [
  chinese({
    key: 'blade',
    recorded: 975,
    achievement: 'blade',
    kind: 'invention',
    status: 'granted',
    title: { zh: '一种低噪声轴流叶片及其成形方法', en: 'Low-noise axial blade and method of forming it' },
    applicationNumber: '202019900012.2',
    publicationNumber: 'CN112399012B',
    inventors: ['龑岚', '陆鸣', '程宇'],
    ipc: ['F04D 29/38', 'B29C 43/02'],
    filed: '2020-12-15',
    granted: '2022-08-09',
  }),
  chinese({
    key: 'cathode',
    recorded: 955,
    achievement: 'cathode',
    kind: 'invention',
    status: 'granted',
    title: { zh: '高镍三元正极材料及其梯度包覆方法', en: 'High-nickel cathode material and method of coating it' },
    applicationNumber: '202019900318.8',
    inventors: ['陆鸣', '江予安'],
    ipc: ['H01M 4/525', 'H01M 4/36'],
    filed: '2020-04-21',
    granted: '2022-03-18',
  }),
  chinese({
    key: 'monitor',
    recorded: 945,
    achievement: 'grain',
    kind: 'utility_model',
    status: 'granted',
    title: { zh: '一种谷粒损失监测传感器', en: 'Sensor of grain losses' },
    applicationNumber: '202129900231.0',
    inventors: ['龑岚', '唐禾'],
    ipc: ['A01D 41/127'],
    filed: '2021-05-11',
    granted: '2021-12-07',
  }),
  chinese({
    key: 'grain',
    recorded: 944,
    achievement: 'grain',
    kind: 'invention',
    status: 'granted',
    title: {
      zh: '联合收割机谷粒损失在线监测方法及系统',
      en: 'Method and system to monitor grain losses in combine harvesters',
    },
    applicationNumber: '202119900245.7',
    inventors: ['龑岚', '唐禾', '孟夏'],
    ipc: ['A01D 41/127', 'G01V 1/18'],
    filed: '2021-05-11',
    granted: '2023-06-20',
  }),
  chinese({
    key: 'casing',
    recorded: 943,
    achievement: 'grain',
    kind: 'design',
    status: 'granted',
    title: { zh: '谷粒监测仪', en: 'Grain monitor' },
    applicationNumber: '202139900249.6',
    inventors: ['唐禾'],
    ipc: [],
    filed: '2021-06-18',
    granted: '2021-11-30',
  }),
  chinese({
    key: 'tunnel',
    recorded: 690,
    achievement: 'tunnel',
    kind: 'invention',
    status: 'granted',
    title: { zh: '隧道衬砌空洞的毫米波检测方法和装置', en: 'Method and device to detect voids behind tunnel linings' },
    applicationNumber: '202219900835.4',
    inventors: ['陆鸣', '龑岚'],
    ipc: ['G01S 13/89', 'G01N 22/02'],
    filed: '2022-03-02',
    granted: '2024-01-16',
  }),
  chinese({
    key: 'polyamide',
    recorded: 930,
    achievement: 'polyamide',
    kind: 'invention',
    status: 'granted',
    title: { zh: '一种生物基聚酰胺的连续聚合方法', en: 'Continuous polymerisation of a bio-based polyamide' },
    applicationNumber: '201919900107.1',
    inventors: ['陆鸣', '白术'],
    ipc: ['C08G 69/28', 'C08G 69/04'],
    filed: '2019-07-09',
    granted: '2021-10-26',
  }),
  chinese({
    key: 'nitration',
    recorded: 610,
    achievement: 'nitration',
    kind: 'invention',
    status: 'granted',
    title: { zh: '微通道反应器及连续硝化方法', en: 'Microchannel reactor and method of continuous nitration' },
    applicationNumber: '201819900426.8',
    inventors: ['陆鸣', '石一鸣'],
    ipc: ['B01J 19/00', 'C07C 201/08'],
    filed: '2018-10-30',
    granted: '2021-02-05',
  }),
  chinese({
    key: 'nitrogen',
    recorded: 540,
    achievement: 'nitrogen',
    kind: 'invention',
    status: 'granted',
    title: { zh: '基于多光谱影像的作物氮素诊断方法', en: 'Diagnosing nitrogen in crops from multispectral images' },
    applicationNumber: '202219901274.X',
    inventors: ['龑岚', '孟夏'],
    ipc: ['G01N 21/31', 'G06V 20/10'],
    filed: '2022-09-14',
    granted: '2024-11-22',
    steps: [{ step: 'fee_overdue', daysAgo: 35, remark: '第五年度年费逾期，滞纳期内补缴' }],
  }),
  chinese({
    key: 'bone',
    recorded: 230,
    achievement: 'bone',
    kind: 'invention',
    status: 'substantive_examination',
    title: {
      zh: '可降解镁合金骨钉及其表面处理方法',
      en: 'Degradable magnesium bone screw and treatment of its surface',
    },
    applicationNumber: '202419901052.7',
    publicationNumber: 'CN119901052A',
    inventors: ['龑岚', '黎青'],
    ipc: ['A61L 31/02', 'A61L 31/10'],
    filed: '2024-05-23',
    published: '2024-11-26',
  }),
  chinese({
    key: 'sewage',
    recorded: 110,
    achievement: 'sewage',
    kind: 'invention',
    status: 'filed',
    title: {
      zh: '一种低碳氮比污水的分段进水脱氮系统',
      en: 'Step-feed system for removing nitrogen from carbon-poor sewage',
    },
    applicationNumber: '202319901416.7',
    inventors: ['陆鸣', '安澜'],
    ipc: ['C02F 3/30'],
    filed: '2023-12-05',
    steps: [
      { step: 'publication', daysAgo: 80 },
      { step: 'examination', daysAgo: 40 },
    ],
  }),
  chinese({
    key: 'gearbox',
    recorded: 128,
    achievement: 'gearbox',
    kind: 'invention',
    status: 'grant_notified',
    title: { zh: '变转速齿轮箱的早期故障诊断方法', en: 'Early fault diagnosis of gearboxes under changing speed' },
    applicationNumber: '202319900533.1',
    inventors: ['龑岚', '陆鸣'],
    ipc: ['G01M 13/021'],
    filed: '2023-04-18',
  }),
  chinese({
    key: 'road',
    recorded: 290,
    achievement: 'road',
    kind: 'invention',
    status: 'granted',
    title: { zh: '一种路面自融雪涂层及其制备方法', en: 'Snow-melting road coating and its preparation' },
    applicationNumber: '202019900941.3',
    inventors: ['龑岚', '石一鸣'],
    ipc: ['C09D 5/00', 'E01C 11/24'],
    filed: '2020-08-27',
    granted: '2023-02-14',
    steps: [{ step: 'suspension', daysAgo: 60, remark: '权属纠纷中止程序' }],
  }),
  chinese({
    key: 'mould',
    recorded: 795,
    achievement: 'mould',
    kind: 'utility_model',
    status: 'granted',
    title: { zh: '叶片模具快换机构', en: 'Quick-change mechanism for blade moulds' },
    applicationNumber: '201929901163.2',
    inventors: ['龑岚', '程宇'],
    ipc: ['B29C 33/30'],
    filed: '2019-09-10',
    granted: '2020-06-02',
    steps: [{ step: 'surrender', daysAgo: 500, remark: '已并入发明专利，不再维持' }],
  }),
  chinese({
    key: 'old_fan',
    recorded: 900,
    kind: 'utility_model',
    status: 'granted',
    title: { zh: '一种风机消声罩', en: 'Silencing hood for fans' },
    applicationNumber: '201529901308.0',
    inventors: ['程宇'],
    ipc: ['F04D 29/66'],
    filed: '2015-11-03',
    granted: '2016-05-18',
    steps: [{ step: 'expiry', daysAgo: 370 }],
  }),
  chinese({
    key: 'film',
    recorded: 890,
    kind: 'invention',
    status: 'granted',
    title: { zh: '一种生物基薄膜的双向拉伸方法', en: 'Biaxial stretching of bio-based film' },
    applicationNumber: '201719900614.6',
    inventors: ['白术'],
    ipc: ['B29C 55/12'],
    filed: '2017-06-06',
    granted: '2019-09-17',
  }),
  chinese({
    key: 'tandem',
    recorded: 6,
    achievement: 'tandem',
    kind: 'invention',
    status: 'preparing',
    title: { zh: '绒面钙钛矿叠层电池及其钝化方法', en: 'Textured perovskite tandem cell and method of passivating it' },
    inventors: ['陆鸣', '江予安', '程宇'],
    ipc: ['H10K 30/57'],
  }),
]

export const wangchuanRights: readonly Right[] = [
  {
    key: 'counter',
    recorded: 420,
    achievement: 'counter',
    officeCode: 'US',
    kind: 'invention',
    status: 'granted',
    title: { en: 'Single-photon counter with active quenching', zh: '主动淬灭单光子计数器' },
    applicationNumber: '17/990,112',
    patentNumber: '11990112',
    inventors: ['Elena Kovács', 'Wei Zhao'],
    ipc: ['G01J 1/44'],
    filed: '2021-03-19',
    granted: '2023-05-30',
    expires: '2041-03-19',
  },
]
