import type { LaidOut, Page, Placed } from './laid-out.ts'

/**
 * Puts items on pages of `height` pt. Items that must stay together move together; only a group taller than a page is
 * parted against its wish. There is always a page, if an empty one.
 */
export function paginate(items: readonly LaidOut[], height: number): Page[] {
  const pages: Placed[][] = []
  let page: Placed[] = []
  let y = 0
  const turn = () => {
    if (page.length > 0) pages.push(page)
    page = []
    y = 0
  }
  const put = (item: LaidOut) => {
    const heads = page.length === 0 ? (item.head ?? []) : []
    for (const head of heads) {
      page.push({ item: head, y })
      y += head.height
    }
    y += page.length === 0 ? 0 : item.before
    page.push({ item, y })
    y += item.height
  }
  for (const group of groupsOf(items)) {
    if (group[0]?.newPage) turn()
    if (y + heightOf(group, page.length === 0) > height) turn()
    const fits = heightOf(group, true) <= height
    for (const item of group) {
      if (!fits && y + heightOf([item], page.length === 0) > height) turn()
      put(item)
    }
  }
  turn()
  return pages.length > 0 ? pages : [[]]
}

/** Runs of items between which no page may end. */
function groupsOf(items: readonly LaidOut[]): LaidOut[][] {
  const groups: LaidOut[][] = []
  let open = false
  for (const item of items) {
    const group = groups.at(-1)
    if (open && group && !item.newPage) group.push(item)
    else groups.push([item])
    open = item.together
  }
  return groups
}

function heightOf(group: readonly LaidOut[], atTop: boolean): number {
  const heads = atTop ? (group[0]?.head ?? []).reduce((sum, { height }) => sum + height, 0) : 0
  const before = atTop ? -(group[0]?.before ?? 0) : 0
  return group.reduce((sum, item) => sum + item.before + item.height, heads + before)
}
