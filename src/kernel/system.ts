import { system } from './actor.ts'
import type { Ctx, Store } from './context.ts'
import type { Files } from './files.ts'
import { newId } from './ids.ts'

type Given = {
  readonly store: Store
  readonly files: Files
  readonly clock: () => string
  readonly config: { readonly publicUrl: string }
}

/** A context for the product itself, outside any request. */
export function systemCtx(deps: Given, name: string, notify: Ctx['notify'] = () => undefined): Ctx {
  const now = deps.clock()
  return {
    actor: system(name, null),
    now,
    locale: 'zh-CN',
    zone: 'Asia/Shanghai',
    requestId: newId(now),
    publicUrl: deps.config.publicUrl,
    store: deps.store,
    db: deps.store.db,
    files: deps.files,
    decision: { made: true },
    notify,
  }
}
