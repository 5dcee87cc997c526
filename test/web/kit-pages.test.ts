import { describe, expect, it } from 'vitest'
import { kit } from '../../templates/messages/kit.ts'
import { everyKitPage, kitHtml, parsed } from './kit.ts'

describe.each(everyKitPage)('the kit page “%s” in %s', (part, locale) => {
  const page = parsed(kitHtml(part, locale))
  const all = [...page.querySelectorAll('*')]

  it('carries no inline style and no inline script', () => {
    const inline = all
      .flatMap((element) => [...element.attributes].map(({ name }) => name))
      .filter((name) => name === 'style' || name.startsWith('on'))
    expect(inline).toEqual([])
    for (const script of page.querySelectorAll('script')) {
      expect([script.textContent, script.getAttribute('nonce')]).toEqual(['', 'n'])
    }
    expect(page.querySelectorAll('style')).toHaveLength(0)
  })

  it('names every id once, and every id it speaks of is there', () => {
    const ids = all.map((element) => element.getAttribute('id')).filter((id) => id !== null)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    const meant = all.flatMap((element) => [
      ...['for', 'form'].map((name) => element.getAttribute(name)),
      ...['aria-describedby', 'aria-labelledby'].flatMap((name) => element.getAttribute(name)?.split(' ') ?? []),
      /^#./.test(element.getAttribute('href') ?? '') ? element.getAttribute('href')!.slice(1) : null,
    ])
    expect(meant.filter((id) => id !== null && !ids.includes(id))).toEqual([])
  })

  it('has one main heading, its language, and a way past the navigation', () => {
    expect(page.querySelectorAll('h1')).toHaveLength(1)
    expect(page.querySelector('html')?.getAttribute('lang')).toBe(locale)
    expect(page.querySelector('body a')?.getAttribute('href')).toBe('#content')
  })

  it('sends every form that changes something by POST, and every other by GET', () => {
    const methods = [...page.querySelectorAll('form')].map((form) => [
      form.getAttribute('action'),
      form.getAttribute('method'),
    ])
    for (const [action, method] of methods)
      expect([action, method]).toEqual([action, /search|verify|list/.test(action ?? '') ? 'get' : 'post'])
  })

  it('loads htmx for signed-in people only', () => {
    const app = part !== 'public' && part !== 'verify'
    expect(page.querySelector('script')?.getAttribute('src')).toBe(app ? '/assets/app.js' : '/assets/public.js')
    expect(page.querySelector('meta[name=htmx-config]') !== null).toBe(app)
  })
})

it('says its own words in one language each', () => {
  const mixed = Object.entries(kit).filter(
    ([key, [zh, en]]) =>
      key !== 'kit.other_language' &&
      key !== 'kit.to_other_language' &&
      (/\p{Script=Han}/u.test(en) || !/\p{Script=Han}/u.test(zh.replace('SHA-256', '校')))
  )
  expect(mixed).toEqual([['kit.labelled', ['{label}：{message}', '{label}: {message}']]])
})
