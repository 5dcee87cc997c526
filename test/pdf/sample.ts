import type { Block, Cell, DocumentSpec, Language, Runs } from '../../src/pdf/blocks.ts'

const runs = (text: string): Runs =>
  text
    .split('**')
    .map((part, i) => ({ text: part, bold: i % 2 === 1 }))
    .filter((run) => run.text !== '')
const cell = (...paragraphs: string[]): Cell => ({
  paragraphs: paragraphs.map((text) => ({ runs: runs(text), lang: /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en' })),
})
const numeral = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三']

type Clause = { zh: string; en: string; items?: readonly { zh: string; en: string }[] }
type Article = { zh: string; en: string; clauses: readonly Clause[] }

const text = (lang: Language, of: { zh: string; en: string }) => runs(lang === 'en' ? of.en : of.zh)

/** The forms of a contract: one language, or each clause in Chinese and then in English. */
export function sampleContract(form: Language | 'bilingual', more: Partial<DocumentSpec> = {}): DocumentSpec {
  const languages: Language[] = form === 'bilingual' ? ['zh-CN', 'en'] : [form]
  const main = languages[0] ?? 'zh-CN'
  const say = (zh: string, en: string) => (form === 'bilingual' ? `${zh} ${en}` : form === 'en' ? en : zh)
  const both = (zh: string, en: string) => (form === 'bilingual' ? cell(zh, en) : cell(form === 'en' ? en : zh))
  const each = (make: (lang: Language) => Block): Block[] => languages.map(make)
  const articleBlocks = articles.flatMap((article, a): Block[] => [
    ...each((lang) => ({
      role: 'heading',
      level: 1,
      lang,
      label: lang === 'en' ? `Article ${a + 1}` : `第${numeral[a + 1]}条`,
      runs: text(lang, article),
      ...(lang === main ? { destination: `article-${a + 1}` } : {}),
    })),
    ...article.clauses.flatMap((clause, c): Block[] => [
      ...each((lang) => ({ role: 'paragraph', lang, level: 1, label: `${a + 1}.${c + 1}`, runs: text(lang, clause) })),
      ...(clause.items ?? []).flatMap((item, i) =>
        each((lang): Block => ({
          role: 'paragraph',
          lang,
          level: 2,
          label: `(${'abcdef'[i]})`,
          runs: text(lang, item),
        }))
      ),
    ]),
  ])
  return {
    lang: main,
    title: say('专利实施许可合同', 'Patent Licence Agreement'),
    header: { left: say('专利实施许可合同', 'Patent Licence Agreement'), right: 'LIC-2026-0017' },
    footer: (page, pages) =>
      form === 'en'
        ? `Page ${page} of ${pages}`
        : form === 'zh-CN'
          ? `第 ${page} 页，共 ${pages} 页`
          : `第 ${page} 页，共 ${pages} 页 · Page ${page} of ${pages}`,
    qr: {
      url: 'https://transfer.example.edu.cn/verify/kX3vB0qTn5WzE8rYcU1mPA',
      note: say(
        '扫码或访问下列地址，可以核验本合同是否由本办公室出具、出具日期及当前状态。',
        'Scan the code or open the address to check whether this agreement was issued by this office, when, and its present state.'
      ),
    },
    createdAt: '2026-11-24T06:00:00.000Z',
    author: '江州大学技术转移办公室 & Office of Technology Transfer',
    blocks: [
      ...each((lang): Block => ({
        role: 'title',
        lang,
        runs: [{ text: lang === 'en' ? 'Patent Licence Agreement' : '专利实施许可合同' }],
      })),
      ...each((lang): Block => ({
        role: 'subtitle',
        lang,
        runs: [{ text: lang === 'en' ? 'Exclusive licence of an invention patent' : '发明专利独占实施许可' }],
      })),
      {
        role: 'facts',
        lang: main,
        items: [
          { label: say('合同编号', 'Number'), value: 'LIC-2026-0017' },
          { label: say('许可方（甲方）', 'Licensor (Party A)'), value: say('江州大学', 'Jiangzhou University') },
          {
            label: say('被许可方（乙方）', 'Licensee (Party B)'),
            value: say('苏州龑辰叶片科技有限公司', 'Suzhou Yanchen Blade Technology Co., Ltd.'),
          },
          { label: say('签订地点', 'Place'), value: say('江苏省苏州市', 'Suzhou, Jiangsu') },
          { label: say('许可方式', 'Kind of licence'), value: say('独占许可', 'Exclusive') },
        ],
      },
      ...each((lang): Block => ({ role: 'paragraph', lang, runs: text(lang, preamble) })),
      partiesTable(main, both),
      ...articleBlocks,
      { role: 'page_break' },
      ...each((lang): Block => ({
        role: 'heading',
        level: 1,
        lang,
        label: lang === 'en' ? 'Schedule 1' : '附件一',
        runs: [{ text: lang === 'en' ? 'Licensed patents' : '许可专利清单' }],
      })),
      patentTable(main, both),
      ...each((lang): Block => ({
        role: 'heading',
        level: 1,
        lang,
        label: lang === 'en' ? 'Schedule 2' : '附件二',
        runs: [{ text: lang === 'en' ? 'Payments' : '付款安排' }],
      })),
      paymentTable(main, both, say),
      ...each((lang): Block => ({
        role: 'heading',
        level: 1,
        lang,
        runs: [{ text: lang === 'en' ? 'Signatures' : '签署页' }],
      })),
      ...each((lang): Block => ({ role: 'paragraph', lang, runs: text(lang, closing) })),
      {
        role: 'signatures',
        lang: main,
        parties: [
          {
            title: say('许可方（甲方）', 'Licensor (Party A)'),
            name: say('江州大学', 'Jiangzhou University'),
            lines: [
              say('法定代表人或授权代表（签字）', 'Authorised representative') + '：',
              say('日期', 'Date') + '：',
            ],
            seal: say('（盖章处）', 'Seal'),
          },
          {
            title: say('被许可方（乙方）', 'Licensee (Party B)'),
            name: say('苏州龑辰叶片科技有限公司', 'Suzhou Yanchen Blade Technology Co., Ltd.'),
            lines: [
              say('法定代表人或授权代表（签字）', 'Authorised representative') + '：',
              say('日期', 'Date') + '：',
            ],
            seal: say('（盖章处）', 'Seal'),
          },
        ],
      },
    ],
    ...more,
  }
}

type Both = (zh: string, en: string) => Cell

function partiesTable(lang: Language, both: Both): Block {
  const row = (zh: string, en: string, a: Cell, b: Cell): Cell[] => [both(zh, en), a, b]
  return {
    role: 'table',
    lang,
    columns: [{ width: 22 }, { width: 39 }, { width: 39 }],
    head: [
      both('事项', 'Item'),
      both('许可方（甲方）', 'Licensor (Party A)'),
      both('被许可方（乙方）', 'Licensee (Party B)'),
    ],
    rows: [
      row(
        '名称',
        'Name',
        both('江州大学', 'Jiangzhou University'),
        both('苏州龑辰叶片科技有限公司', 'Suzhou Yanchen Blade Technology Co., Ltd.')
      ),
      row('统一社会信用代码', 'Unified social credit code', cell('12100000425006790X'), cell('91320594MA1XYZ4Q7K')),
      row(
        '住所',
        'Address',
        both('江苏省江州市学府路1号', '1 Xuefu Road, Jiangzhou, Jiangsu'),
        both(
          '江苏省苏州市苏州工业园区星湖街328号创意产业园5栋',
          'Building 5, 328 Xinghu Street, Suzhou Industrial Park, Suzhou, Jiangsu'
        )
      ),
      row('法定代表人', 'Legal representative', both('陈𬱖', 'Chen Wei'), both('龑宏伟', 'Yan Hongwei')),
      row(
        '联系人',
        'Contact',
        both('李娜，技术转移办公室', 'Li Na, Office of Technology Transfer'),
        both('约翰·史密斯（John Smith），法务部', 'John Smith, Legal Department')
      ),
      row('电子邮箱', 'E-mail', cell('li.na@jiangzhou.example.edu.cn'), cell('legal@yanchen.example.com')),
    ],
  }
}

function patentTable(lang: Language, both: Both): Block {
  const names: [string, string][] = [
    ['一种低噪声轴流风机叶片及其制造方法', 'Low-noise axial fan blade and method of making it'],
    ['带锯齿尾缘的静音叶片', 'Silent blade with serrated trailing edge'],
    ['叶片表面微结构的激光加工装置', 'Laser device for machining microstructures on blade surfaces'],
    ['基于声学超材料的风道降噪结构', 'Duct noise reduction structure based on acoustic metamaterials'],
    ['风机叶轮动平衡的在线检测方法', 'Online method for detecting the dynamic balance of a fan impeller'],
    ['复合材料叶片的固化工艺', 'Curing process for composite blades'],
    ['一种可调桨距的小型风机', 'Small fan with adjustable pitch'],
  ]
  return {
    role: 'table',
    lang,
    caption: [{ text: lang === 'en' ? 'Patents licensed under Article 2' : '依第二条许可的专利' }],
    columns: [{ width: 7, align: 'center' }, { width: 42 }, { width: 23 }, { width: 14 }, { width: 14 }],
    head: [
      both('序号', 'No.'),
      both('专利名称', 'Title'),
      both('专利号', 'Patent number'),
      both('申请日', 'Filed'),
      both('授权日', 'Granted'),
    ],
    rows: names.map(([zh, en], i) => [
      cell(String(i + 1)),
      both(zh, en),
      cell(`ZL20211012345${i}.${(i * 7) % 10}`),
      cell(`2021-0${i + 1}-15`),
      cell(`2023-0${i + 1}-08`),
    ]),
  }
}

function paymentTable(lang: Language, both: Both, say: (zh: string, en: string) => string): Block {
  const row = (zh: string, en: string, dueZh: string, dueEn: string, money: string): Cell[] => [
    both(zh, en),
    both(dueZh, dueEn),
    cell(money),
  ]
  return {
    role: 'table',
    lang,
    columns: [{ width: 30 }, { width: 46 }, { width: 24 }],
    head: [
      both('款项', 'Payment'),
      both('支付条件与期限', 'Condition and time'),
      cell(say('金额（人民币元）', 'Amount (CNY)')),
    ],
    rows: [
      row(
        '入门费第一期',
        'Entry fee, first instalment',
        '本合同生效之日起10个工作日内',
        'Within 10 business days of the effective date',
        '600,000.00'
      ),
      row(
        '入门费第二期',
        'Entry fee, second instalment',
        '许可备案完成之日起20个工作日内',
        'Within 20 business days of the recordal of the licence',
        '1,200,000.00'
      ),
      row(
        '入门费第三期',
        'Entry fee, third instalment',
        '首批许可产品销售之日起30日内，最迟不晚于2027年12月31日',
        'Within 30 days of the first sale of a licensed product, and not later than 31 December 2027',
        '85,500.50'
      ),
      row('合计', 'Total', '不含提成费', 'Royalties not included', '1,885,500.50'),
    ],
  }
}

const preamble = {
  zh: '根据《中华人民共和国民法典》《中华人民共和国专利法》及有关规定，甲、乙双方经平等协商，就甲方许可乙方实施其发明专利（以下称“**许可专利**”）事宜，达成如下协议，并由双方共同恪守。',
  en: 'Under the Civil Code and the Patent Law of the People’s Republic of China, and after negotiation on an equal footing, the parties agree as follows on the licence of Party A’s invention patents (the “**Licensed Patents**”) to Party B, and both shall abide by it.',
}
const closing = {
  zh: '本合同一式六份，甲、乙双方各执二份，其余用于办理备案和登记，具有同等法律效力。双方已阅读并理解全部条款。',
  en: 'This agreement is made in six counterparts, two for each party and the others for recordal and registration, all of equal legal force. The parties have read and understood all of its terms.',
}

const articles: readonly Article[] = [
  {
    zh: '名词和术语',
    en: 'Definitions',
    clauses: [
      {
        zh: '“许可产品”是指乙方依本合同使用许可专利制造、销售的产品，包括全部型号的低噪声轴流风机（含CFM-200、CFM-350系列）及其零部件。',
        en: '“Licensed Products” means products made or sold by Party B under this agreement with the use of the Licensed Patents, including all models of low-noise axial fans (the CFM-200 and CFM-350 series among them) and their parts.',
      },
      {
        zh: '“净销售额”是指乙方及其关联方销售许可产品所开具发票的总金额，扣除增值税、包装费、运输费及实际退货款后的余额；关联方之间的销售按照向独立第三方的首次转售价格计算。',
        en: '“Net Sales” means the total amount invoiced by Party B and its affiliates for Licensed Products, less value-added tax, packaging, transport and amounts actually refunded for returns; sales between affiliates count at the price of the first resale to an independent third party.',
      },
      {
        zh: '“改进”是指任何一方在许可专利的基础上作出的、落入其权利要求保护范围或者以实施许可专利为前提的新技术成果，无论是否已申请专利。',
        en: '“Improvement” means any new technical result that a party achieves on the basis of the Licensed Patents and that falls within their claims or cannot be used without them, whether or not a patent has been applied for.',
      },
    ],
  },
  {
    zh: '许可的范围和方式',
    en: 'Grant of licence',
    clauses: [
      {
        zh: '甲方许可乙方在中华人民共和国境内（不含香港、澳门特别行政区和台湾地区），以独占方式实施附件一所列许可专利，实施行为包括：',
        en: 'Party A grants to Party B the exclusive right to practise the Licensed Patents listed in Schedule 1 within the People’s Republic of China (the Hong Kong and Macao Special Administrative Regions and Taiwan not included), namely:',
        items: [
          {
            zh: '制造、使用、许诺销售、销售、进口许可产品；',
            en: 'to make, use, offer for sale, sell and import Licensed Products;',
          },
          {
            zh: '使用许可专利所述方法，以及使用、许诺销售、销售、进口依照该方法直接获得的产品；',
            en: 'to use the patented processes, and to use, offer for sale, sell and import products obtained directly by them;',
          },
          {
            zh: '为实现上述目的委托第三方加工许可产品，但乙方应当就受托方的行为向甲方承担责任，并事先书面告知甲方。',
            en: 'to have Licensed Products processed by third parties for these purposes, provided that Party B answers to Party A for their acts and informs Party A in writing beforehand.',
          },
        ],
      },
      {
        zh: '本许可的期限为5年，自2027年1月1日起至2031年12月31日止。任何一项许可专利的有效期先行届满的，对该专利的许可于届满之日终止（Article 2.2 不影响其他许可专利）。',
        en: 'The licence runs for 5 years, from 1 January 2027 to 31 December 2031. Where the term of any Licensed Patent ends earlier, the licence under that patent ends on the day its term ends, and the others are not affected.',
      },
      {
        zh: '未经甲方书面同意，乙方不得将本许可转让或者分许可给任何第三方；甲方同意的，乙方应当在分许可合同签订之日起15日内将副本送交甲方。',
        en: 'Party B shall not assign or sublicense this licence to any third party without the written consent of Party A; where consent is given, Party B shall deliver a copy of the sublicence to Party A within 15 days of its conclusion.',
      },
    ],
  },
  {
    zh: '技术资料的交付',
    en: 'Delivery of technical documents',
    clauses: [
      {
        zh: '甲方应当在收到入门费第一期之日起15个工作日内，向乙方交付附件三所列全部技术资料，并保证资料完整、正确、清晰。交付以电子方式进行的，以文件进入乙方指定系统（https://files.yanchen.example.com/incoming/transfer/2026）的时间为交付时间。',
        en: 'Within 15 business days of receiving the first instalment of the entry fee, Party A shall deliver all technical documents listed in Schedule 3 to Party B and warrants that they are complete, correct and legible. Documents sent electronically are delivered when they reach the system named by Party B (https://files.yanchen.example.com/incoming/transfer/2026).',
      },
      {
        zh: '乙方应当在收到技术资料后10个工作日内验收；发现缺失或者错误的，应当书面通知甲方，甲方应当在收到通知后10个工作日内补齐或者更正。逾期未提出异议的，视为验收合格。',
        en: 'Party B shall examine the documents within 10 business days of receipt and notify Party A in writing of anything missing or wrong; Party A shall complete or correct it within 10 business days of the notice. Without timely objection the documents are deemed accepted.',
      },
    ],
  },
  {
    zh: '费用及支付方式',
    en: 'Fees and payment',
    clauses: [
      {
        zh: '乙方应当向甲方支付入门费人民币**1,885,500.50元**（大写：壹佰捌拾捌万伍仟伍佰元伍角整），按照附件二分三期支付。',
        en: 'Party B shall pay Party A an entry fee of **CNY 1,885,500.50** (one million eight hundred and eighty-five thousand five hundred yuan and fifty fen) in three instalments as set out in Schedule 2.',
      },
      {
        zh: '除入门费外，乙方应当按照下列比例就净销售额逐年累进计提并支付提成费：',
        en: 'In addition to the entry fee, Party B shall pay royalties on Net Sales, at the following progressive rates for each calendar year:',
        items: [
          { zh: '年度净销售额不超过10,000,000元的部分，3.5%；', en: 'on the part not exceeding CNY 10,000,000, 3.5%;' },
          {
            zh: '超过10,000,000元、不超过50,000,000元的部分，2.8%；',
            en: 'on the part above CNY 10,000,000 and not exceeding CNY 50,000,000, 2.8%;',
          },
          { zh: '超过50,000,000元的部分，2%。', en: 'on the part above CNY 50,000,000, 2%.' },
        ],
      },
      {
        zh: '乙方应当在每一会计年度结束后45日内，向甲方提交经审计的净销售额报告，并在提交报告后15日内支付提成费。逾期支付的，每逾期一日按照应付未付金额的万分之五支付违约金。',
        en: 'Within 45 days of the end of each financial year, Party B shall submit an audited report of Net Sales to Party A, and shall pay the royalties within 15 days of the report. For each day of delay Party B shall pay liquidated damages of 0.05% of the amount outstanding.',
      },
      {
        zh: '甲方有权每年一次、提前15日书面通知后，委托独立会计师事务所查阅乙方与提成费有关的账簿；查明少付金额超过应付金额5%的，查账费用由乙方承担。',
        en: 'Once a year and on 15 days’ written notice, Party A may have an independent firm of accountants inspect those books of Party B that concern the royalties; where they find an underpayment of more than 5% of the amount due, Party B bears the cost.',
      },
    ],
  },
  {
    zh: '保密义务',
    en: 'Confidentiality',
    clauses: [
      {
        zh: '双方对因订立、履行本合同知悉的对方技术秘密和商业秘密负有保密义务，未经对方书面同意，不得向任何第三方披露，也不得用于本合同以外的目的；但依照法律、行政法规或者有权机关的要求必须披露的除外。',
        en: 'Each party shall keep confidential the technical and business secrets of the other that it learns in concluding or performing this agreement, and shall not disclose them to any third party or use them for any other purpose without the other’s written consent, save where disclosure is required by law, administrative regulation or a competent authority.',
      },
      {
        zh: '前款义务不因本合同的终止而终止，至有关信息依法成为公开信息之日止。违反保密义务的一方应当赔偿对方因此受到的全部损失。',
        en: 'This duty survives the end of this agreement, until the information has lawfully become public. A party in breach shall compensate the other for all loss caused by it.',
      },
    ],
  },
  {
    zh: '权利的维持、侵权与无效',
    en: 'Maintenance, infringement and invalidity',
    clauses: [
      {
        zh: '甲方应当在许可期限内按时缴纳许可专利的年费，维持其有效；甲方拟放弃任何一项许可专利的，应当至少提前60日书面通知乙方，乙方有权要求以自己的费用维持该专利。',
        en: 'During the term Party A shall pay the annuities of the Licensed Patents when due and keep them in force; where Party A intends to abandon one of them, it shall notify Party B in writing at least 60 days before, and Party B may require that the patent be maintained at Party B’s cost.',
      },
      {
        zh: '任何一方发现第三方侵犯许可专利的，应当在7日内书面通知对方。乙方可以以自己的名义提起诉讼，甲方应当予以协助；所得赔偿扣除合理开支后，按照甲方30%、乙方70%的比例分配。',
        en: 'A party that learns of an infringement of the Licensed Patents by a third party shall notify the other in writing within 7 days. Party B may bring an action in its own name, and Party A shall assist; damages recovered are shared, after reasonable costs, 30% to Party A and 70% to Party B.',
      },
      {
        zh: '许可专利被宣告全部无效的，自无效宣告决定公告之日起，乙方停止支付尚未到期的费用；已经支付的费用不予返还，但是明显违反公平原则的除外。',
        en: 'Where the Licensed Patents are declared wholly invalid, fees not yet due cease to be payable from the date on which the decision is published; fees already paid are not refunded unless this would clearly be contrary to fairness.',
      },
    ],
  },
  {
    zh: '违约责任',
    en: 'Liability for breach',
    clauses: [
      {
        zh: '乙方逾期支付任何一期费用超过60日，经甲方书面催告后30日内仍未支付的，甲方有权解除本合同，乙方应当停止实施许可专利，并支付已到期费用及相应违约金。',
        en: 'Where any payment of Party B is overdue by more than 60 days and remains unpaid for 30 days after a written demand, Party A may rescind this agreement; Party B shall then cease to practise the Licensed Patents and pay all sums due with the liquidated damages on them.',
      },
      {
        zh: '甲方违反本合同第二条约定，在许可范围内另行许可第三方或者自行实施许可专利的，应当立即停止，并向乙方支付入门费总额20%的违约金；违约金不足以弥补乙方损失的，应当补足。',
        en: 'Where Party A, in breach of Article 2, licenses the Licensed Patents to a third party or practises them itself within the scope of the licence, it shall cease at once and pay Party B liquidated damages of 20% of the entry fee, and shall make good any loss not covered by them.',
      },
      {
        zh: '因不可抗力不能履行本合同的，根据不可抗力的影响，部分或者全部免除责任；受影响的一方应当在10日内通知对方，并在30日内提供证明。',
        en: 'A party prevented from performing by force majeure is released from liability in whole or in part to the extent of its effect; it shall notify the other within 10 days and furnish proof within 30 days.',
      },
    ],
  },
  {
    zh: '争议的解决',
    en: 'Settlement of disputes',
    clauses: [
      {
        zh: '因本合同引起的或者与本合同有关的任何争议，双方应当先行协商；自一方提出书面协商请求之日起30日内未能解决的，提交中国国际经济贸易仲裁委员会（CIETAC）按照申请仲裁时有效的仲裁规则在北京仲裁。仲裁裁决是终局的，对双方均有约束力。',
        en: 'The parties shall first negotiate on any dispute arising from or in connection with this agreement; a dispute not settled within 30 days of a written request for negotiation shall be submitted to the China International Economic and Trade Arbitration Commission (CIETAC) for arbitration in Beijing under its rules in force at the time of the application. The award is final and binding on both parties.',
      },
      {
        zh: '本合同适用中华人民共和国法律。中文文本与英文文本不一致的，以中文文本为准。',
        en: 'This agreement is governed by the laws of the People’s Republic of China. Where the Chinese and English texts differ, the Chinese text prevails.',
      },
    ],
  },
  {
    zh: '合同的生效、变更与备案',
    en: 'Effect, amendment and recordal',
    clauses: [
      {
        zh: '本合同自双方法定代表人或者授权代表签字并加盖公章（或者合同专用章）之日起生效；甲方应当自生效之日起3个月内向国家知识产权局办理专利实施许可合同备案，乙方应当予以配合。',
        en: 'This agreement takes effect on the day on which it is signed by the legal or authorised representatives of both parties and bears their official (or contract) seals. Party A shall apply to the China National Intellectual Property Administration for recordal within 3 months of that day, and Party B shall cooperate.',
      },
      {
        zh: '对本合同的任何修改，应当由双方签订书面补充协议。',
        en: 'Any amendment requires a written supplementary agreement of the parties.',
      },
    ],
  },
]
