import { deepEqual } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { begin } from './children.ts'
import { compare, type Target } from './load.ts'

type Asked = Target['requests'][number]
type Product = { readonly url: string; readonly key: string; readonly cookie: string }

const listed = '/api/patents?limit=50'
const page = '/patents?limit=50'

/** The product's server and the floor's, on equal databases. */
export async function servers(built: string) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const copy = join(folder, 'floor.db')
  const product = await begin<Product>(join(built, 'product.js'), [join(folder, 'data'), copy])
  const { url, key, cookie } = product.said
  const floor = await begin<{ url: string }>(join(built, 'floor.js'), [copy, url + page, cookie])
  const byKey = { authorization: `Bearer ${key}` }

  const answer = async (from: string, { path, ...init }: Asked): Promise<unknown> => {
    const response = await fetch(from + path, init)
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
  }
  /** Measures only what both answer alike. */
  async function measure(requests: readonly Asked[], alike: (answer: any) => unknown = (answer) => answer) {
    const [own, other] = [await answer(url, requests[0]!), await answer(floor.said.url, requests[0]!)]
    deepEqual(alike(other), alike(own))
    const rates = await compare({ url, requests }, { url: floor.said.url, requests })
    return { unit: 'requests/s', ...rates }
  }

  return {
    async getPatent() {
      const some = (await answer(url, { path: '/api/patents?limit=200', headers: byKey })) as {
        items: { id: string }[]
      }
      return measure(some.items.map(({ id }) => ({ path: `/api/patents/${id}`, headers: byKey })))
    },
    listPatents: () => measure([{ path: listed, headers: byKey }]),
    createAchievement: () =>
      measure(
        [
          {
            method: 'POST',
            path: '/api/achievements',
            headers: { ...byKey, 'content-type': 'application/json' },
            body: JSON.stringify(disclosure),
          },
        ],
        (made: object) => Object.keys(made).toSorted()
      ),
    // A page differs from itself in its nonce.
    pagePatents: () => measure([{ path: page, headers: { cookie } }], (html: string) => html.length),
    async end() {
      await Promise.all([product.end(), floor.end()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const disclosure = {
  stateSecret: false,
  title: { zh: '一种降低轴流风机噪声的仿生静音叶片' },
  abstract: {
    zh: '叶片前缘仿照鸮类羽翼制成锯齿形，尾缘覆以多孔纤维层，来流被分成细小涡流而不在同一相位脱落，因而宽频噪声和离散噪声都得以降低；在额定转速下风量不变，整机声压级下降四分贝，适用于数据中心与轨道车辆的通风机组。',
  },
  field: 'machinery',
  fundingSource: 'national',
  contributors: [
    { name: '龑岚', share: 500_000 },
    { name: '顾𬱖', share: 300_000 },
    { name: '欧阳帆', share: 200_000 },
  ],
}
