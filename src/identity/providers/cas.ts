import { Doubt, type Protocol } from '../provider.ts'
import { readTicketAnswer } from './cas-answer.ts'

/** The most a ticket's answer may have: real ones have one to four kilobytes. */
const most = 64 * 1024

/** The service a ticket is for: our return address with the state, which CAS itself does not know. */
const serviceOf = (returnTo: URL, state: string): string => {
  const service = new URL(returnTo)
  service.search = new URLSearchParams({ state }).toString()
  return service.href
}

/** CAS protocol 3.0: `/login` and `/p3/serviceValidate`. A ticket is asked for once and only for our own service. */
export const cas: Protocol = {
  begin({ address }, returnTo, { state }) {
    const to = new URL(`${address}/login`)
    to.searchParams.set('service', serviceOf(returnTo, state))
    return Promise.resolve(to)
  },

  async finish({ address }, returned, { state }, ask) {
    const tickets = returned.searchParams.getAll('ticket')
    if (tickets.length !== 1 || !/^ST-[\x21-\x7e]{1,300}$/.test(tickets[0]!)) throw new Doubt('no service ticket')
    const returnTo = new URL(returned.pathname, returned)
    const asking = new URL(`${address}/p3/serviceValidate`)
    asking.search = new URLSearchParams({ service: serviceOf(returnTo, state), ticket: tickets[0]! }).toString()
    const answer = await ask(asking, { headers: { accept: 'application/xml' }, most })
    if (answer.status !== 200) throw new Doubt(`status ${answer.status}`)
    // The kind is part of it: whoever answers as another kind at the same address is somebody else.
    return { issuer: `cas:${address}`, subject: await readTicketAnswer(await answer.text()) }
  },
}
