import { inspectRoutes } from 'hono/dev'
import type { Hono } from 'hono'
import type { Person } from '../support/office.ts'
import { grantedPatent, licence } from '../support/records.ts'
import { parsed } from '../web/kit.ts'
import { asker, opens, type Surface, targetsOf } from './asking.ts'
import { candidates, nobodysLike, tableOf } from './owned.ts'
import type { Side } from './sides.ts'
import type { Listener } from './trace.ts'
import { compare, type Finding, firstDifference, look, settled, type Walk } from './walk.ts'

/** Addresses whose ids are no secret, and why. */
const published: Readonly<Record<string, string>> = {
  'GET /account/identities/link/{id}': 'the sign-in page offers every identity provider to everybody by its name',
}

/** Neither a page nor a documented route: what watches the process, and the document itself. */
const apart = ['GET /healthz', 'GET /readyz', 'GET /api/openapi.json']

/** The routes of an application that no list knows: each could answer without anybody having asked who may. */
export function unlisted({ app, operations, pages }: Surface): string[] {
  const known = new Set([...[...operations, ...pages].map(({ method, path }) => `${method} ${path}`), ...apart])
  return inspectRoutes(app as unknown as Hono)
    .filter(({ isMiddleware }) => !isMiddleware)
    .map(({ method, path }) => `${method} ${path.startsWith('/api/') ? path.replace(/:(\w+)/g, '{$1}') : path}`)
    .filter((route) => !known.has(route))
}

const places = /\/([\w-]+)\/\{(\w+)\}/g
type Place = { readonly word: string; readonly name: string }
const placesIn = (path: string): Place[] =>
  [...path.matchAll(places)].map(([, word = '', name = '']) => ({ word, name }))

/** Fills the places of an address: all with foreign ids, and one by one beside the asking side's own. */
function* filled(
  path: string,
  { own, foreign }: Walk,
  oneByOne: boolean
): Generator<(stranger: (id: string) => string) => string> {
  const all = placesIn(path)
  if (oneByOne || all.length === 1)
    for (const [n, place] of all.entries())
      for (const id of candidates(place.word, foreign.owned)) {
        const rest = (o: Place, i: number, stranger: (id: string) => string): string =>
          i === n ? stranger(id) : (candidates(o.word, own.owned)[0] ?? nobodysLike(id))
        yield (stranger) => all.reduce((said, o, i) => said.replace(`{${o.name}}`, rest(o, i, stranger)), path)
      }
  if (all.length > 1)
    yield (stranger) =>
      all.reduce(
        (said, o) => said.replace(`{${o.name}}`, stranger(candidates(o.word, foreign.owned)[0] ?? 'none')),
        path
      )
}

/** Every address with a place for an id. */
async function addresses(walk: Walk): Promise<void> {
  const posted = new Set(walk.targets.flatMap((one) => (one.form === undefined ? [] : [one.path])))
  for (const target of walk.targets) {
    const at = `${target.method} ${target.path}`
    if (!target.path.includes('{') || target.access === 'public' || at in published) continue
    // A form and the button behind it are the same action as the API's: those one person tries.
    const once = posted.has(target.path)
    for (const [n, { name, person, roles }] of walk.own.people.entries()) {
      if (!opens(target.access, roles) || (n > 0 && once)) continue
      for (const fill of filled(target.path, walk, n === 0))
        await compare(walk, name, person, at, (stranger) => ({
          method: target.method,
          path: fill(stranger),
          sent: target,
        }))
    }
  }
}

type Seen = { readonly path: string; readonly body: string; readonly person: Person; readonly who: string }

/** Everything that can be looked at, with one's own ids: nothing of the other side stands there. */
async function tour(walk: Walk): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const target of walk.targets.filter(({ method, access }) => method === 'GET' && access !== 'public'))
    for (const { name, person, roles } of walk.own.people) {
      if (!opens(target.access, roles)) continue
      const ids = placesIn(target.path).map((place) => [place.name, candidates(place.word, walk.own.owned)[0]] as const)
      const path = ids.reduce((said, [place, id]) => said.replace(`{${place}}`, id ?? 'x'), target.path)
      const answer = await walk.ask(person, 'GET', path)
      look(walk, name, `GET ${target.path}`, answer)
      if (answer.status === 200) seen.push({ path, body: answer.body, person, who: name })
    }
  return seen
}

/** The other side's words and ids as a search or a filter: the answer is as to words and ids of nobody. */
async function queries(walk: Walk, seen: readonly Seen[]): Promise<void> {
  const { own, foreign, surface } = walk
  const listed = seen.filter(({ path }) => !/[0-9a-f]{8}-/.test(path))
  for (const { path, who, person } of listed) {
    const plain = (at: string): string => at.replace(/^\/api|\/export\.csv$/g, '')
    const known = surface.operations.find((one) => one.method === 'GET' && plain(one.path) === plain(path))
    const names = (known?.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name)
    if (person === own.people[0]?.person || path === '/search' || names.includes('q')) {
      const ask = async (q: string) => {
        const answer = await walk.ask(person, 'GET', `${path}?q=${q}`)
        look(walk, who, `GET ${path}?q=`, answer, [q])
        return settled(answer.body.replaceAll(q, '§'))
      }
      const [theirs, nobodys] = [await ask(foreign.canary), await ask('kanarienobody')]
      if (theirs !== nobodys)
        walk.found.push({ what: 'body', who, at: `GET ${path}?q=`, detail: firstDifference(theirs, nobodys) })
    }
    if (person !== own.people[0]?.person) continue
    for (const { name, schema } of known?.parameters.filter((one) => one.in === 'query') ?? [])
      if (schema.enum === undefined && !['q', 'cursor', 'limit'].includes(name))
        for (const [id] of foreign.owned.values())
          await compare(walk, who, person, `GET ${path}?${name}=`, (stranger) => ({
            method: 'GET',
            path: `${path}?${name}=${stranger(id!)}`,
          }))
  }
  // Links that carry an own id in their query, with the other side's id of the same kind instead.
  const done = new Set<string>()
  for (const { body, who, person } of seen)
    for (const [, link = ''] of body.matchAll(/href="(\/[^"#]*\?[^"]*)"/g)) {
      const [path = '', query = ''] = link.replaceAll('&amp;', '&').split('?')
      for (const [name, value] of new URLSearchParams(query)) {
        const table = tableOf(value, own.owned)
        const id = table === undefined ? undefined : foreign.owned.get(table)?.[0]
        const at = `GET ${path.replaceAll(/[0-9a-f-]{36}/g, '{id}')}?${name}=`
        if (id === undefined || done.has(`${who} ${at}`)) continue
        done.add(`${who} ${at}`)
        await compare(walk, who, person, at, (stranger) => ({
          method: 'GET',
          path: `${path}?${query.replace(value, stranger(id))}`,
        }))
      }
    }
}

/** Every own id in it replaced by the other side's of its kind, one at a time. */
function* withForeign(text: string, { own, foreign }: Walk): Generator<(stranger: (id: string) => string) => string> {
  for (const mine of new Set(text.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g)))
    for (const id of [foreign.owned.get(tableOf(mine, own.owned) ?? '')?.[0]])
      if (id !== undefined) yield (stranger) => text.replaceAll(mine, stranger(id))
}

/** Bodies that would be taken, with one of their ids changed; and the samples of the document with one put in. */
async function bodies(walk: Walk): Promise<void> {
  const { own, foreign, targets } = walk
  const { office, enterprise } = own.desk
  const { records } = own
  const whole: Readonly<Record<string, unknown>> = {
    '/api/patents': grantedPatent(office.organisationId, '202011472881.9'),
    '/api/agreements': licence(office.organisationId, enterprise.organisationId, [records.patent.id]),
    '/api/deputies': {
      absentId: records.member.id,
      deputyId: own.owned.get('memberships')![0],
      fromDay: '2098-01-01',
      toDay: '2098-01-31',
    },
  }
  const staff = own.people[0]!
  for (const target of targets.filter(({ json }) => json !== undefined)) {
    if (!opens(target.access, staff.roles)) continue
    const path = placesIn(target.path).reduce(
      (said, o) => said.replace(`{${o.name}}`, candidates(o.word, own.owned)[0] ?? 'x'),
      target.path
    )
    const put = (text: (stranger: (id: string) => string) => string): Promise<void> =>
      compare(walk, staff.name, staff.person, `${target.method} ${target.path} (body)`, (stranger) => ({
        method: target.method,
        path,
        sent: { json: JSON.parse(text(stranger)) as unknown },
      }))
    const good = whole[target.path.replace('/{id}', '')]
    if (good !== undefined) for (const text of withForeign(JSON.stringify(good), walk)) await put(text)
    const sample = JSON.stringify(target.json)
    const example = nobodysLike('00000000-0000-7000-8000-000000000000')
    if (sample.includes(example))
      for (const [table, [id]] of foreign.owned)
        if (table !== 'api_keys' && id!.length === 36)
          await put((stranger) => sample.replaceAll(example, stranger(id!)))
  }
}

/** Every form that carries own ids, sent with the other side's in their place. */
async function forms(walk: Walk, seen: readonly Seen[]): Promise<void> {
  const done = new Set<string>()
  for (const { path, body, who, person } of seen) {
    if (!/<form[^>]*method="post"/i.test(body) || !/value="[0-9a-f]{8}-[0-9a-f]{4}-7/.test(body)) continue
    for (const form of parsed(body).querySelectorAll('form')) {
      if (form.getAttribute('method')?.toLowerCase() !== 'post') continue
      const action = form.getAttribute('action') ?? path
      const key = `${who} ${action}`
      if (done.has(key)) continue
      done.add(key)
      const fields = fieldsOf(form)
      const at = `POST ${action.replaceAll(/[0-9a-f-]{36}/g, '{id}')} (form)`
      for (const text of withForeign(JSON.stringify(fields), walk))
        await compare(walk, who, person, at, (stranger) => ({
          method: 'POST',
          path: action,
          sent: { form: JSON.parse(text(stranger)) as Record<string, string> },
        }))
    }
  }
}

/** A form's fields as they stand; of a choice of records the first record is chosen. */
function fieldsOf(form: Element): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const field of form.querySelectorAll('input, select, textarea')) {
    const name = field.getAttribute('name')
    // The way back is no record, and without fields of a round trip the form is sent for good.
    if (name === null || name === 'next' || /^_(?!version)/.test(name) || field.getAttribute('type') === 'file')
      continue
    const options = [...field.querySelectorAll('option')].map((option) => option.getAttribute('value') ?? '')
    fields[name] =
      field.localName === 'select'
        ? (options.find((value) => /^[0-9a-f]{8}-/.test(value)) ?? options[0] ?? '')
        : field.localName === 'textarea'
          ? (field.textContent ?? '')
          : (field.getAttribute('value') ?? '')
  }
  return fields
}

/** All walks of one side's people against the other side's records. */
export async function probe(
  surface: Surface,
  listener: Listener,
  own: Side,
  foreign: Side
): Promise<{ readonly found: readonly Finding[]; readonly asked: number }> {
  const ask = asker(surface.app, listener)
  const walk: Walk = { ask, surface, targets: targetsOf(surface), own, foreign, found: [], asked: 0 }
  await addresses(walk)
  const seen = await tour(walk)
  await queries(walk, seen)
  await bodies(walk)
  await forms(walk, seen)
  return { found: walk.found, asked: walk.asked }
}
