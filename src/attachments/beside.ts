import type { Actor } from '../kernel/actor.ts'
import type { Ctx } from '../kernel/context.ts'
import type { Permission } from '../kernel/permissions.ts'
import type { Text } from '../kernel/text.ts'
import type { RecordKind } from './attachment.ts'
import type { JudgedRecord } from './policy.ts'

/** A record as far as what lies beside it needs to know it. */
export type Held = { readonly id: string; readonly officeId: string; readonly reference: string }

/** What a room says so that files and notes can lie beside its records. */
export type Beside<R extends Held = Held> = {
  readonly kind: RecordKind
  /** `achievements`: of its addresses. */
  readonly room: string
  readonly read: Permission
  readonly edit: Permission
  /** Throws 404 for what the reader does not see. */
  readonly get: (ctx: Ctx, id: string) => Promise<R>
  readonly title: (record: R) => Text
  /** Whether the actor made the record. */
  readonly own?: (actor: Actor, record: R) => boolean
}

export const judged = <R extends Held>(beside: Beside<R>, actor: Actor, record: R): JudgedRecord => ({
  kind: beside.kind,
  officeId: record.officeId,
  own: beside.own?.(actor, record) ?? false,
})
