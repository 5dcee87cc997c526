import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { words } from '../../src/kernel/messages.ts'
import {
  applyRoundTrip,
  type FieldError,
  FormPage,
  formOf,
  RepeatedGroup,
  TextField,
  TextPair,
} from '../../src/web/kit/index.ts'
import { htmlOf, parsed } from './kit.ts'

const t = words('en')
const values = (entries: Record<string, string>) =>
  new Map(Object.entries(entries).map(([name, value]) => [name, [value]]))

describe('a round trip', () => {
  const two = { 'rows.0.name': 'Li', 'rows.0._row': '', 'rows.1.name': 'Wang', 'rows.1._row': '', title: 'x' }

  it.each([
    ['adds a row behind the last', { ...two, _add: 'rows' }, { ...two, 'rows.2._row': '' }],
    ['adds the first row', { title: 'x', _add: 'rows' }, { title: 'x', 'rows.0._row': '' }],
    [
      'takes a row out and moves up the next',
      { ...two, _remove: 'rows.0' },
      { 'rows.0.name': 'Wang', 'rows.0._row': '', title: 'x' },
    ],
    ['takes out the last row', { ...two, _remove: 'rows.1' }, { 'rows.0.name': 'Li', 'rows.0._row': '', title: 'x' }],
    ['leaves a group of a similar name alone', { 'rowsmore.0.a': '1', _remove: 'rows.0' }, { 'rowsmore.0.a': '1' }],
    [
      'reaches into a group of a group',
      { 'a.0.b.0.c': '1', 'a.0.b.1.c': '2', _remove: 'a.0.b.0' },
      { 'a.0.b.0.c': '2' },
    ],
    ['only draws the form again', { title: 'x', _refresh: 'title', _language: 'en' }, { title: 'x' }],
    ['ignores what names no row', { title: 'x', _remove: 'rows.x' }, { title: 'x' }],
  ])('%s', (_, sent, left) => {
    expect(applyRoundTrip(values(sent))).toEqual(values(left as Record<string, string>))
  })

  it('gives back what was typed when the row it added is taken out again', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 8 }), (names) => {
        const typed = new Map(names.map((name, i) => [`rows.${i}.name`, [name]]))
        const added = applyRoundTrip(new Map([...typed, ['_add', ['rows']]]))
        expect(applyRoundTrip(new Map([...added, ['_remove', [`rows.${names.length}`]]]))).toEqual(typed)
      })
    )
  })
})

const draw = (errors: FieldError[], typed: Record<string, string> = {}) => {
  const f = formOf(t, '/x', values(typed), { errors, version: 7 })
  const page = (
    <FormPage f={f} title="Form" submit="Send it">
      <TextPair f={f} name="title" label="Title" required />
      <RepeatedGroup
        f={f}
        name="rows"
        label="Contributors"
        add="Add"
        min={2}
        rowLabel={(i) => `Contributor ${i + 1}`}
        row={(at) => <TextField f={f} name={at('share')} label="Share" help="In per cent" required />}
      />
    </FormPage>
  )
  return parsed(`<body>${htmlOf(page)}</body>`)
}

const error = (path: string) => ({ path, message: 'wrong' })

describe('a form with errors', () => {
  it.each([
    ['title', 'Title: wrong', '#f-title-set'],
    ['title.en', 'Title · English: wrong', '#f-title-en'],
    ['rows', 'Contributors: wrong', '#f-rows-set'],
    ['rows.1', 'Contributor 2: wrong', '#f-rows-1-set'],
    ['rows.1.share', 'Contributor 2 · Share: wrong', '#f-rows-1-share'],
    ['rows.1.person.id', 'Contributor 2: wrong', '#f-rows-1-set'],
  ])('calls %s by its label and leads to its place', (path, text, href) => {
    const page = draw([error(path)])
    const link = page.querySelector('.td-errors a')
    expect([link?.textContent, link?.getAttribute('href')]).toEqual([text, href])
    expect(page.querySelector(`[id="${href.slice(1)}"]`)).not.toBeNull()
  })

  it('says an error that belongs to no field without a link', () => {
    expect(draw([error('')]).querySelector('.td-errors li')?.innerHTML).toBe('wrong')
  })

  it('shows each error beside its field, tied to it', () => {
    const field = draw([error('rows.0.share')]).querySelector('#f-rows-0-share')
    expect(field?.getAttribute('aria-invalid')).toBe('true')
    expect(field?.getAttribute('aria-describedby')).toBe('f-rows-0-share-help f-rows-0-share-error')
  })

  it('keeps what was typed, the version, and the way back for the language switch', () => {
    const page = draw([error('title')], { 'title.zh': '“引号” <b>&', 'rows.0.share': '55' })
    const value = (selector: string) => page.querySelector(selector)?.getAttribute('value')
    expect(value('#f-title-zh')).toBe('“引号” <b>&')
    expect(value('#f-rows-0-share')).toBe('55')
    expect(value('[name=_version]')).toBe('7')
    expect(value('[name=_return]')).toBe('/x')
  })

  it('sends the form, and nothing else, when Enter is pressed', () => {
    const first = draw([]).querySelector('form button')
    expect([first?.getAttribute('name'), first?.getAttribute('formaction')]).toEqual([null, null])
  })
})
