import { finishRenditions } from '../../src/issuing/finishing.ts'
import { systemCtx } from '../../src/kernel/system.ts'
import { diskFonts } from '../../src/pdf/disk-fonts.ts'
import { testOffice, type TestOffice } from '../support/office.ts'
import { grantedPatent, licence } from '../support/records.ts'

/** Read and parsed once for all tests of a file. */
const fonts = diskFonts('dist/public/fonts')

type Settings = {
  /** Of the agreement's input. */
  readonly change?: object
  readonly price?: 'exempt' | 'agreement'
}
export type Agreement = {
  readonly id: string
  readonly version: number
  readonly reference: string
  readonly state: string
}

/** Takes a fresh draft through review and price to its approval. */
export async function approve(desk: TestOffice, draft: Agreement, price: 'exempt' | 'agreement' = 'exempt') {
  const { officer, legal, head } = desk.as
  const reviewed = await officer.step(draft, 'agreements', 'review')
  return priced(desk, await legal.step(reviewed, 'agreements', 'clearance'), price, head)
}

/** From negotiation to approval. */
export async function priced(desk: TestOffice, open: Agreement, price: 'exempt' | 'agreement', head = desk.as.head) {
  const { officer } = desk.as
  const pricing = await officer.step(open, 'agreements', 'pricing', { method: price })
  const fixed =
    price === 'exempt'
      ? await officer.step(pricing, 'agreements', 'price', { evidence: '会议纪要 3 号' })
      : await officer.step(
          await officer.step(pricing, 'agreements', 'notice', { postedOn: '2026-11-01', evidence: '校内公示' }),
          'agreements',
          'notice_end'
        )
  return head.step(fixed, 'agreements', 'approval') as Promise<Agreement>
}

/** An office with a licence that is approved, and with what tests of contracts do to it. */
export async function withApproved({ change = {}, price = 'exempt' }: Settings = {}) {
  const desk = await testOffice()
  const { as, office, enterprise, deps } = desk
  Object.assign(deps, { fonts })
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const terms = licence(office.organisationId, enterprise.organisationId, [patent.id])
  const draft = await as.officer.make('/api/agreements', { ...terms, ...change })
  const agreement = await approve(desk, draft, price)
  const path = `/api/agreements/${agreement.id}/contracts`
  return {
    ...desk,
    patent,
    agreement,
    path,
    post: (locale = 'zh-CN', person = as.head, headers: Record<string, string> = {}) =>
      person.send('POST', path, { json: { locale }, headers }),
    issue: (locale = 'zh-CN') => as.head.make(path, { locale }),
    /** What the runtime does right after the commit. */
    finish: () => finishRenditions(systemCtx(deps, 'contracts'), deps.fonts),
    download: (id: string, form = 'zh-CN', person = as.officer) => person.get(`/api/contracts/${id}/documents/${form}`),
    change: (id: string, version: number, json: object) =>
      as.officer.send('PUT', `/api/organisations/${id}`, { json, headers: { 'if-match': `"${version}"` } }),
  }
}
