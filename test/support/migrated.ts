import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { openClient, prepareFile } from '../../src/db/store.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database file at the present schema, to be copied by each test. */
    migrated: string
  }
}

// In memory where there is such a folder: hundreds of small databases then wait for no disk.
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Migrates one file for the whole run. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(scratch, 'desk-'))
  const file = join(folder, 'migrated.db')
  const client = openClient(`file:${file}`)
  await prepareFile(client)
  await migrateDatabase(client, 'drizzle')
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  project.provide('migrated', file)
  return () => rm(folder, { recursive: true, force: true })
}
