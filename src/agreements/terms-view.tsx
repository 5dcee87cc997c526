import type { Words } from '../kernel/messages.ts'
import { sayMoney } from '../kernel/money.ts'
import { sayShare } from '../kernel/shares.ts'
import { say } from '../kernel/text.ts'
import { type Fact, Lang } from '../web/kit/index.ts'
import { type AgreementKind, AgreementTerms, sidesOf } from './agreement.ts'

type About = { readonly kind: AgreementKind; readonly currency: string }
type Line = { readonly label: string; readonly text: string }

/** The choices in words, in the order of the form. */
function linesOf(t: Words, terms: AgreementTerms, { kind, currency }: About): Line[] {
  const licence = kind === 'licence_patent'
  const line = (label: string, text: string | undefined): Line[] => (text === undefined ? [] : [{ label, text }])
  return [
    ...line(t('agreement.dispute'), sayDispute(t, terms, kind)),
    ...line(
      t('agreement.prevailing_short'),
      t(terms.prevailingLanguage === 'zh-CN' ? 'kit.in_chinese' : 'kit.in_english')
    ),
    ...(licence ? line(t('agreement.improvements'), t(`agreement.improvements.${terms.improvements}`)) : []),
    ...(licence ? line(t('agreement.sublicence_short'), t(terms.sublicence ? 'kit.yes' : 'kit.no')) : []),
    ...line(
      t('agreement.service'),
      terms.service && t('agreement.service_of', { days: terms.service.personDays, months: terms.service.months })
    ),
    ...line(t('agreement.secrecy_short'), t('agreement.years', { years: terms.secrecyYears })),
    ...line(t('agreement.liability_short'), t('agreement.of_value', { share: sayShare(terms.liabilityCap) })),
    ...line(t('agreement.vat'), t(`agreement.vat.${terms.vat}`)),
    ...line(
      t('agreement.technology_value'),
      terms.technologyValue === undefined ? undefined : sayMoney({ amount: terms.technologyValue, currency }, t.locale)
    ),
    ...line(t('agreement.export_control'), terms.exportControl && t(`agreement.export_control.${terms.exportControl}`)),
    ...line(t('agreement.copies'), String(terms.copies)),
  ]
}

function sayDispute(t: Words, { dispute }: AgreementTerms, kind: AgreementKind): string {
  const { gives, takes } = sidesOf(kind)
  if (dispute.way === 'arbitration') {
    const place = dispute.place === undefined ? '' : say(dispute.place, t.locale).text
    const named = say(dispute.commission, t.locale).text
    return place === '' ? t('agreement.arbitration_by', { named }) : t('agreement.arbitration_at', { named, place })
  }
  if (dispute.seat === 'defendant') return t('agreement.court_of_defendant')
  return t('agreement.court_of', { role: `@wording.role.${dispute.seat === 'licensor' ? gives : takes}` })
}

export function termsFacts(t: Words, terms: AgreementTerms, about: About): Fact[] {
  const special: Fact[] =
    terms.special === undefined
      ? []
      : [{ label: t('agreement.special'), value: <Lang t={t} said={say(terms.special, t.locale)} />, wide: true }]
  return [...linesOf(t, terms, about).map(({ label, text }) => ({ label, value: text })), ...special]
}

/** For the history: what departs from the usual choices. */
export function termsText(t: Words, terms: AgreementTerms, about: About): string {
  const usual = linesOf(t, AgreementTerms.parse({}), about)
  const lines = linesOf(t, terms, about).filter(
    (line) => !usual.some((other) => other.label === line.label && other.text === line.text)
  )
  const special = terms.special === undefined ? [] : [say(terms.special, t.locale).text]
  const said = [...lines.map(({ label, text }) => t('kit.labelled', { label, message: text })), ...special]
  return said.length === 0 ? t('agreement.terms_usual') : said.join(t.locale === 'en' ? '; ' : '；')
}
