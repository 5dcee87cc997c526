import type { Words } from '../../kernel/messages.ts'

export type Point = { readonly label: string; readonly value: number; readonly text?: string | undefined }
const shown = ({ value, text }: Point): string => text ?? String(value)

/** The figures behind a plot, for everybody who wants or needs them. */
const Figures = ({ t, points, head, about }: { t: Words; points: readonly Point[]; head: string; about: string }) => (
  <details class="td-figures">
    <summary aria-label={`${t('kit.figures')} · ${about}`}>{t('kit.figures')}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="td-end">
            {t('kit.value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr>
            <th scope="row">{point.label}</th>
            <td class="td-end">{shown(point)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)

const [width, height, pad] = [120, 32, 3]

/** A trend as a line, oldest first; its scale begins at the lowest value shown. */
const Sparkline = ({ t, label, points }: { t: Words; label: string; points: readonly Point[] }) => {
  const values = points.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const at = (value: number, i: number): [number, number] => [
    pad + (i * (width - 2 * pad)) / Math.max(1, points.length - 1),
    high === low ? height / 2 : height - pad - ((value - low) * (height - 2 * pad)) / (high - low),
  ]
  const dots = values.map((value, i) => at(value, i).map((n) => n.toFixed(1)))
  const [first, last] = [points[0], points.at(-1)]
  const [x, y] = dots.at(-1) ?? ['0', '0']
  return (
    <svg
      class="td-spark"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={t('kit.trend', {
        label,
        first: first === undefined ? '' : shown(first),
        last: last === undefined ? '' : shown(last),
      })}
    >
      <polyline
        points={dots.map((dot) => dot.join(',')).join(' ')}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
      <circle cx={x} cy={y} r="2.4" fill="currentColor" />
    </svg>
  )
}

export type NumberWithTrend = {
  readonly label: string
  readonly value: string
  /** "this year", "3 more than in 2025". */
  readonly note?: string | undefined
  readonly href?: string | undefined
  /** Oldest first. */
  readonly trend?: readonly Point[] | undefined
}

/** A few numbers that matter, in one line. Three are enough. */
export const Numbers = ({ t, numbers }: { t: Words; numbers: readonly NumberWithTrend[] }) => (
  <div class="td-numbers">
    {numbers.map(({ label, value, note, href, trend = [] }) => (
      <div class="td-number">
        <p class="td-number-label">{href === undefined ? label : <a href={href}>{label}</a>}</p>
        <div class="td-number-line">
          <p class="td-number-value">{value}</p>
          {trend.length > 1 && <Sparkline t={t} label={label} points={trend} />}
        </div>
        {note !== undefined && <p class="td-quiet">{note}</p>}
        {trend.length > 1 && <Figures t={t} points={trend} head={t('kit.period')} about={label} />}
      </div>
    ))}
  </div>
)

const [row, textWidth, barWidth, plotWidth] = [28, 150, 300, 520]

/** Bars side by side to compare; at most about twelve. Values are not negative. */
export const BarChart = ({ t, title, points }: { t: Words; title: string; points: readonly Point[] }) => {
  const most = Math.max(1, ...points.map(({ value }) => value))
  const tall = points.length * row
  return (
    <figure class="td-plot">
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${plotWidth} ${tall}`}
        width={plotWidth}
        height={tall}
        role="img"
        aria-label={`${title}: ${points.map((point) => `${point.label} ${shown(point)}`).join('; ')}`}
      >
        {points.map((point, i) => {
          const long = Math.max(1, (point.value / most) * barWidth)
          const middle = i * row + row / 2
          return (
            <g>
              <text x={textWidth - 10} y={middle + 4.5} text-anchor="end" class="td-plot-label">
                {point.label}
              </text>
              <rect
                x={textWidth}
                y={i * row + 6}
                width={long.toFixed(1)}
                height={row - 12}
                rx="2.5"
                class="td-plot-bar"
              />
              <text x={(textWidth + long + 8).toFixed(1)} y={middle + 4.5} class="td-plot-value">
                {shown(point)}
              </text>
            </g>
          )
        })}
      </svg>
      <Figures t={t} points={points} head={t('kit.item')} about={title} />
    </figure>
  )
}
