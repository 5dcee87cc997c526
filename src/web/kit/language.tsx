import type { Words } from '../../kernel/messages.ts'
import { DefaultButton } from './default-button.tsx'
import { Icon } from './icon.tsx'

type Props = {
  t: Words
  /** Where to go back to: this page. */
  path: string
  /** The id of the form on this page. Then what is typed travels along and is shown again in the other language. */
  form?: string | undefined
}

/**
 * Shows the same page in the other language: POST /language {_language, _return}. As part of a form, the whole form
 * is sent there; the server answers 307 to `_return`, which draws the form again with what was typed.
 */
export const LanguageSwitch = ({ t, path, form }: Props) => {
  const other = t.locale === 'en' ? 'zh-CN' : 'en'
  const button = (
    <button
      class="td-tool"
      type="submit"
      name="_language"
      value={other}
      lang={other}
      form={form}
      formaction={form === undefined ? undefined : '/language'}
      formmethod={form === undefined ? undefined : 'post'}
      formnovalidate={form !== undefined}
      aria-label={`${t('kit.other_language')} · ${t('kit.to_other_language')}`}
    >
      <Icon name="language" />
      <span>{t('kit.other_language')}</span>
    </button>
  )
  if (form !== undefined) {
    return (
      <>
        <DefaultButton form={form} />
        {button}
      </>
    )
  }
  return (
    <form method="post" action="/language" class="td-inline">
      <input type="hidden" name="_return" value={path} />
      {button}
    </form>
  )
}
