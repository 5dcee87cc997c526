import type { Config } from '../kernel/config.ts'
import { type Files, type FileStore, inDatabase } from '../kernel/files.ts'
import { s3Store } from './s3.ts'

/** What only a machine of one's own has. */
type OnNode = {
  readonly directory: (directory: string) => FileStore
  readonly scan: Files['scan'] | undefined
}

/** The stores of the settings. Whatever the setting is now, older documents are read where they were put. */
export function filesOf({ documents, s3 }: Pick<Config, 'documents' | 's3'>, node?: OnNode): Files {
  const scan = node?.scan
  return {
    chosen: documents,
    at(backend) {
      if (backend.startsWith('s3:') && s3 !== null) return s3Store(backend.slice('s3:'.length), s3)
      if (backend.startsWith('file:') && node !== undefined) return node.directory(backend.slice('file:'.length))
      return inDatabase.at(backend)
    },
    ...(scan !== undefined && { scan }),
  }
}
