import { expect } from 'vitest'
import { parsed } from '../web/kit.ts'
import type { Person } from './office.ts'

/** A page as it was sent; the status first, so that a refusal is not looked for in the wrong page. */
export async function pageOf(answer: Response, status = 200): Promise<Document> {
  expect(answer.status).toBe(status)
  return parsed(await answer.text())
}

export const open = async (person: Person, path: string, status = 200): Promise<Document> =>
  pageOf(await person.get(path), status)

/** What a node says; elements stand apart, as they do on the page. */
export function textOf(node: Node | null): string {
  const parts = (at: Node): string[] =>
    at.childNodes.length === 0 ? [at.textContent ?? ''] : [...at.childNodes].flatMap(parts)
  return node === null ? '' : parts(node).join(' ').replace(/\s+/g, ' ').trim()
}

/** The fault beside a field, without the word that a screen reader hears first. */
export const faultAt = (page: Document, name: string): string =>
  textOf(page.querySelector(`#f-${name.replaceAll('.', '-')}-error`)).replace(/^(?:错误：|Error:) */, '')

/** What the form would send as it stands, as a browser reads it. */
export function formOf(page: Document): Record<string, string> {
  const fields = [...page.querySelectorAll('#form input, #form select, #form textarea')].flatMap((field) => {
    const name = field.getAttribute('name')
    if (name === null) return []
    if (field.localName === 'textarea') return [[name, field.textContent ?? '']]
    if (field.localName === 'select') {
      const chosen = field.querySelector('option[selected]') ?? field.querySelector('option')
      return [[name, chosen?.getAttribute('value') ?? '']]
    }
    const ticked = !['radio', 'checkbox'].includes(field.getAttribute('type') ?? '') || field.hasAttribute('checked')
    return ticked ? [[name, field.getAttribute('value') ?? '']] : []
  })
  return Object.fromEntries(fields)
}

/** The references of a list's rows, in their order. */
export const listed = (page: Document): string[] =>
  [...page.querySelectorAll('#rows > tr')].map((row) => /[A-Z]{3}-\d{4}-\d{4}/.exec(textOf(row))?.[0] ?? '')

/** The first column of a CSV without its head. */
export async function exportedReferences(person: Person, path: string): Promise<string[]> {
  const answer = await person.get(path)
  expect(answer.headers.get('content-type')).toContain('text/csv')
  const [, ...lines] = (await answer.text()).trim().split('\r\n')
  return lines.map((line) => line.split(',')[0]!)
}

/** References in the order the API lists them, all pages. */
export async function apiReferences(person: Person, path: string): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const at: string = cursor === null ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`
    const page = (await (await person.get(at)).json()) as { items: { reference: string }[]; nextCursor: string | null }
    found.push(...page.items.map(({ reference }) => reference))
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}

/** The same person reading the other language. */
export const inEnglish = (person: Person, path: string): Promise<Response> =>
  Promise.resolve(person.get(path, { cookie: `${person.cookie}; lang=en` }))
