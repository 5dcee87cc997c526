/** A place for the bytes of documents outside the database. Keys are our own: `2026/11/25/<32 hexadecimal digits>`. */
export type FileStore = {
  readonly put: (key: string, bytes: Uint8Array, sha256: string) => Promise<void>
  /** Null when nothing lies there. */
  readonly get: (key: string) => Promise<Uint8Array | null>
  readonly remove: (key: string) => Promise<void>
  /** The keys of one day, `2026/11/25`. */
  readonly keysOf: (day: string) => Promise<string[]>
}

/** Where documents go, where older ones lie, and who looks at what comes from outside before it is kept. */
export type Files = {
  /** The setting DOCUMENTS: `database`, `file:<dir>` or `s3:<address>`; each document remembers its own. */
  readonly chosen: string
  readonly at: (backend: string) => FileStore
  /** A virus scanner: the name of what it found, or null. Absent when none is set. */
  readonly scan?: (bytes: Uint8Array) => Promise<string | null>
}

/** Everything in the database: one backup holds it. */
export const inDatabase: Files = {
  chosen: 'database',
  at: (backend) => {
    throw new Error(`documents of ${backend} cannot be reached from here`)
  },
}
