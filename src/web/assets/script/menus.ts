const open = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll('details.td-menu[open]')

function closeOthers(event: Event): void {
  for (const menu of open()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return
  for (const menu of open()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
}

/** A menu that would leave the page at the right opens to the left. */
function turn(event: Event): void {
  if (!(event.target instanceof HTMLDetailsElement) || !event.target.matches('.td-menu[open]')) return
  const panel = event.target.querySelector('.td-panel')
  if (panel !== null && panel.getBoundingClientRect().right > document.documentElement.clientWidth)
    event.target.classList.add('td-menu-end')
}

/** Menus are `details`: Escape and a click or focus elsewhere close them. */
export function closeMenus(): void {
  document.addEventListener('click', closeOthers)
  document.addEventListener('focusin', closeOthers)
  document.addEventListener('keydown', closeOnEscape)
  // `toggle` does not bubble.
  document.addEventListener('toggle', turn, { capture: true })
}
