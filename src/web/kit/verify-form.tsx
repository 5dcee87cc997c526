import type { Words } from '../../kernel/messages.ts'
import { Icon } from './icon.tsx'

/**
 * Asks whether a document was issued: a file is hashed in the reader's browser and never sent; without script the
 * hash is typed. GET /verify?sha256=…
 */
export const VerifyForm = ({ t, sha256 }: { t: Words; sha256?: string | undefined }) => (
  <form class="td-verify" method="get" action="/verify" data-verify data-hashing={t('kit.hashing')}>
    <div class="td-drop" data-drop hidden>
      <Icon name="shield" />
      <p id="verify-drop">
        <strong>{t('kit.verify_drop')}</strong>
      </p>
      <p class="td-quiet" id="verify-stays">
        {t('kit.verify_stays')}
      </p>
      <input
        class="form-control"
        type="file"
        accept="application/pdf,.pdf"
        aria-label={t('kit.verify_choose')}
        aria-describedby="verify-stays"
      />
      <p class="td-quiet" role="status" data-verify-status></p>
    </div>
    <div class="td-field">
      <label class="td-label" for="verify-hash">
        {t('kit.verify_hash')}
      </label>
      <div class="td-verify-line">
        <input
          class="form-control td-code"
          id="verify-hash"
          type="text"
          name="sha256"
          value={sha256}
          autocomplete="off"
          spellcheck={false}
          autocapitalize="none"
        />
        <button class="btn btn-primary" type="submit">
          {t('kit.verify')}
        </button>
      </div>
    </div>
  </form>
)
