import * as fc from 'fast-check'
import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import { words } from '../../src/kernel/messages.ts'
import { AppPage, BarChart, Lang, ListPage, RecordPage, type Step, StateChip } from '../../src/web/kit/index.ts'
import { assets, htmlOf, parsed } from './kit.ts'

const t = words('en')
const draw = (page: Child) => parsed(`<body>${htmlOf(page)}</body>`)

describe('the steps of a record', () => {
  const steps: Step[] = [
    { label: 'Close', action: '/close', harm: true },
    { label: 'Submit', action: '/submission' },
    { label: 'Publish', reason: 'Not evaluated yet' },
    { label: 'License', reason: 'Still a draft', otherState: true },
  ]
  const page = draw(<RecordPage t={t} title="A" version={3} groups={[]} steps={steps} />)

  it('are sent with the version that was shown', () => {
    const forms = [...page.querySelectorAll('form')]
    expect(forms.map((form) => form.getAttribute('action'))).toEqual(['/submission', '/close'])
    expect(forms.map((form) => form.querySelector('[name=_version]')?.getAttribute('value'))).toEqual(['3', '3'])
  })

  it('ask before harm, without script', () => {
    expect(page.querySelector('form[action="/close"]')?.closest('details')?.querySelector('summary')?.textContent).toBe(
      'Close'
    )
    expect(page.querySelector('form[action="/submission"]')?.closest('details')).toBeNull()
  })

  it('say why they are not possible', () => {
    expect(page.querySelector('.td-blocked > dl')?.textContent).toBe('PublishNot evaluated yet')
    expect(page.querySelector('.td-blocked details dl')?.textContent).toBe('LicenseStill a draft')
  })
})

const list = (rows: string[], more: object = {}) =>
  draw(
    <ListPage
      t={t}
      title="Patents"
      count={rows.length}
      rows={rows}
      columns={[
        {
          key: 'title',
          head: 'Title',
          cell: (row: string) => row,
          main: true,
          sortHref: '?sort=title',
          sorted: 'ascending',
        },
        { key: 'fee', head: 'Fee', cell: () => '1', align: 'end' },
      ]}
      href={(row) => `/patents/${row}`}
      csvHref="/patents.csv"
      empty={{
        title: 'None yet',
        text: 'What this is for',
        action: { label: 'Record a patent', href: '/patents/new' },
      }}
      {...more}
    />
  )

describe('a list', () => {
  it('says what it is for and offers the first act while it is empty', () => {
    const page = list([])
    expect(page.querySelector('.td-empty a')?.getAttribute('href')).toBe('/patents/new')
    expect(page.querySelector('a[href="/patents.csv"]')).toBeNull()
  })

  it('says that nothing matches when filters leave nothing', () => {
    const page = list([], { clearHref: '/patents', search: { action: '/patents', q: 'x' } })
    expect(page.querySelector('.td-empty h2')?.textContent).toBe(t('kit.no_match'))
    expect(page.querySelector('.td-clear')?.getAttribute('href')).toBe('/patents')
  })

  it('tells how it is sorted, and on a phone what each figure is', () => {
    const page = list(['a'])
    expect(page.querySelector('th[scope=col]')?.getAttribute('aria-sort')).toBe('ascending')
    expect(page.querySelector('td')?.getAttribute('data-label')).toBe('Fee')
    expect(page.querySelector('tbody th a')?.getAttribute('href')).toBe('/patents/a')
  })

  it('leads to more without script, too', () => {
    expect(list(['a'], { moreHref: '/patents?cursor=x' }).querySelector('#more a')?.getAttribute('href')).toBe(
      '/patents?cursor=x'
    )
  })
})

describe('the language switch', () => {
  const frame = {
    t,
    nonce: 'n',
    assets,
    path: '/patents?q=a&b=%22',
    nav: [],
    viewer: { name: 'Li', organisation: null, memberships: [] },
  }

  it('leads back to this very page', () => {
    const page = draw(<AppPage frame={frame} title="x" />)
    const form = page.querySelector('form[action="/language"]')
    expect(form?.querySelector('[name=_return]')?.getAttribute('value')).toBe(frame.path)
    expect(form?.querySelector('[name=_language]')?.getAttribute('value')).toBe('zh-CN')
  })

  it('takes along what is typed in the form of the page, and is not what Enter presses', () => {
    const buttons = [...draw(<AppPage frame={frame} title="x" form="form" />).querySelectorAll('button[form=form]')]
    expect(buttons.map((button) => button.getAttribute('formaction'))).toEqual([null, '/language'])
  })
})

it('marks text in the other language, and only that', () => {
  expect(htmlOf(<Lang t={t} said={{ text: '叶片', lang: 'zh-CN' }} />)).toBe('<span lang="zh-CN">叶片</span>')
  expect(htmlOf(<Lang t={t} said={{ text: 'Blade', lang: 'en' }} />)).toBe('Blade')
})

it('tells every state apart by its shape', () => {
  const tones = ['draft', 'open', 'going', 'done', 'halted', 'ended', 'harm'] as const
  const shapes = tones.map((tone) => draw(<StateChip label="x" tone={tone} />).querySelector('svg')?.innerHTML)
  expect(new Set(shapes).size).toBe(tones.length)
})

it('gives the figures behind a plot', () => {
  const page = draw(
    <BarChart
      t={t}
      title="Fields"
      points={[
        { label: 'Energy', value: 3 },
        { label: 'Health', value: 0 },
      ]}
    />
  )
  expect([...page.querySelectorAll('tbody tr')].map((row) => row.textContent)).toEqual(['Energy3', 'Health0'])
})

const page = (text: string) =>
  draw(
    <RecordPage
      t={t}
      title={text}
      reference={text}
      version={1}
      state={{ label: text, tone: 'open' }}
      steps={[
        { label: text, reason: text },
        { label: text, action: '/x', confirm: text },
      ]}
      groups={[{ id: 'a', title: text, editHref: '/edit', facts: [{ label: text, value: text }] }]}
      history={[
        {
          at: '2026-11-23T00:00:00Z',
          when: text,
          sentence: text,
          remark: text,
          changes: [{ field: text, from: text, to: text }],
        },
      ]}
      documents={[{ name: text, href: '/d', note: text, sha256: text }]}
      dates={[{ label: text, date: '2026-11-23', relative: text }]}
    />
  )

const shape = (document: Document) =>
  [...document.querySelectorAll('*')].map(
    (element) => `${element.tagName} ${[...element.attributes].map(({ name }) => name).join(' ')}`
  )

it('V1.2.1 prints any text as text: no string adds an element or an attribute', () => {
  const plain = shape(page('x'))
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      '" onclick="x',
      '</dd><img src=x onerror=x>',
      '<!--',
      "'`{}",
      '&lt;b&gt;'
    )
  )
  fc.assert(
    fc.property(
      hostile.filter((text) => text.trim() !== ''),
      (text) => {
        expect(shape(page(text))).toEqual(plain)
      }
    )
  )
})
