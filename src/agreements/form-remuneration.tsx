import { bases, periods } from '../contracts/remuneration.ts'
import {
  CheckField,
  DateField,
  FieldRow,
  type Form,
  FormSection,
  MoneyField,
  RadioField,
  RepeatedGroup,
  TextField,
  TextPair,
} from '../web/kit/index.ts'
import type { AgreementKind } from './agreement.ts'
import { type Model, models } from './remuneration-input.ts'

const usual = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD']

/** Contract value, then how it is paid; what a model asks for appears when it is chosen. */
export const RemunerationFields = ({ f, kind }: { f: Form; kind: AgreementKind }) => {
  const { t } = f
  const chosen = f.get('remuneration.model')
  const currency = f.get('contractValue.currency')
  const model = models.find((known) => known === chosen)
  return (
    <FormSection title={t(`agreement.remuneration.${kind}`)} lead={t('agreement.remuneration_help')}>
      <MoneyField
        f={f}
        name="contractValue"
        label={t('agreement.contract_value')}
        neededFor={t('agreement.needed')}
        help={model === 'running_royalty' ? t('agreement.value_estimated') : undefined}
        example={t('agreement.amount_example')}
        currencies={usual.includes(currency) || currency === '' ? usual : [currency, ...usual]}
      />
      <RadioField
        f={f}
        name="remuneration.model"
        label={t('agreement.model')}
        options={['open' as const, ...models].map((value) => ({ value, label: t(`agreement.model.${value}`) }))}
        refresh
        required
      />
      {model !== undefined && <ModelFields f={f} model={model} />}
      <TextField
        f={f}
        name="terms.technologyValue"
        label={t('agreement.technology_value')}
        help={t('agreement.technology_value_help')}
        width="medium"
        inputmode="decimal"
      />
      <RadioField
        f={f}
        name="terms.vat"
        label={t('agreement.vat')}
        options={[
          { value: 'taxable', label: t('agreement.vat.taxable') },
          { value: 'exempt', label: t('agreement.vat.exempt'), help: t('agreement.vat_note') },
        ]}
        required
      />
    </FormSection>
  )
}

const ModelFields = ({ f, model }: { f: Form; model: Model }) =>
  model === 'lump_sum' ? (
    <DueFields f={f} name="remuneration.due" days={f.t('agreement.due_days_effect')} />
  ) : model === 'instalments' ? (
    <InstalmentFields f={f} />
  ) : (
    <RoyaltyFields f={f} />
  )

const DueFields = ({ f, name, days }: { f: Form; name: string; days: string }) => (
  <>
    <TextField f={f} name={`${name}.days`} label={days} width="short" inputmode="numeric" />
    <DateField f={f} name={`${name}.date`} label={f.t('agreement.due_date_or')} />
  </>
)

const InstalmentFields = ({ f }: { f: Form }) => {
  const { t } = f
  return (
    <RepeatedGroup
      f={f}
      name="remuneration.instalments"
      min={2}
      label={t('agreement.instalments')}
      help={t('agreement.instalments_help')}
      rowLabel={(index) => t('agreement.instalment', { number: index + 1 })}
      add={t('agreement.instalment_add')}
      row={(at) => (
        <>
          <TextPair f={f} name={at('trigger')} label={t('agreement.trigger')} required />
          <TextPair f={f} name={at('evidence')} label={t('agreement.evidence')} />
          <FieldRow>
            <TextField f={f} name={at('amount')} label={t('agreement.amount')} inputmode="decimal" required />
            <TextField f={f} name={at('due.days')} label={t('agreement.due_days_met')} inputmode="numeric" />
            <DateField f={f} name={at('due.date')} label={t('agreement.due_date_or')} />
          </FieldRow>
        </>
      )}
    />
  )
}

const RoyaltyFields = ({ f }: { f: Form }) => {
  const { t } = f
  const at = (field: string) => `remuneration.${field}`
  return (
    <>
      <RadioField
        f={f}
        name={at('base.kind')}
        label={t('agreement.base')}
        options={bases.map((value) => ({ value, label: t(`agreement.base.${value}`) }))}
        required
      />
      <TextPair
        f={f}
        name={at('base.definition')}
        label={t('agreement.base_definition')}
        help={t('agreement.base_definition_help')}
        rows={3}
        required
      />
      <RepeatedGroup
        f={f}
        name={at('bands')}
        min={1}
        label={t('agreement.bands')}
        help={t('agreement.bands_help')}
        rowLabel={(index) => t('agreement.band', { number: index + 1 })}
        add={t('agreement.band_add')}
        row={(row) => (
          <FieldRow>
            <TextField f={f} name={row('upTo')} label={t('agreement.band_up_to')} inputmode="decimal" />
            <TextField
              f={f}
              name={row('rate')}
              label={t('agreement.rate')}
              width="short"
              inputmode="decimal"
              unit="%"
              required
            />
          </FieldRow>
        )}
      />
      <RadioField
        f={f}
        name={at('period')}
        label={t('agreement.period')}
        options={periods.map((value) => ({ value, label: t(`agreement.period.${value}`) }))}
        required
      />
      <FieldRow>
        <TextField
          f={f}
          name={at('reportDays')}
          label={t('agreement.report_days')}
          width="short"
          inputmode="numeric"
          required
        />
        <TextField
          f={f}
          name={at('payDays')}
          label={t('agreement.pay_days')}
          width="short"
          inputmode="numeric"
          required
        />
      </FieldRow>
      <FieldRow>
        <TextField
          f={f}
          name={at('entryFee.amount')}
          label={t('agreement.entry_fee')}
          width="medium"
          inputmode="decimal"
        />
        <TextField
          f={f}
          name={at('entryFee.dueDays')}
          label={t('agreement.entry_fee_days')}
          width="short"
          inputmode="numeric"
        />
      </FieldRow>
      <CheckField f={f} name={at('entryFee.creditable')} label={t('agreement.creditable')} />
      <FieldRow>
        <TextField
          f={f}
          name={at('minimum.amount')}
          label={t('agreement.minimum')}
          help={t('agreement.minimum_help')}
          width="medium"
          inputmode="decimal"
        />
        <DateField f={f} name={at('minimum.from')} label={t('agreement.minimum_from')} />
      </FieldRow>
      <TextField f={f} name={at('cap')} label={t('agreement.cap')} width="medium" inputmode="decimal" />
    </>
  )
}
