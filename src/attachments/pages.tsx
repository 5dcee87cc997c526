import { officeDay, sayMoment } from '../kernel/dates.ts'
import { decide } from '../kernel/context.ts'
import { audiences, levels } from '../documents/document.ts'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../web/form-page.tsx'
import { given, sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import {
  type FactGroup,
  FileField,
  type Form,
  FormPage,
  Icon,
  RadioField,
  RecordPage,
  type Step,
  TextArea,
} from '../web/kit/index.ts'
import type { pages } from '../web/registry.ts'
import { storyOf } from '../web/said-changes.ts'
import { said } from '../web/said-text.tsx'
import { addAttachment, addNote, changeAccess, withdrawAttachment, withdrawNote } from './actions.ts'
import { Access, NewAttachment, NewNote } from './attachment.ts'
import { type Beside, type Held, judged } from './beside.ts'
import { kinds, limit } from './inspect.ts'
import { may, mayAdd } from './policy.ts'
import { type FileRow, getAttachment, getContent } from './queries.ts'
import { sendFile, shown } from './sending.ts'
import { uploadOf } from './upload.ts'
import { sayKind } from './views.tsx'

const accept = [...Object.keys(kinds), 'jpeg'].map((extension) => `.${extension}`).join(',')
const idOf = (c: C): string => c.req.param('id')!
const fileOf = (c: C): string => c.req.param('documentId')!

/** How closely a file is kept is asked of an office, where people see different things; an enterprise is one circle. */
const AccessFields = ({ f, office }: { f: Form; office: boolean }) => (
  <>
    <RadioField
      f={f}
      name="audience"
      label={f.t('attachment.audience')}
      required
      options={audiences.map((value) => ({
        value,
        label: f.t(`attachment.audience.${value}`),
        help: f.t(`attachment.audience_${value}_help`),
      }))}
    />
    {office && (
      <RadioField
        f={f}
        name="level"
        label={f.t('attachment.level')}
        required
        options={levels.map((value) => ({
          value,
          label: f.t(`attachment.level.${value}`),
          help: f.t(`attachment.level_${value}_help`),
        }))}
      />
    )}
  </>
)

/** The pages of files and notes beside a room's records; the room adds them with one line. */
export function attachmentPages<R extends Held>(room: ReturnType<typeof pages>, beside: Beside<R>) {
  const base = `/${beside.room}`
  const crumbsOf = (record: R, file?: FileRow) => [
    { label: record.reference, href: `${base}/${record.id}` },
    ...(file === undefined ? [] : [{ label: file.name, href: `${base}/${record.id}/attachments/${file.id}` }]),
  ]

  async function newPage(c: C, state: FormState) {
    const { t, ctx } = c.var
    const record = await beside.get(ctx, idOf(c))
    decide(ctx, mayAdd, 'add', judged(beside, ctx.actor, record))
    const { f, notice } = await formOn(c, `${base}/${record.id}/attachments/new`, state)
    const body = (
      <FormPage
        f={f}
        notice={notice}
        crumbs={crumbsOf(record)}
        title={t('attachment.new')}
        lead={said(t, beside.title(record))}
        submit={t('attachment.new')}
        cancelHref={`${base}/${record.id}#files`}
        files
        keep={false}
      >
        <FileField
          f={f}
          name="file"
          label={t('attachment.file')}
          help={t('attachment.new_lead', { limit })}
          accept={accept}
          required
        />
        <AccessFields f={f} office={ctx.actor.officeId !== null} />
      </FormPage>
    )
    return show(c, { title: `${t('attachment.new')} · ${record.reference}`, form: f.id, body }, state.status)
  }

  async function editionPage(c: C, state: FormState) {
    const { t, ctx } = c.var
    const record = await beside.get(ctx, idOf(c))
    const file = await getAttachment(ctx, beside, record.id, fileOf(c))
    decide(ctx, mayAdd, 'add', judged(beside, ctx.actor, record))
    decide(ctx, may, 'change', file)
    const at = `${base}/${record.id}/attachments/${file.id}`
    const { f, notice } = await formOn(c, `${at}/edition`, state)
    const body = (
      <FormPage
        f={f}
        notice={notice}
        crumbs={crumbsOf(record, file)}
        title={t('attachment.new_edition')}
        lead={t('attachment.new_edition_lead', { name: file.name })}
        submit={t('attachment.new_edition')}
        cancelHref={at}
        files
        keep={false}
      >
        <FileField
          f={f}
          name="file"
          label={t('attachment.file')}
          help={t('attachment.new_lead', { limit })}
          accept={accept}
          required
        />
      </FormPage>
    )
    return show(c, { title: `${t('attachment.new_edition')} · ${record.reference}`, form: f.id, body }, state.status)
  }

  async function accessPage(c: C, state: FormState | null) {
    const { t, ctx } = c.var
    const record = await beside.get(ctx, idOf(c))
    const file = await getAttachment(ctx, beside, record.id, fileOf(c))
    decide(ctx, may, 'change', file)
    const at = `${base}/${record.id}/attachments/${file.id}`
    const { audience, level } = file
    const { f, notice } = await formOn(c, `${at}/access`, state ?? opened(sentOf(valuesOf({ audience, level }))))
    const body = (
      <FormPage
        f={f}
        notice={notice}
        crumbs={crumbsOf(record, file)}
        title={t('attachment.access')}
        lead={t('attachment.access_lead')}
        submit={t('attachment.access')}
        cancelHref={at}
      >
        <AccessFields f={f} office={ctx.actor.officeId !== null} />
      </FormPage>
    )
    return show(c, { title: `${t('attachment.access')} · ${record.reference}`, form: f.id, body }, state?.status ?? 200)
  }

  async function notePage(c: C, state: FormState) {
    const { t, ctx } = c.var
    const record = await beside.get(ctx, idOf(c))
    decide(ctx, mayAdd, 'add', judged(beside, ctx.actor, record))
    const { f, notice } = await formOn(c, `${base}/${record.id}/notes/new`, state)
    const body = (
      <FormPage
        f={f}
        notice={notice}
        crumbs={crumbsOf(record)}
        title={t('note.new')}
        lead={t('note.private')}
        submit={t('note.new')}
        cancelHref={`${base}/${record.id}#notes`}
      >
        <TextArea f={f} name="text" label={t('note.text')} rows={5} required />
      </FormPage>
    )
    return show(c, { title: `${t('note.new')} · ${record.reference}`, form: f.id, body }, state.status)
  }

  async function filePage(c: C) {
    const { t, ctx } = c.var
    const record = await beside.get(ctx, idOf(c))
    const file = await getAttachment(ctx, beside, record.id, fileOf(c))
    const at = `${base}/${record.id}/attachments/${file.id}`
    const body = (
      <RecordPage
        t={t}
        crumbs={crumbsOf(record)}
        title={file.name}
        lead={said(t, beside.title(record))}
        state={file.withdrawnAt === null ? undefined : { label: t('attachment.withdrawn'), tone: 'ended' }}
        version={file.edition}
        steps={stepsOf(c, at, file, mayAdd(ctx.actor, 'add', judged(beside, ctx.actor, record)))}
        groups={groupsOf(c, at, file)}
        history={file.own ? await storyOf(c, file.seriesId, 'attachment') : undefined}
      />
    )
    return show(c, { title: `${file.name} · ${record.reference}`, body })
  }

  room
    .get('/:id/attachments/new', beside.read, (c) =>
      newPage(c, opened(sentOf(valuesOf({ audience: 'own', level: 'internal' }))))
    )
    .post('/:id/attachments/new', beside.read, (c) =>
      tryForm(
        c,
        async (sent) => {
          const input = { audience: sent.get('audience'), level: sent.get('level') }
          await addAttachment(c.var.ctx, beside, idOf(c), uploadOf(c), parse(NewAttachment, given(input)))
          return back(c, `${base}/${idOf(c)}`)
        },
        (state) => newPage(c, state)
      )
    )
    .get('/:id/attachments/:documentId', beside.read, filePage)
    .get('/:id/attachments/:documentId/content', beside.read, async (c) =>
      sendFile(c, await getContent(c.var.ctx, beside, idOf(c), fileOf(c)), c.req.query('inline') === '1')
    )
    .get('/:id/attachments/:documentId/edition', beside.read, (c) => editionPage(c, opened(sentOf(new Map()))))
    .post('/:id/attachments/:documentId/edition', beside.read, (c) =>
      tryForm(
        c,
        async () => {
          const { ctx } = c.var
          const made = await addAttachment(ctx, beside, idOf(c), uploadOf(c), { replaces: fileOf(c) })
          return back(c, `${base}/${idOf(c)}/attachments/${made.id}`)
        },
        (state) => editionPage(c, state)
      )
    )
    .get('/:id/attachments/:documentId/access', beside.read, (c) => accessPage(c, null))
    .post('/:id/attachments/:documentId/access', beside.read, (c) =>
      tryForm(
        c,
        async (sent) => {
          const file = await getAttachment(c.var.ctx, beside, idOf(c), fileOf(c))
          const kept = c.var.ctx.actor.officeId === null ? file.level : undefined
          const level = sent.get('level') ?? kept
          const access = parse(Access, given({ audience: sent.get('audience'), level }))
          await changeAccess(c.var.ctx, beside, idOf(c), fileOf(c), access)
          return back(c, `${base}/${idOf(c)}/attachments/${fileOf(c)}`)
        },
        (state) => accessPage(c, state)
      )
    )
    .post('/:id/attachments/:documentId/withdrawal', beside.read, async (c) => {
      await withdrawAttachment(c.var.ctx, beside, idOf(c), fileOf(c))
      return back(c, `${base}/${idOf(c)}`, 'file_withdrawn')
    })
    .get('/:id/notes/new', beside.read, (c) => notePage(c, opened(sentOf(new Map()))))
    .post('/:id/notes/new', beside.read, (c) =>
      tryForm(
        c,
        async (sent) => {
          await addNote(c.var.ctx, beside, idOf(c), parse(NewNote, given({ text: sent.get('text') })))
          return back(c, `${base}/${idOf(c)}`)
        },
        (state) => notePage(c, state)
      )
    )
    .post('/:id/notes/:noteId/withdrawal', beside.read, async (c) => {
      await withdrawNote(c.var.ctx, beside, idOf(c), c.req.param('noteId')!)
      return back(c, `${base}/${idOf(c)}`, 'note_withdrawn')
    })
}

function stepsOf(c: C, at: string, file: FileRow, adds: boolean): Step[] {
  const { t, ctx } = c.var
  const download = { label: t('attachment.download'), href: `${at}/content` }
  if (!may(ctx.actor, 'change', file)) return [download]
  return [
    download,
    ...(adds ? [{ label: t('attachment.new_edition'), href: `${at}/edition` }] : []),
    { label: t('attachment.access'), href: `${at}/access` },
    {
      label: t('attachment.withdraw'),
      action: `${at}/withdrawal`,
      harm: true,
      confirm: t('attachment.withdraw_confirm'),
    },
  ]
}

function groupsOf(c: C, at: string, file: FileRow): FactGroup[] {
  const { t, ctx } = c.var
  const { withdrawnAt } = file
  const facts = [
    { label: t('attachment.kind'), value: sayKind(file) },
    { label: t('attachment.edition_label'), value: t('attachment.edition', { edition: file.edition }) },
    ...(file.own
      ? [
          { label: t('attachment.audience'), value: t(`attachment.audience.${file.audience}`) },
          { label: t('attachment.level'), value: t(`attachment.level.${file.level}`) },
        ]
      : [{ label: t('attachment.audience'), value: t('attachment.shared') }]),
    { label: t('attachment.added_by'), value: file.addedByName },
    { label: t('attachment.added_at'), value: sayMoment(file.createdAt, ctx.zone) },
    ...(withdrawnAt === null
      ? []
      : [
          {
            label: t('attachment.withdrawn'),
            value: t('attachment.withdrawn_on', { date: officeDay(withdrawnAt, ctx.zone) }),
          },
        ]),
    { label: t('attachment.sha256'), value: <code class="td-wrap">{file.sha256}</code>, wide: true as const },
  ]
  const about = { id: 'about', title: t('attachment.facts'), facts }
  if (!shown.includes(file.mediaType)) return [about]
  const content = `${at}/content?inline=1`
  const more = file.mediaType.startsWith('image/') ? (
    <img class="td-preview" src={content} alt={file.name} />
  ) : (
    <p class="td-print-no">
      <a class="btn" href={content} target="_blank" rel="noopener">
        <Icon name="file" class="td-icon-small" />
        {t('attachment.open')}
      </a>
    </p>
  )
  return [{ id: 'preview', title: t('attachment.preview'), facts: [], more }, about]
}
