import { Doubt } from '../provider.ts'

const namespace = 'http://www.yale.edu/tp/cas'
type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The user's name in the answer of `/p3/serviceValidate`, read as strictly as its schema (CAS protocol 3.0, appendix
 * A): one root, one success, one user directly in it. Nothing that XML can do beyond elements is let near the parser:
 * no DOCTYPE and with it no entities (ASVS 1.5.1), no comments that cut a name in two, no CDATA, no instructions.
 */
export async function readTicketAnswer(xml: string): Promise<string> {
  const bare = xml.replace(/^\uFEFF?\s*(?:<\?xml\s[^<>?]*\?>)?/, '').trim()
  if (bare.includes('<!') || bare.includes('<?')) throw new Doubt('XML with a declaration of its own')
  const { XMLParser, XMLValidator } = await import('fast-xml-parser')
  if (XMLValidator.validate(bare) !== true) throw new Doubt('no well-formed XML')
  const parser = new XMLParser({ ignoreAttributes: false, processEntities: false, parseTagValue: false })
  const read: unknown = parser.parse(bare)
  if (!isNode(read) || Object.keys(read).join() !== 'cas:serviceResponse') throw new Doubt('no answer of a CAS server')
  const response = read['cas:serviceResponse']
  if (!isNode(response) || response['@_xmlns:cas'] !== namespace) throw new Doubt('another namespace')
  const parts = Object.keys(response).filter((key) => !key.startsWith('@_'))
  if (parts.join() !== 'cas:authenticationSuccess') throw new Doubt('the ticket was refused')
  const success = response['cas:authenticationSuccess']
  const user = isNode(success) ? success['cas:user'] : undefined
  // A name with an entity in it stays unread: `&amp;` is not resolved, so it must not be taken for itself.
  if (typeof user !== 'string' || !/^[^\s<>&]{1,200}$/u.test(user)) throw new Doubt('no user in its place')
  return user
}
