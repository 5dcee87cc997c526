import type { Words } from '../../kernel/messages.ts'
import { passkeySite } from '../../kernel/passkey-site.ts'
import { Icon } from './icon.tsx'

type Props = {
  t: Words
  /** This site's address: a passkey belongs to its host name. */
  at: string
  /** POST here for what the browser must answer. */
  ask: string
  /** The answer goes into fields of the form named `<prefix>-id` and `<prefix>-answer`. */
  prefix: string
  /** The id of that form, where this stands outside of it. */
  form?: string | undefined
}

const attributes = ({ t, at, ask }: Props, kind: 'use' | 'make') => ({
  class: 'td-passkey',
  'data-passkey': kind,
  'data-ask': ask,
  'data-origin': passkeySite(at).origin,
  'data-failed': t('passkey.failed'),
})

const Answer = ({ prefix, form }: Props) => (
  <>
    <input type="hidden" name={`${prefix}-id`} form={form} data-passkey-id />
    <input type="hidden" name={`${prefix}-answer`} form={form} data-passkey-answer />
    <p class="td-quiet" role="status" data-passkey-status></p>
  </>
)

/** Uses a passkey. Appears only where the browser has them; without script the page's form stays the way. */
export const PasskeyButton = (props: Props & { label: string }) => (
  <div {...attributes(props, 'use')} hidden>
    <p class="td-quiet">{props.t('passkey.or')}</p>
    <button class="btn" type="button">
      <Icon name="key" />
      {props.label}
    </button>
    <Answer {...props} />
  </div>
)

/** Makes a passkey when its form is sent. Says so where the browser has none for this address. */
export const NewPasskey = (props: Props) => (
  <div {...attributes(props, 'make')}>
    <p data-passkey-cannot>{props.t('passkey.cannot', { address: passkeySite(props.at).origin })}</p>
    <Answer {...props} />
  </div>
)
