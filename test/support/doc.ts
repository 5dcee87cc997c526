import type { Desk } from './records.ts'

/** As much of a JSON schema as our document uses. */
export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly example?: unknown
  readonly format?: string
  readonly minimum?: number
  readonly minItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: unknown
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }
type Described = {
  readonly 'x-permission': string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, unknown>>
}
export type Doc = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}
/** One route of the API as its document tells it; `path` begins with /api. */
export type Operation = {
  readonly method: string
  readonly path: string
  readonly permission: string
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
  readonly statuses: readonly number[]
}

export async function docOf(desk: Desk): Promise<Doc> {
  return (await desk.ask('GET', '/api/openapi.json')).json()
}

export const operationsOf = (doc: Doc): Operation[] =>
  Object.entries(doc.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      path: `/api${path}`,
      permission: described['x-permission'],
      parameters: described.parameters ?? [],
      body: described.requestBody?.content['application/json']?.schema ?? null,
      statuses: Object.keys(described.responses).map(Number),
    }))
  )

export function resolve(doc: Doc, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const found = doc.components.schemas[schema.$ref.replace('#/components/schemas/', '')]
  if (found === undefined) throw new Error(`${schema.$ref} is not in the document`)
  return found
}

/** Something the schema takes: its required properties and those of `also`, by their examples. */
export function sampleOf(doc: Doc, given: Schema, also: readonly string[] = []): unknown {
  const schema = resolve(doc, given)
  const choice = schema.oneOf ?? schema.anyOf
  if (choice !== undefined) return sampleOf(doc, choice[0]!, also)
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.example !== undefined) return schema.example
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(doc, schema.items!, also))
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type === 'boolean') return false
  if (type === 'string') return 'x'
  const properties = Object.entries(schema.properties ?? {})
  const wanted = new Set([...(schema.required ?? []), ...also])
  if (wanted.size === 0 && schema.properties?.['zh'] !== undefined) return { zh: '文字' } // {zh?, en?}: at least one
  return Object.fromEntries(
    properties.filter(([name]) => wanted.has(name)).map(([name, one]) => [name, sampleOf(doc, one, also)])
  )
}

/** What an answer says, without the number of its own request. */
export async function saidBy(answer: Response): Promise<unknown> {
  const text = await answer.text()
  if (!(answer.headers.get('content-type') ?? '').includes('json')) return text
  const { instance: _, ...body }: Record<string, unknown> = JSON.parse(text)
  return body
}
