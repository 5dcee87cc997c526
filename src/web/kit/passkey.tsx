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
}

const attributes = ({ t, at, ask }: Props, kind: 'use' | 'make') => ({
  class: 'td-passkey',
  'data-passkey': kind,
  'data-ask': ask,
  'data-origin': passkeySite(at).origin,
  'data-failed': t('passkey.failed'),
})

const Answer = ({ prefix }: { prefix: string }) => (
  <>
    <input type="hidden" name={`${prefix}-id`} data-passkey-id />
    <input type="hidden" name={`${prefix}-answer`} data-passkey-answer />
    <p class="td-quiet" role="status" data-passkey-status></p>
  </>
)

/** Uses a passkey. Appears only where the browser has them; without script the page's form stays the way. */
export const PasskeyButton = (props: Props & { label: string }) => (
  <div {...attributes(props, 'use')} hidden>
    <p class="td-or">{props.t('passkey.or')}</p>
    <button class="btn" type="button">
      <Icon name="key" />
      {props.label}
    </button>
    <Answer prefix={props.prefix} />
  </div>
)

/** Makes a passkey when its form is sent. Says so where the browser has none for this address. */
export const NewPasskey = (props: Props) => (
  <div {...attributes(props, 'make')}>
    <p data-passkey-cannot>{props.t('passkey.cannot', { address: passkeySite(props.at).origin })}</p>
    <Answer prefix={props.prefix} />
  </div>
)
