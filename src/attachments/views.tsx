import type { Child } from 'hono/jsx'
import { officeDay } from '../kernel/dates.ts'
import type { Words } from '../kernel/messages.ts'
import type { C } from '../web/env.ts'
import { Icon, StepButtons } from '../web/kit/index.ts'
import { type Beside, type Held, judged } from './beside.ts'
import { mayAdd, mayNote } from './policy.ts'
import { type FileRow, filesAt, type NoteRow, notesAt } from './queries.ts'

const short: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPG',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
}

/** `PDF · 184 KB`. */
export function sayKind({ mediaType, size }: Pick<FileRow, 'mediaType' | 'size'>): string {
  const kilobytes = Math.max(1, Math.round(size / 1_024))
  const said = kilobytes < 1_024 ? `${kilobytes} KB` : `${(kilobytes / 1_024).toFixed(1)} MB`
  return `${short[mediaType] ?? mediaType} · ${said}`
}

/** Which organisations see it and how closely it is kept; another organisation's own level is its own business. */
export const sayAccess = (t: Words, { audience, level, own }: FileRow): string =>
  own ? `${t(`attachment.audience.${audience}`)} · ${t(`attachment.level.${level}`)}` : t('attachment.shared')

/** The versions of each file, newest first; files in the order in which they came. */
function seriesOf(files: readonly FileRow[]): FileRow[][] {
  const series = new Map<string, FileRow[]>()
  for (const file of files) series.set(file.seriesId, [...(series.get(file.seriesId) ?? []), file])
  // A version that was taken back never stands for the file while there is another.
  const rank = (file: FileRow): number => (file.withdrawnAt === null ? file.edition : file.edition - 1_000_000)
  return [...series.values()].map((editions) => editions.toSorted((a, b) => rank(b) - rank(a)))
}

const FileLine = ({ c, at, file }: { c: C; at: string; file: FileRow }) => {
  const { t, ctx } = c.var
  const added = `${officeDay(file.createdAt, ctx.zone)} ${file.addedByName}`
  const version = file.edition > 1 ? [t('attachment.edition', { edition: file.edition })] : []
  const taken = file.withdrawnAt === null ? [] : [t('attachment.withdrawn')]
  return (
    <div class="td-file">
      <a href={at}>{file.name}</a>
      <p class="td-quiet">{[sayKind(file), ...version, added, sayAccess(t, file), ...taken].join(' · ')}</p>
    </div>
  )
}

const FileList = ({ c, base, files }: { c: C; base: string; files: readonly FileRow[] }) => {
  const { t } = c.var
  if (files.length === 0) return <p class="td-quiet">{t('attachment.none')}</p>
  return (
    <ul class="td-documents td-files">
      {seriesOf(files).map(([newest, ...older]) => (
        <li>
          <Icon name="file" />
          <div>
            <FileLine c={c} at={`${base}/${newest!.id}`} file={newest!} />
            {older.length > 0 && (
              <details>
                <summary>{t('attachment.older', { count: older.length })}</summary>
                <ul>
                  {older.map((file) => (
                    <li>
                      <FileLine c={c} at={`${base}/${file.id}`} file={file} />
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
          {newest!.withdrawnAt === null && (
            <a
              class="btn btn-sm td-print-no"
              href={`${base}/${newest!.id}/content`}
              aria-label={t('attachment.download_of', { name: newest!.name })}
            >
              <Icon name="download" class="td-icon-small" />
              {t('attachment.download')}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

const NoteList = ({ c, base, notes }: { c: C; base: string; notes: readonly NoteRow[] }) => {
  const { t, ctx } = c.var
  if (notes.length === 0) return <p class="td-quiet">{t('note.none')}</p>
  return (
    <ul class="td-notes">
      {notes.map((note) => (
        <li>
          <p class="td-note">{note.text}</p>
          <div class="td-note-line">
            <span class="td-quiet">{`${officeDay(note.createdAt, ctx.zone)} ${note.authorName}`}</span>
            {mayNote(ctx.actor, 'withdraw', note) && (
              <StepButtons
                t={t}
                version={1}
                steps={[
                  {
                    label: t('note.withdraw'),
                    action: `${base}/${note.id}/withdrawal`,
                    harm: true,
                    confirm: t('note.withdraw_confirm'),
                  },
                ]}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

const Part = ({ id, title, add, children }: { id: string; title: string; add: Child; children: Child }) => (
  <section class="td-group" id={id} aria-labelledby={`${id}-title`}>
    <div class="td-group-head">
      <h2 id={`${id}-title`}>{title}</h2>
      {add}
    </div>
    {children}
  </section>
)

const Add = ({ href, label }: { href: string; label: string }) => (
  <a class="btn btn-sm td-print-no" href={href}>
    <Icon name="plus" class="td-icon-small" />
    {label}
  </a>
)

/** The sections "Files" and "Notes" of a record's page, as far as the reader may see what is in them. */
export async function filesAndNotes<R extends Held>(c: C, beside: Beside<R>, record: R): Promise<Child> {
  const { t, ctx } = c.var
  const [files, notes] = [await filesAt(ctx, beside, record), await notesAt(ctx, beside, record)]
  const mine = mayAdd(ctx.actor, 'add', judged(beside, ctx.actor, record))
  const base = `/${beside.room}/${record.id}`
  return (
    <>
      <Part
        id="files"
        title={t('attachment.many')}
        add={mine && <Add href={`${base}/attachments/new`} label={t('attachment.new')} />}
      >
        <FileList c={c} base={`${base}/attachments`} files={files} />
      </Part>
      {(mine || notes.length > 0) && (
        <Part id="notes" title={t('note.many')} add={mine && <Add href={`${base}/notes/new`} label={t('note.new')} />}>
          <p class="td-quiet td-note-private">{t('note.private')}</p>
          <NoteList c={c} base={`${base}/notes`} notes={notes} />
        </Part>
      )}
    </>
  )
}
