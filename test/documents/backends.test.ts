import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { keepBytes, loadDocument, storeDocument, sweepOrphans } from '../../src/documents/actions.ts'
import { directoryStore, makeDirectory } from '../../src/documents/directory.ts'
import { filesOf } from '../../src/documents/files.ts'
import { newKey } from '../../src/documents/keys.ts'
import { documents } from '../../src/documents/table.ts'
import type { Files } from '../../src/kernel/files.ts'
import { sha256Hex } from '../../src/kernel/ids.ts'
import { testDesk } from '../support/office.ts'
import type { Desk } from '../support/records.ts'

const s3 = { keyId: 'S3RVER', secret: 'S3RVER', region: 'us-east-1' }
let bucket: string
let s3Folder: string
let server: S3rver
beforeAll(async () => {
  s3Folder = await mkdtemp(join(tmpdir(), 'desk-s3-'))
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: s3Folder,
    configureBuckets: ['papers', 'swept'].map((name) => ({ name, configs: [] })),
  })
  const { port } = await server.run()
  bucket = `http://127.0.0.1:${port}/papers`
})
afterAll(async () => {
  await server.close()
  await rm(s3Folder, { recursive: true, force: true })
})

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'desk-files-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** The three places, each with all of the others in reach. */
async function places(name = 'papers'): Promise<Record<'database' | 'file' | 's3', Files>> {
  const directory = await folder()
  const at = (documents: string) => filesOf({ documents, s3 }, { directory: directoryStore, scan: undefined })
  return { database: at('database'), file: at(`file:${directory}`), s3: at(`s3:${bucket.replace('papers', name)}`) }
}

const bytes = new TextEncoder().encode('披露书，第一页')
const about = {
  officeId: 'office',
  recordKind: 'patent',
  recordId: 'record',
  name: '披露.pdf',
  mediaType: 'application/pdf',
}
async function keep(desk: Desk, files: Files, content = bytes): Promise<string> {
  const ctx = { ...desk.system(), files }
  const kept = await keepBytes(ctx, content)
  return desk.write((ctx) => storeDocument(ctx, { ...about, ...kept }))
}
const read = (desk: Desk, files: Files, id: string) => loadDocument({ ...desk.system(), files }, id)

it('V5.3.2 reads back from wherever a document was put, whatever the setting is now', async () => {
  const desk = await testDesk()
  const all = await places()
  for (const files of Object.values(all)) {
    const id = await keep(desk, files)
    for (const now of Object.values(all)) expect((await read(desk, now, id))?.bytes).toEqual(bytes)
  }
  const rows = await desk.db.select().from(documents)
  expect(rows.map(({ backend }) => backend.split(':')[0])).toEqual(['database', 'file', 's3'])
  expect(rows[0]!.storageKey).toBe(null)
  // The day and 16 random bytes: neither name nor record is in it (OWASP ASVS 5.3.2).
  for (const { storageKey } of rows.slice(1)) expect(storageKey).toMatch(/^2026\/11\/23\/[0-9a-f]{32}$/)
})

it('checks the hash on every read', async () => {
  const desk = await testDesk()
  const all = await places()
  const ids = [await keep(desk, all.database), await keep(desk, all.file), await keep(desk, all.s3)]
  await desk.write(({ db }) => db.update(documents).set({ sha256: sha256Hex('other') }))
  for (const id of ids) await expect(read(desk, all.database, id)).rejects.toThrow(/do not match their hash/)
})

it('says that bytes are gone, and that a place is out of reach, and never gives something else', async () => {
  const desk = await testDesk()
  const all = await places()
  for (const files of [all.file, all.s3]) {
    const id = await keep(desk, files)
    const [row] = (await desk.db.select().from(documents)).slice(-1)
    await expect(read(desk, filesOf({ documents: 'database', s3: null }), id)).rejects.toThrow(/cannot be reached/)
    await files.at(files.chosen).remove(row!.storageKey!)
    await expect(read(desk, files, id)).rejects.toThrow(/its bytes are gone/)
  }
})

it.each(['file', 's3'] as const)('sweeps from %s what no row speaks of, and nothing of today', async (place) => {
  const desk = await testDesk()
  const files = (await places('swept'))[place]
  const store = files.at(files.chosen)
  const kept = await keep(desk, files)
  const orphan = await keepBytes({ ...desk.system(), files }, bytes)
  const sweep = () => sweepOrphans({ ...desk.system(), files })
  expect(await sweep()).toBe(0)
  desk.later(3 * 86_400_000)
  expect(await sweep()).toBe(1)
  expect(await store.get(orphan.storageKey!)).toBe(null)
  expect((await read(desk, files, kept))?.bytes).toEqual(bytes)
  expect(await sweep()).toBe(0)
})

it('lists a day of more than a page of a bucket', { timeout: 60_000 }, async () => {
  const { s3: files } = await places()
  const store = files.at(files.chosen)
  const now = '2026-01-05T00:00:00.000Z'
  const keys = Array.from({ length: 1_010 }, () => newKey(now))
  for (let from = 0; from < keys.length; from += 20)
    await Promise.all(keys.slice(from, from + 20).map((key) => store.put(key, bytes, sha256Hex(bytes))))
  expect((await store.keysOf('2026/01/05')).toSorted()).toEqual(keys.toSorted())
})

describe('a directory', () => {
  it('shows a file whole or not at all, to its own user alone', async () => {
    const directory = await folder()
    const store = directoryStore(directory)
    const key = newKey('2026-11-23T00:00:00.000Z')
    await store.put(key, bytes, '')
    expect(await readdir(join(directory, '2026/11/23'))).toEqual([key.split('/').at(-1)])
    expect((await stat(join(directory, key))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(directory, key))).toEqual(Buffer.from(bytes))
    expect(await store.keysOf('2026/11/23')).toEqual([key])
    // What a killed process left half written is no document.
    const part = join(directory, '2026/11/23/.left.part')
    await writeFile(part, 'half')
    await utimes(part, 0, 0)
    expect(await store.keysOf('2026/11/23')).toEqual([key])
  })

  it.each([
    '../../etc/passwd',
    '2026/11/23/../../../x',
    '/etc/passwd',
    '2026/11/23/专利.pdf',
    '',
    '2026/11/23/' + 'A'.repeat(32),
  ])('takes no key that is not its own: %j', async (key) => {
    const store = directoryStore(await folder())
    expect(() => store.get(key)).toThrow('no key of ours')
    await expect(store.put(key, bytes, '')).rejects.toThrow('no key of ours')
    expect(() => store.remove(key)).toThrow('no key of ours')
    await expect(store.keysOf(key)).rejects.toThrow('no key of ours')
  })

  it('stops the start when nothing can be written there', async () => {
    const file = join(await folder(), 'file')
    await writeFile(file, '')
    await expect(makeDirectory(`file:${file}`)).rejects.toThrow(/^DOCUMENTS .* cannot be written to \(\w+\)$/)
    await makeDirectory('database')
  })
})

describe('a bucket', () => {
  it('answers a wrong key or a wrong bucket with an error that tells no secret', async () => {
    const key = newKey('2026-11-23T00:00:00.000Z')
    const hash = sha256Hex(bytes)
    // The server in this test knows keys but does not compute signatures of version 4.
    const open = (keyId: string, at = bucket) => filesOf({ documents: `s3:${at}`, s3: { ...s3, keyId } }).at(`s3:${at}`)
    const wrong = open('ANOTHER')
    const refused = await wrong.put(key, bytes, hash).catch((error: unknown) => String(error))
    expect(refused).toMatch(/the document store answered 403 to PUT/)
    expect(refused).not.toMatch(/S3RVER|ANOTHER|Signature/i)
    await expect(open(s3.keyId, bucket.replace('papers', 'nowhere')).put(key, bytes, hash)).rejects.toThrow(
      /no such bucket/
    )
    expect(await open(s3.keyId).get(key)).toBe(null)
  })
})
