import { AwsClient } from 'aws4fetch'
import type { Config } from '../kernel/config.ts'
import type { FileStore } from '../kernel/files.ts'
import { insistDay, insistKey } from './keys.ts'

/** How long one request to the store may take, in milliseconds. */
const patience = 30_000

/** Any store that speaks S3's protocol: a bucket under `https://host/bucket`. */
export function s3Store(bucket: string, { keyId, secret, region }: NonNullable<Config['s3']>): FileStore {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 's3', region, retries: 2 })
  const ask = async (method: string, path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await client.fetch(`${bucket}${path}`, { ...init, method, signal: AbortSignal.timeout(patience) })
    if (answer.ok || answer.status === 404) return answer
    await answer.body?.cancel()
    // Of the address only what the settings say; nothing of what was signed.
    throw new Error(`the document store answered ${answer.status} to ${method} ${path.split('?')[0]}`)
  }
  return {
    async put(key, bytes, sha256) {
      const headers = { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' }
      const body = bytes as Uint8Array<ArrayBuffer>
      const answer = await ask('PUT', `/${insistKey(key)}`, { body, headers })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error('the document store has no such bucket')
    },
    async get(key) {
      const answer = await ask('GET', `/${insistKey(key)}`)
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
      await answer.body?.cancel()
      return null
    },
    async remove(key) {
      await (await ask('DELETE', `/${insistKey(key)}`)).body?.cancel()
    },
    async keysOf(day) {
      const keys: string[] = []
      const prefix = encodeURIComponent(`${insistDay(day)}/`)
      for (let more = true; more;) {
        // The older of S3's two ways to list, which every store speaks: a page begins behind the last key.
        const marker = keys.length === 0 ? '' : `&marker=${encodeURIComponent(keys.at(-1)!)}`
        const answer = await ask('GET', `/?prefix=${prefix}${marker}`)
        const text = await answer.text()
        // Keys are our own, of digits and letters: nothing in them is written as an entity.
        const found = [...text.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key!)
        keys.push(...found)
        more = found.length > 0 && text.includes('<IsTruncated>true</IsTruncated>')
      }
      return keys
    },
  }
}
