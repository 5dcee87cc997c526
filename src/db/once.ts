import type { Reader } from '../kernel/context.ts'

/** A statement built once for each database it is put to, not each time: for what every request asks. */
export function once<S>(build: (db: Reader) => S): (db: Reader) => S {
  const built = new WeakMap<Reader, S>()
  return (db) => {
    const statement = built.get(db) ?? build(db)
    built.set(db, statement)
    return statement
  }
}
