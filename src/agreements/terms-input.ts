import type { Fault } from '../kernel/errors.ts'
import { given, type Sent, textPair } from '../web/forms.ts'
import { AgreementTerms, type AgreementKind } from './agreement.ts'
import { figures } from './remuneration-input.ts'

/** The sent terms as their schema wants them. */
export function readTerms(sent: Sent, _kind: AgreementKind): { input: object; faults: Fault[] } {
  const at = (field: string) => `terms.${field}`
  const read = figures(sent, 'CNY')
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
    faults: read.faults,
    input: given({
      dispute,
      prevailingLanguage: sent.get(at('prevailingLanguage')),
      copies: read.whole(at('copies')),
      improvements: sent.get(at('improvements')),
      sublicence: sent.get(at('sublicence')) === 'true',
      special: textPair(sent, at('special')),
    }),
  }
}

/** Stored terms, or the usual ones, as their form shows them. */
export function termsValues(stored: AgreementTerms | null): Record<string, string | number | null | undefined> {
  const terms = stored ?? AgreementTerms.parse({})
  const { dispute } = terms
  const at = (field: string) => `terms.${field}`
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
    [at('special.zh')]: terms.special?.zh,
    [at('special.en')]: terms.special?.en,
  }
}
