import { shelf as besideAchievement } from '../achievements/beside.ts'
import { shelf as besideAgreement } from '../agreements/beside.ts'
import { addAttachment, addNote } from '../attachments/actions.ts'
import type { NewAttachment } from '../attachments/attachment.ts'
import type { Beside, Held } from '../attachments/beside.ts'
import { shelf as besidePatent } from '../patents/beside.ts'
import { partners } from './cast.ts'
import { verifyEnterprise } from '../offices/verification/actions.ts'
import { shelf as besideOrganisation } from '../organisations/beside.ts'
import { curves, sheet } from './sheets.ts'
import { as, type Desk, idOf, type Stage } from './stage.ts'

type Paper = { readonly name: string; readonly bytes: Uint8Array }
const acoustics: Paper = { name: '消声室测试曲线.png', bytes: curves() }
const report = (edition: number): Paper => ({
  name: `技术说明书 V${edition}.pdf`,
  bytes: sheet('Low-noise axial blade', [
    `Technical description, version ${edition}`,
    'Sound power -6.2 dB(A) at 1450 rpm',
  ]),
})
const grant: Paper = { name: '授权通知书.pdf', bytes: sheet('Notice of grant', ['CN 202019900012.2', '2022-08-09']) }
const terms: Paper = {
  name: '商务条款（往来稿）.pdf',
  bytes: sheet('Commercial terms', ['Draft exchanged between the parties']),
}
const valuation: Paper = { name: '估值底稿.pdf', bytes: sheet('Valuation', ['Working paper, for the office alone']) }
const plan: Paper = { name: '产线改造计划.pdf', bytes: sheet('Refitting of line 3', ['For our own management']) }

/** Puts a paper beside a record; returns its id. */
async function put<R extends Held>(
  stage: Stage,
  key: string,
  now: string,
  beside: Beside<R>,
  recordId: string,
  { name, bytes }: Paper,
  input: NewAttachment = {}
): Promise<string> {
  const type = name.endsWith('.png') ? 'image/png' : 'application/pdf'
  const upload = () => Promise.resolve({ name, type, bytes })
  return (await addAttachment(as(stage, key, now), beside, recordId, upload, input)).id
}

/** An enterprise shows its business licence, and the officer says that it is who it says it is. */
export function verify({ stage, by }: Desk, partner: keyof typeof partners, daysAgo: number): void {
  const { uscc } = partners[partner].entry
  const licence = {
    name: '营业执照.pdf',
    bytes: sheet('Business licence', [`Credit code ${uscc}`, 'Copy for the file']),
  }
  stage.story.on(daysAgo, async (now) => {
    const id = idOf(stage, `organisation.${partner}`)
    await put(stage, by('officer'), now, besideOrganisation, id, licence)
    await verifyEnterprise(as(stage, by('officer'), now), id)
  })
}

/** What lies beside the blade: the inventor's drawings, the office's papers, the notice of its grant. */
export function fileAway({ stage, by }: Desk): void {
  const blade = () => idOf(stage, 'achievement.blade')
  let first: string
  stage.story.on(970, async (now) => {
    await put(stage, 'yan.lan', now, besideAchievement, blade(), acoustics, { audience: 'parties', level: 'open' })
    first = await put(stage, by('officer'), now, besideAchievement, blade(), report(1), { level: 'open' })
    await put(stage, by('officer'), now, besidePatent, idOf(stage, 'patent.blade'), grant, { audience: 'parties' })
  })
  stage.story.on(800, async (now) => {
    await put(stage, by('officer'), now, besideAchievement, blade(), report(2), { replaces: first })
    await addNote(as(stage, by('officer'), now), besideAchievement, blade(), {
      text: '发明人愿意到企业现场指导一个月。\n样机存放在机械楼 B107。',
    })
  })
}

/** Both sides of an agreement with somebody who signs in: common terms, and what each keeps to itself. */
export function correspond(
  { stage, by }: Desk,
  partner: keyof typeof partners,
  daysAgo: number,
  agreementId: () => string
): void {
  const about = partners[partner]
  stage.story.on(daysAgo, async (now) => {
    const officer = by('officer')
    const id = agreementId()
    await put(stage, officer, now, besideAgreement, id, terms, { audience: 'parties' })
    await put(stage, officer, now, besideAgreement, id, valuation, { level: 'restricted' })
    await addNote(as(stage, officer, now), besideAgreement, id, { text: '对方希望缩短独占期限，须请法务先看。' })
    if (!('member' in about)) return
    await put(stage, about.member.key, now, besideAgreement, id, plan)
    await addNote(as(stage, about.member.key, now), besideAgreement, id, { text: '付款节点须与年度预算一致。' })
  })
}
