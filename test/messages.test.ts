import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { catalogue } from '../templates/messages/index.ts'

type Messages = Readonly<Record<string, readonly [zh: string, en: string]>>
const modules = await Promise.all(
  globSync('templates/messages/*.ts')
    .filter((file) => !/(?:index|kit-sample)\.ts$/.test(file)) // the kit's sample record is no message
    .map((file): Promise<Record<string, Messages>> => import(resolve(file)))
)
const entries = modules.flatMap((module) => Object.values(module)).flatMap((messages) => Object.entries(messages))

// `{count}`, `{count|record|records}`.
const placeholder = /\{(\w+)(?:\|[^}]*)?\}/g
const names = (text: string): string[] => [...new Set([...text.matchAll(placeholder)].map(([, name = '']) => name))]
const bare = (text: string): string => text.replace(placeholder, '')

/** Latin words a Chinese reader meets as they are: names of standards, codes, files and signs. */
const taken = new Set(
  `API CNY CSV DE US CN PCT EP WO WIPO ST If-Match ETag YYYY NNNN ACH-YYYY-NNNN Idempotency-Key ISO IPC JSON MB ORCID PDF SHA SMTP_URL IANA TRL
  PNG JPG DOCX XLSX multipart form-data OpenID Connect CAS CARSI PEM https TRUSTED_HOSTS
  UTC ZL npm run cli migrate application json true false api Asia Shanghai li.na@example.edu.cn`.split(/\s+/)
)
/** The name of the other language, said in it. */
const ofTheOther = ['kit.other_language', 'kit.to_other_language', 'wording.watermark']

it('has every key once', () => {
  expect(entries.map(([key]) => key).filter((key, i, all) => all.indexOf(key) < i)).toEqual([])
  expect(entries.length).toBeGreaterThanOrEqual(Object.keys(catalogue).length)
})

it('says everything in both languages', () => {
  // A blank at the end only after a colon that a value follows.
  const unfinished = /^\s|(?<!:)\s$|\s{2}/
  const faulty = entries.filter(([, said]) =>
    said.some((text) => text.trim() === '' || unfinished.test(text) || /[{}]/.test(bare(text)))
  )
  expect(faulty.map(([key]) => key)).toEqual([])
})

it('keeps Latin words out of the Chinese', () => {
  const mixed = entries.flatMap(([key, [zh]]) =>
    (bare(zh).match(/[A-Za-z][A-Za-z_.@-]*[A-Za-z]|[A-Za-z]{2,}/g) ?? [])
      .filter((word) => !taken.has(word) && !ofTheOther.includes(key))
      .map((word) => `${key}: ${word}`)
  )
  expect(mixed).toEqual([])
})

it('keeps Han characters and their punctuation out of the English', () => {
  const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
  expect(entries.filter(([key, [, en]]) => wide.test(en) && !ofTheOther.includes(key)).map(([key]) => key)).toEqual([])
})

it('punctuates Chinese as Chinese', () => {
  const narrow = /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u
  expect(entries.filter(([, [zh]]) => narrow.test(bare(zh))).map(([key]) => key)).toEqual([])
})

it('fills both languages from the same facts', () => {
  const unlike = entries.filter(([, [zh, en]]) => names(zh).toSorted().join() !== names(en).toSorted().join())
  expect(unlike.map(([key]) => key)).toEqual([])
})
