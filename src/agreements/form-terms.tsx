import { CheckField, FieldRow, type Form, FormSection, RadioField, TextField, TextPair } from '../web/kit/index.ts'
import { type AgreementKind, sidesOf } from './agreement.ts'

/** Choices of the wording: a fair one is chosen already. */
export const TermsFields = ({ f, kind }: { f: Form; kind: AgreementKind }) => {
  const { t } = f
  const at = (field: string) => `terms.${field}`
  const { gives, takes } = sidesOf(kind)
  const seats = [
    { value: 'defendant', label: t('agreement.seat.defendant') },
    { value: 'licensor', label: t('agreement.seat_of', { role: `@wording.role.${gives}` }) },
    { value: 'licensee', label: t('agreement.seat_of', { role: `@wording.role.${takes}` }) },
  ]
  return (
    <FormSection title={t('agreement.section_terms')} lead={t('agreement.terms_help')}>
      <RadioField
        f={f}
        name={at('dispute.way')}
        label={t('agreement.dispute')}
        options={[
          { value: 'court', label: t('agreement.dispute_court') },
          { value: 'arbitration', label: t('agreement.dispute_arbitration') },
        ]}
        refresh
        required
      />
      {f.get(at('dispute.way')) === 'arbitration' ? (
        <>
          <TextPair
            f={f}
            name={at('dispute.commission')}
            label={t('agreement.dispute_commission')}
            help={t('agreement.dispute_commission_help')}
            required
          />
          <TextPair f={f} name={at('dispute.place')} label={t('agreement.dispute_place')} />
        </>
      ) : (
        <RadioField f={f} name={at('dispute.seat')} label={t('agreement.dispute_seat')} options={seats} required />
      )}
      <RadioField
        f={f}
        name={at('prevailingLanguage')}
        label={t('agreement.prevailing_language')}
        options={[
          { value: 'zh-CN', label: t('kit.in_chinese') },
          { value: 'en', label: t('kit.in_english') },
        ]}
        required
      />
      {kind === 'licence_patent' && (
        <>
          <RadioField
            f={f}
            name={at('improvements')}
            label={t('agreement.improvements')}
            options={(['each_own', 'option'] as const).map((value) => ({
              value,
              label: t(`agreement.improvements.${value}`),
            }))}
            required
          />
          <CheckField f={f} name={at('sublicence')} label={t('agreement.sublicence')} />
        </>
      )}
      <FieldRow>
        <TextField
          f={f}
          name={at('service.personDays')}
          label={t('agreement.service_days')}
          width="short"
          inputmode="numeric"
        />
        <TextField
          f={f}
          name={at('service.months')}
          label={t('agreement.service_months')}
          width="short"
          inputmode="numeric"
        />
      </FieldRow>
      <FieldRow>
        <TextField
          f={f}
          name={at('secrecyYears')}
          label={t('agreement.secrecy_years')}
          width="short"
          inputmode="numeric"
          required
        />
        <TextField
          f={f}
          name={at('liabilityCap')}
          label={t('agreement.liability_cap')}
          width="short"
          inputmode="decimal"
          unit="%"
          required
        />
      </FieldRow>
      <RadioField
        f={f}
        name={at('exportControl')}
        label={t('agreement.export_control')}
        help={t('agreement.export_control_help')}
        options={(['none', 'free', 'restricted'] as const).map((value) => ({
          value,
          label: t(`agreement.export_control.${value}`),
        }))}
        required
      />
      <TextField f={f} name={at('copies')} label={t('agreement.copies')} width="short" inputmode="numeric" required />
      <TextPair f={f} name={at('special')} label={t('agreement.special')} help={t('agreement.special_help')} rows={4} />
    </FormSection>
  )
}
