import type { Fault } from '../kernel/errors.ts'
import { sayAmount } from '../kernel/money.ts'
import { sayShare } from '../kernel/shares.ts'
import { given, type Sent, textPair } from '../web/forms.ts'
import { AgreementTerms } from './agreement.ts'
import { figures } from './remuneration-input.ts'

const at = (field: string): string => `terms.${field}`

/** The sent terms as their schema wants them. */
export function readTerms(sent: Sent, currency: string): { input: object; faults: Fault[] } {
  const read = figures(sent, currency)
  const [days, months] = [read.whole(at('service.personDays')), read.whole(at('service.months'))]
  const exportControl = sent.get(at('exportControl'))
  const way = sent.get(at('dispute.way'))
  const dispute =
    way === 'arbitration'
      ? given({
          way,
          commission: textPair(sent, at('dispute.commission')) ?? {},
          place: textPair(sent, at('dispute.place')),
        })
      : { way: 'court', seat: sent.get(at('dispute.seat')) }
  return {
    input: given({
      dispute,
      prevailingLanguage: sent.get(at('prevailingLanguage')),
      copies: read.whole(at('copies')),
      improvements: sent.get(at('improvements')),
      sublicence: sent.get(at('sublicence')) === 'true',
      service: days === undefined && months === undefined ? undefined : given({ personDays: days, months }),
      secrecyYears: read.whole(at('secrecyYears')),
      liabilityCap: read.percent(at('liabilityCap')),
      vat: sent.get(at('vat')),
      technologyValue: read.amount(at('technologyValue')),
      exportControl: exportControl === 'none' ? undefined : exportControl,
      special: textPair(sent, at('special')),
    }),
    faults: read.faults,
  }
}

/** Stored terms, or the usual ones, as their form shows them. */
export function termsValues(
  stored: AgreementTerms | null,
  currency = 'CNY'
): Record<string, string | number | null | undefined> {
  const terms = stored ?? AgreementTerms.parse({})
  const { dispute, service, technologyValue: technology } = terms
  const court = dispute.way === 'court'
  return {
    [at('dispute.way')]: dispute.way,
    [at('dispute.seat')]: court ? dispute.seat : 'defendant',
    [at('dispute.commission.zh')]: court ? null : dispute.commission.zh,
    [at('dispute.commission.en')]: court ? null : dispute.commission.en,
    [at('dispute.place.zh')]: court ? null : dispute.place?.zh,
    [at('dispute.place.en')]: court ? null : dispute.place?.en,
    [at('prevailingLanguage')]: terms.prevailingLanguage,
    [at('copies')]: terms.copies,
    [at('improvements')]: terms.improvements,
    [at('sublicence')]: terms.sublicence ? 'true' : null,
    [at('service.personDays')]: service?.personDays,
    [at('service.months')]: service?.months,
    [at('secrecyYears')]: terms.secrecyYears,
    [at('liabilityCap')]: sayShare(terms.liabilityCap).replace('%', ''),
    [at('vat')]: terms.vat,
    [at('technologyValue')]: technology === undefined ? null : sayAmount({ amount: technology, currency }),
    [at('exportControl')]: terms.exportControl ?? 'none',
    [at('special.zh')]: terms.special?.zh,
    [at('special.en')]: terms.special?.en,
  }
}
