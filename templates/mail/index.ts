import achievementApprovedEn from './achievement_approved/en.md'
import achievementApprovedZh from './achievement_approved/zh-CN.md'
import achievementReturnedEn from './achievement_returned/en.md'
import achievementReturnedZh from './achievement_returned/zh-CN.md'
import achievementSubmittedEn from './achievement_submitted/en.md'
import achievementSubmittedZh from './achievement_submitted/zh-CN.md'
import addressNewEn from './address_new/en.md'
import addressNewZh from './address_new/zh-CN.md'
import addressOldEn from './address_old/en.md'
import addressOldZh from './address_old/zh-CN.md'
import agreementChangedEn from './agreement_changed/en.md'
import agreementChangedZh from './agreement_changed/zh-CN.md'
import contractIssuedEn from './contract_issued/en.md'
import contractIssuedZh from './contract_issued/zh-CN.md'
import invitationEn from './invitation/en.md'
import invitationZh from './invitation/zh-CN.md'
import proofCodeEn from './proof_code/en.md'
import proofCodeZh from './proof_code/zh-CN.md'
import reviewAskedEn from './review_asked/en.md'
import reviewAskedZh from './review_asked/zh-CN.md'
import signInCodeEn from './sign_in_code/en.md'
import signInCodeZh from './sign_in_code/zh-CN.md'

/** The letters' words: first line the subject, the rest Markdown with Liquid. */
export const templates = {
  sign_in_code: { 'zh-CN': signInCodeZh, en: signInCodeEn },
  proof_code: { 'zh-CN': proofCodeZh, en: proofCodeEn },
  address_new: { 'zh-CN': addressNewZh, en: addressNewEn },
  address_old: { 'zh-CN': addressOldZh, en: addressOldEn },
  invitation: { 'zh-CN': invitationZh, en: invitationEn },
  achievement_submitted: { 'zh-CN': achievementSubmittedZh, en: achievementSubmittedEn },
  achievement_returned: { 'zh-CN': achievementReturnedZh, en: achievementReturnedEn },
  achievement_approved: { 'zh-CN': achievementApprovedZh, en: achievementApprovedEn },
  review_asked: { 'zh-CN': reviewAskedZh, en: reviewAskedEn },
  agreement_changed: { 'zh-CN': agreementChangedZh, en: agreementChangedEn },
  contract_issued: { 'zh-CN': contractIssuedZh, en: contractIssuedEn },
} as const
