import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import { Icon } from './icon.tsx'

export type DocumentLine = {
  readonly name: Child
  readonly href: string
  /** "PDF · 184 KB · 2026-11-23". */
  readonly note: string
  /** Its hash in hex, as it is used to verify it. */
  readonly sha256?: string | undefined
}

export const Documents = ({ t, documents }: { t: Words; documents: readonly DocumentLine[] }) =>
  documents.length === 0 ? (
    <p class="td-quiet">{t('kit.no_documents')}</p>
  ) : (
    <ul class="td-documents">
      {documents.map(({ name, href, note, sha256 }) => (
        <li>
          <Icon name="file" />
          <div>
            <a href={href}>{name}</a>
            <p class="td-quiet">{note}</p>
            {sha256 !== undefined && (
              <p class="td-hash">
                {t('kit.sha256')} <code>{sha256}</code>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
