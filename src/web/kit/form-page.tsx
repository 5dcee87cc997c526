import type { Child, PropsWithChildren } from 'hono/jsx'
import { html } from 'hono/html'
import type { Crumb } from './breadcrumbs.tsx'
import { DefaultButton } from './default-button.tsx'
import { ErrorSummary } from './error-summary.tsx'
import type { Form } from './form.ts'
import { Heading } from './heading.tsx'

type FormProps = PropsWithChildren<{
  f: Form
  /** The verb that names the act: "Submit to the office". */
  submit: string
  cancelHref?: string | undefined
  /** "Save and go on later" (`_later`): takes what is there without asking for the rest. */
  later?: boolean | undefined
  /** Red: what is sent does harm. */
  harm?: boolean | undefined
  /** The form carries a file. */
  files?: boolean | undefined
  /** Between the errors and the fields. */
  notice?: Child
  /** What is typed is kept in this tab until it is sent, also when the session ended meanwhile. */
  keep?: boolean | undefined
}>

/** A form that speaks for itself: errors first, typed text and version kept. The browser's own checks stay silent. */
export const FormBody = ({ f, submit, cancelHref, later, harm, files, notice, keep = true, children }: FormProps) => {
  const { t } = f
  const around = (fields: Child) => (
    <form
      class="td-form"
      id={f.id}
      method="post"
      action={f.action}
      enctype={files ? 'multipart/form-data' : undefined}
      novalidate
      data-keep={keep ? '' : undefined}
      data-kept-text={keep ? t('kit.kept_text') : undefined}
      data-kept-yes={keep ? t('kit.keep') : undefined}
      data-kept-no={keep ? t('kit.discard') : undefined}
    >
      <DefaultButton />
      <input type="hidden" name="_return" value={f.action} />
      {f.version !== undefined && <input type="hidden" name="_version" value={String(f.version)} />}
      {f.errors.length > 0 && <ErrorSummary f={f} />}
      {notice}
      {fields}
      <div class="td-buttons">
        <button class={harm ? 'btn td-btn-harm-full' : 'btn btn-primary'} type="submit">
          {submit}
        </button>
        {later && (
          <button class="btn" type="submit" name="_later" value="true">
            {t('kit.save_later')}
          </button>
        )}
        {cancelHref !== undefined && (
          <a class="td-cancel" href={cancelHref}>
            {t('kit.cancel')}
          </a>
        )}
      </div>
    </form>
  )
  // The fields are drawn first: only then does the summary know their labels and which of them are there.
  const fields = html`${children}`
  return fields instanceof Promise ? fields.then(around) : around(fields)
}

type PageProps = FormProps & {
  title: Child
  lead?: Child
  crumbs?: readonly Crumb[] | undefined
  reference?: string | undefined
}

/** One subject a page, one column. */
export const FormPage = ({ title, lead, crumbs, reference, ...form }: PageProps) => (
  <section class="td-form-page">
    <Heading t={form.f.t} title={title} lead={lead} crumbs={crumbs} reference={reference} />
    <FormBody {...form} />
  </section>
)

/** A part of a long form under its own heading. */
export const FormSection = ({ title, lead, children }: PropsWithChildren<{ title: string; lead?: Child }>) => (
  <section class="td-form-section">
    <h2>{title}</h2>
    {lead !== undefined && <p class="td-quiet">{lead}</p>}
    {children}
  </section>
)

/** Fields side by side where there is room. */
export const FieldRow = ({ children }: PropsWithChildren) => <div class="td-field-row">{children}</div>
