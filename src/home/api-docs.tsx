import type { Child } from 'hono/jsx'
import { decided } from '../kernel/context.ts'
import { fill, isMessageKey, type Words } from '../kernel/messages.ts'
import type { C } from '../web/env.ts'
import { publicPage } from '../web/frame.tsx'
import { Heading, Section, Table } from '../web/kit/index.ts'

type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly description?: string
}
type Body = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
type Operation = {
  readonly tags?: readonly string[]
  readonly 'x-permission'?: string
  readonly requestBody?: Body
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly responses?: Readonly<Record<string, Body & { readonly description: string }>>
}
type Document = {
  readonly info: { readonly description?: string }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}
type Row = { readonly method: string; readonly path: string; readonly operation: Operation }

const methods = ['get', 'post', 'put', 'patch', 'delete']
/** Technical words stand in English in both languages, marked as such. */
const english = (text: Child): Child => <span lang="en">{text}</span>

/** A schema in a few words: `string`, `Text`, `open | internal`, `Id[]`. */
function typeOf(schema: Schema | undefined): string {
  if (schema === undefined) return ''
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1)!
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return choices.map(typeOf).join(' | ')
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`
  return [schema.type, schema.format].flat().filter(Boolean).join(' ')
}

const Code = ({ children }: { children: string | undefined }) => (children ? <code lang="en">{children}</code> : null)

const bodyOf = (body: Body | undefined): string =>
  Object.values(body?.content ?? {})
    .map(({ schema }) => typeOf(schema))
    .join(', ')

const Operations = ({ t, rows }: { t: Words; rows: readonly Row[] }) => (
  <Table<Row>
    t={t}
    caption={t('api.operations')}
    rows={rows}
    columns={[
      {
        key: 'path',
        head: t('api.address'),
        main: true,
        cell: ({ method, path }) => <code>{`${method.toUpperCase()} /api${path}`}</code>,
      },
      {
        key: 'body',
        head: t('api.body'),
        cell: ({ operation }) => <Code>{bodyOf(operation.requestBody)}</Code>,
      },
      {
        key: 'query',
        head: t('api.query'),
        cell: ({ operation }) => (
          <Code>
            {(operation.parameters ?? [])
              .filter((parameter) => parameter.in === 'query')
              .map(({ name }) => name)
              .join(', ')}
          </Code>
        ),
      },
      {
        key: 'answer',
        head: t('api.answer'),
        cell: ({ operation }) => {
          const [status, answer] =
            Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2')) ?? []
          return english(<>{`${status ?? ''} ${answer?.description ?? ''}`}</>)
        },
      },
      {
        key: 'permission',
        head: t('api.permission'),
        cell: ({ operation }) => <Code>{operation['x-permission']}</Code>,
        wide: true,
      },
    ]}
  />
)

const Fields = ({ t, schema }: { t: Words; schema: Schema }) => (
  <Table
    t={t}
    caption={t('api.fields')}
    rows={Object.entries(schema.properties ?? {})}
    columns={[
      { key: 'name', head: t('api.field'), main: true, cell: ([name]) => <code>{name}</code> },
      { key: 'type', head: t('api.type'), cell: ([, field]) => <Code>{typeOf(field)}</Code> },
      {
        key: 'required',
        head: t('api.required'),
        cell: ([name]) => t(schema.required?.includes(name) ? 'kit.yes' : 'kit.no'),
      },
      { key: 'about', head: t('api.about'), cell: ([, field]) => english(field.description ?? '') },
    ]}
  />
)

/** The API for people, drawn from the same document that machines read. */
export function apiDocsPage(c: C, document: Document) {
  const { t, ctx } = c.var
  decided(ctx)
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    methods.flatMap((method): Row[] =>
      operations[method] === undefined ? [] : [{ method, path, operation: operations[method] }]
    )
  )
  const tags = [...new Set(rows.flatMap(({ operation }) => operation.tags ?? []))]
  const named = (tag: string) => {
    const key = `api.tag.${tag}`
    return isMessageKey(key) ? fill(t.locale, key) : tag
  }
  const schemas = Object.entries(document.components?.schemas ?? {}).filter(
    ([, schema]) => schema.properties !== undefined
  )
  const body = (
    <div class="td-api">
      <Heading
        t={t}
        title={t('api.title')}
        lead={t('api.lead')}
        actions={
          <a class="btn" href="/api/openapi.json">
            OpenAPI 3.1
          </a>
        }
      />
      <p lang="en">{document.info.description}</p>
      {tags.map((tag) => (
        <Section title={named(tag)}>
          <Operations t={t} rows={rows.filter(({ operation }) => operation.tags?.includes(tag))} />
        </Section>
      ))}
      <Section title={t('api.shapes')}>
        {schemas.map(([name, schema]) => (
          <details id={name}>
            <summary lang="en">{name}</summary>
            <Fields t={t} schema={schema} />
          </details>
        ))}
      </Section>
    </div>
  )
  return publicPage(c, { title: t('api.title'), body, signIn: true })
}
