/** Something that happened so many days ago, at its place in the one line of time of the demonstration world. */
type Happening = { readonly daysAgo: number; readonly happen: (now: string) => Promise<void> }

const minute = 60_000
const day = 1_440 * minute
/** Shanghai, where both offices are, knows no summer time. */
const zone = 8 * 60 * minute

/**
 * Collects what happened, in whatever order it is written down, and lets it happen in the order of time: references,
 * history and letters then read as if people had done it.
 */
export function newStory() {
  const happenings: Happening[] = []
  return {
    on(daysAgo: number, happen: Happening['happen']): void {
      happenings.push({ daysAgo, happen })
    },
    /** `today` is the moment the story ends; `after` runs when something has happened. */
    async tell(today: string, after: (now: string) => Promise<void>): Promise<void> {
      const end = Date.parse(today)
      let last = 0
      for (const [i, { daysAgo, happen }] of happenings.toSorted((a, b) => b.daysAgo - a.daysAgo).entries()) {
        last = Math.min(Math.max(last + minute, inOfficeHours(end - daysAgo * day, i)), end)
        const now = new Date(last).toISOString()
        await happen(now)
        await after(now)
      }
    },
  }
}
export type Story = ReturnType<typeof newStory>

/** Some moment between nine and five of that day, or of the Monday after a weekend; `i` scatters them. */
function inOfficeHours(moment: number, i: number): number {
  const midnight = Math.floor((moment + zone) / day) * day
  const weekday = new Date(midnight).getUTCDay()
  const monday = weekday === 6 ? 2 : weekday === 0 ? 1 : 0
  return midnight - zone + monday * day + (9 * 60 + ((i * 37) % 480)) * minute + ((i * 13) % 60) * 1_000
}

/** The date so many days before (or, negative, after) a moment. */
export const dateOf = (today: string, daysAgo: number): string =>
  new Date(Date.parse(today) - daysAgo * day).toISOString().slice(0, 10)
