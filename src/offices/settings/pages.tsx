import { prefixes } from '../../db/references.ts'
import { say } from '../../kernel/text.ts'
import { type Fault, refuseFaults } from '../../kernel/errors.ts'
import { parseAmount } from '../../kernel/money.ts'
import type { C } from '../../web/env.ts'
import { back, type FormState, formOn, opened, tryForm } from '../../web/form-page.tsx'
import { given, type Sent, sentOf } from '../../web/forms.ts'
import { show } from '../../web/frame.tsx'
import { parse } from '../../web/issues.ts'
import { FieldRow, FormPage, FormSection, RadioField, SelectField, TextField } from '../../web/kit/index.ts'
import { pages } from '../../web/registry.ts'
import { changeSettings } from './actions.ts'
import { ownOffice } from './queries.ts'
import { OfficeSettings, patternOf, provinces, thresholdKinds } from './settings.ts'

type Office = Awaited<ReturnType<typeof ownOffice>>

/** Whole yuan in the form, minor units in the record. */
const values = ({ zone, locale, settings }: Office) =>
  new Map<string, string[]>([
    ['zone', [zone]],
    ['locale', [locale]],
    ['province', [settings.province ?? 'national']],
    ...thresholdKinds.map((kind): [string, string[]] => {
      const from = settings.leadershipFrom?.[kind]
      return [`leadershipFrom.${kind}`, from === undefined ? [] : [String(from / 100)]]
    }),
    ...prefixes.map((prefix): [string, string[]] => [`numberPatterns.${prefix}`, [patternOf(prefix, settings)]]),
  ])

const readSettings = (sent: Sent): object => {
  const pairs = (names: readonly string[], group: string, read: (typed: string, name: string) => unknown) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const typed = sent.get(`${group}.${name}`)
        return typed === undefined ? [] : [[name, read(typed, name)]]
      })
    )
  const faults: Fault[] = []
  const amount = (typed: string, kind: string): number => {
    const read = parseAmount(typed, 'CNY', ['leadershipFrom', kind])
    if (!read.ok) faults.push(read.fault)
    return read.ok ? read.value : 0
  }
  const settings = given({
    zone: sent.get('zone'),
    locale: sent.get('locale'),
    province: sent.get('province'),
    leadershipFrom: pairs(thresholdKinds, 'leadershipFrom', amount),
    numberPatterns: Object.fromEntries(
      Object.entries(pairs(prefixes, 'numberPatterns', (typed) => typed)).filter(
        ([prefix, typed]) => typed !== `${prefix}-YYYY-NNNN`
      )
    ),
  })
  refuseFaults(faults)
  return settings
}

async function settingsPage(c: C, given?: FormState) {
  const { t, ctx } = c.var
  const office = await ownOffice(ctx)
  const state = given ?? opened(sentOf(values(office)))
  const current = { recordId: office.id, version: office.version, values: values(office) }
  const { f, notice } = await formOn(c, '/settings', state, current)
  const languages = [
    { value: 'zh-CN', label: t('kit.in_chinese') },
    { value: 'en', label: t('kit.in_english') },
  ]
  const body = (
    <FormPage
      f={f}
      notice={notice}
      title={t('settings.title')}
      lead={say(office.name, t.locale).text}
      submit={t('record.save')}
      cancelHref="/"
    >
      <FieldRow>
        <TextField f={f} name="zone" label={t('office.zone')} help={t('office.zone_help')} width="medium" required />
        <RadioField f={f} name="locale" label={t('office.locale')} required options={languages} />
      </FieldRow>
      <SelectField
        f={f}
        name="province"
        label={t('settings.province')}
        required
        options={provinces.map((value) => ({ value, label: t(`settings.province.${value}`) }))}
      />
      <FormSection title={t('settings.thresholds')} lead={t('settings.thresholds_lead')}>
        <FieldRow>
          {thresholdKinds.map((kind) => (
            <TextField
              f={f}
              name={`leadershipFrom.${kind}`}
              label={t(`agreement.kind.${kind}`)}
              unit={t('settings.threshold_unit')}
              inputmode="decimal"
              width="medium"
            />
          ))}
        </FieldRow>
      </FormSection>
      <FormSection title={t('settings.numbers')} lead={t('settings.numbers_lead')}>
        <FieldRow>
          {prefixes.map((prefix) => (
            <TextField f={f} name={`numberPatterns.${prefix}`} label={t(`settings.number.${prefix}`)} width="medium" />
          ))}
        </FieldRow>
      </FormSection>
      <FormSection title={t('settings.overseers')}>
        {office.overseers.length === 0 ? (
          <p class="td-quiet">{t('settings.no_overseers')}</p>
        ) : (
          <ul>
            {office.overseers.map(({ name }) => (
              <li>{say(name, t.locale).text}</li>
            ))}
          </ul>
        )}
      </FormSection>
    </FormPage>
  )
  return show(c, { title: t('settings.title'), form: f.id, body }, state.status)
}

export const settingsPages = pages('/settings')
  .get('/', 'office.manage', (c) => settingsPage(c))
  .post('/', 'office.manage', (c) =>
    tryForm(
      c,
      async (sent) => {
        await changeSettings(c.var.ctx, sent.version, parse(OfficeSettings, readSettings(sent)))
        return back(c, '/settings', 'settings_saved')
      },
      (state) => settingsPage(c, state)
    )
  )
