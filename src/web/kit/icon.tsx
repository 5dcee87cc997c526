/** Strokes on a field of 24 × 24, drawn for this product; shapes, never the only bearer of a meaning. */
const strokes = {
  home: 'M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  bulb: 'M9 18h6M10 21h4M8.5 15a6 6 0 1 1 7 0c-.6.5-.9 1.2-1 2h-5c-.1-.8-.4-1.5-1-2Z',
  seal: 'M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM9 13.5 7.5 21l4.5-2.5 4.5 2.5-1.5-7.5',
  agreement: 'M7 3h7l4 4v14H7ZM14 3v4h4M10 12h5M10 16h5',
  handshake: 'M3 8l4-2 5 2 5-2 4 2v7l-3 1-6 4-6-4-3-1ZM12 8l-3 4 2 1 3-2 4 4',
  building: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20a6 6 0 0 1 12 0M16 4.5a3.5 3.5 0 0 1 0 6M17.5 14.5A6 6 0 0 1 21 20',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 21a7 7 0 0 1 14 0',
  mail: 'M3 6h18v13H3ZM3 7l9 7 9-7',
  calendar: 'M4 6h16v15H4ZM4 10h16M8 3v4M16 3v4',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  download: 'M12 4v12M7 11l5 5 5-5M4 20h16',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 21 21',
  plus: 'M12 5v14M5 12h14',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6L6 18',
  alert: 'M12 4 2.8 20h18.4ZM12 10v4.5M12 17.2v.3',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 7.8v.3',
  pencil: 'M4 20l1-4L16.5 4.5l3 3L8 19ZM14 7l3 3',
  pen: 'M3 21c3-.5 4-2.5 4-4L17.5 6.5l3 3L10 20M15 9l3 3M12 21h9',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.5l3.5 2',
  menu: 'M4 7h16M4 12h16M4 17h16',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  leave: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  file: 'M6 3h8l4 4v14H6ZM14 3v4h4',
  gear: 'M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M18.7 5.3l-2.1 2.1M7.4 16.6l-2.1 2.1',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6ZM8.5 12l2.5 2.5 4.5-5',
  chart: 'M4 20h16M6 20v-6M11 20V9M16 20V4',
  key: 'M8 15.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 11H21v3.5M17 11v3',
} as const
export type IconName = keyof typeof strokes
const isIcon = (name: string): name is IconName => name in strokes
export const iconNames = Object.keys(strokes).filter(isIcon)

export const Icon = ({ name, class: extra }: { name: IconName; class?: string | undefined }) => (
  <svg
    class={extra === undefined ? 'td-icon' : `td-icon ${extra}`}
    viewBox="0 0 24 24"
    width="18"
    height="18"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={strokes[name]} />
  </svg>
)
