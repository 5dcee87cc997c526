import type { Actor } from '../kernel/actor.ts'
import type { WriteCtx } from '../kernel/context.ts'
import type { Locale } from '../kernel/messages.ts'
import type { Role } from '../kernel/permissions.ts'
import type { Site } from '../offices/actions.ts'
import type { FontSource } from '../pdf/fonts.ts'
import { dateOf, type Story } from './story.ts'

/** Who is there, found by the key of the cast, and what is there by now, by the keys of the script. */
export type Stage = {
  readonly outer: WriteCtx
  readonly today: string
  readonly site: Site
  readonly fonts: FontSource
  readonly story: Story
  readonly actors: Map<string, { readonly actor: Actor; readonly locale: Locale }>
  /** Ids of what the script names: `organisation.jingling`, `patent.blade`, `achievement.blade`, `person.程宇`. */
  readonly ids: Map<string, string>
}

/** One office on the stage: its people by role. */
export type Desk = { readonly stage: Stage; readonly name: string; readonly by: (role: Role) => string }

/** What somebody of the cast does at a moment. */
export function as(stage: Stage, key: string, now: string): WriteCtx {
  const player = stage.actors.get(key)
  if (player === undefined) throw new Error(`${key} has not joined yet`)
  return { ...stage.outer, ...player, now }
}

export function idOf(stage: Stage, key: string): string {
  const id = stage.ids.get(key)
  if (id === undefined) throw new Error(`there is no ${key} yet`)
  return id
}

/** The date so many days from the end of the story; negative is past. */
export const dayFrom = (stage: Stage, days: number): string => dateOf(stage.today, -days)
