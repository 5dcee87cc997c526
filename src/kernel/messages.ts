import { catalogue } from '../../templates/messages/index.ts'

/** The two languages every page, letter and contract exists in; the first is the default. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

export type MessageKey = keyof typeof catalogue
export type Params = Readonly<Record<string, string | number>>

// The names between braces of a message: `{from}`, or `{count|record|records}` for an English plural.
type Name<S> = S extends `${infer N}|${string}` ? N : S
type Names<S> = S extends `${string}{${infer N}}${infer Rest}` ? Name<N> | Names<Rest> : never
type NamesOf<K extends MessageKey> = Names<(typeof catalogue)[K][0]> | Names<(typeof catalogue)[K][1]>
/** What a message still needs: nothing, or an object with every name that stands in it. */
export type Arguments<K extends MessageKey> = [NamesOf<K>] extends [never]
  ? [params?: Params]
  : [params: Readonly<Record<NamesOf<K>, string | number>>]

/** Says a message of the catalogue in one language. */
export type Words = (<K extends MessageKey>(key: K, ...params: Arguments<K>) => string) & { readonly locale: Locale }

/** Fills a message whose key is only known at run time; a value `@patent.kind.design` (or several, with blanks between) is itself said from the catalogue; a name without a value stays visible, so that a test finds it. */
export function fill(locale: Locale, key: MessageKey, params: Params = {}): string {
  const text: string = catalogue[key][locale === 'en' ? 1 : 0]
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (typeof value === 'string' && value.startsWith('@')) {
      const keys = value.split(' ').map((part) => part.slice(1))
      if (keys.every(isMessageKey)) return keys.map((one) => fill(locale, one)).join(locale === 'en' ? ', ' : '、')
    }
    return one === undefined ? String(value) : Number(value) === 1 ? one : (many ?? '')
  })
}

/** The catalogue in one language. */
export function words(locale: Locale): Words {
  const say = (key: MessageKey, params?: Params) => fill(locale, key, params)
  return Object.assign(say, { locale }) as Words
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(catalogue, key)
}
