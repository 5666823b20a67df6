import { classes, type Tone } from './attrs'
import { Table } from './table'

export type PlotValue = {
  value: number
  /** The value as it is read: in the table, and in the tip over the bar. */
  text: string
}

export type PlotGroup = {
  /** Under the bars; the table's first column. */
  label: string
  /** Shorter words under the bars, where the label is long. */
  short?: string
  /** One per series, in their order. */
  values: PlotValue[]
}

export type PlotProps = {
  title: string
  /** What it shows, in a sentence. */
  caption?: string
  /** One to three. */
  series: { name: string; tone?: Tone }[]
  groups: PlotGroup[]
  /** One bar a group, its series on top of each other; else side by side. */
  stacked?: boolean
  /** Writes a value of the scale; only round ones are asked for. */
  axis: (value: number) => string
  /** `table`: the button that shows the figures; `group`: what the groups are («Mois»). */
  words: { table: string; group: string }
}

/** Round values from 0 up to at least `most`, two to five of them; whole ones where `most` is 1 or more. */
export function scaleOf(most: number): number[] {
  if (!(most > 0)) return [0, 1]
  const power = 10 ** Math.floor(Math.log10(most))
  const step =
    [0.25, 0.5, 1, 2, 2.5, 5]
      .map(n => n * power)
      .find(s => most / s <= 4 && (power < 1 || Number.isInteger(s))) ?? power
  const count = Math.max(1, Math.ceil(most / step))
  return Array.from({ length: count + 1 }, (_, n) => n * step)
}

const percent = (part: number) => `${Math.round(part * 10_000) / 100}%`

/** Which labels fit into a line of so many letters: every one, every second, third… */
const everyNth = (labels: string[], letters: number) =>
  Math.max(1, Math.ceil(((Math.max(0, ...labels.map(l => l.length)) + 1) * labels.length) / letters))

/** The bars alone, drawn in percents of their place. Decoration: the table behind says it all. */
function Bars({
  groups,
  series,
  stacked,
  top,
}: Pick<PlotProps, 'groups' | 'series' | 'stacked'> & { top: number }) {
  const slot = 1 / Math.max(1, groups.length)
  const width = (slot * 0.64) / (stacked ? 1 : series.length)
  const bars = groups.flatMap((group, at) => {
    let below = 0
    return group.values.map((one, nth) => {
      const height = Math.max(0, one.value) / top
      const x = at * slot + slot * 0.18 + (stacked ? 0 : nth * width)
      const y = 1 - height - (stacked ? below : 0)
      below += height
      return height > 0 ? (
        <rect
          x={percent(x)}
          y={percent(y)}
          width={percent(stacked ? width : width * 0.92)}
          height={percent(height)}
          rx="2"
          class={`bar bar-${nth + 1}`}
          data-tone={series[nth]?.tone ?? 'accent'}
        >
          <title>
            {[group.label, series.length > 1 && series[nth]?.name, one.text].filter(Boolean).join(' · ')}
          </title>
        </rect>
      ) : null
    })
  })
  return bars
}

/**
 * Groups of bars, drawn on the server. What it shows can be read as a table, which opens without JavaScript; the
 * series differ in shape as well as in colour.
 */
export function BarPlot({ title, caption, series, groups, stacked, axis, words }: PlotProps) {
  const heights = groups.map(g =>
    stacked
      ? g.values.reduce((sum, v) => sum + Math.max(0, v.value), 0)
      : Math.max(0, ...g.values.map(v => v.value)),
  )
  const scale = scaleOf(Math.max(0, ...heights))
  const top = scale.at(-1) ?? 1
  const labels = groups.map(group => group.short ?? group.label)
  const [wide, narrow] = [everyNth(labels, 90), everyNth(labels, 45)]
  return (
    <figure class="plot">
      <figcaption>
        <strong>{title}</strong>
        {caption && <span class="meta">{caption}</span>}
      </figcaption>
      {series.length > 1 && (
        <ul class="plot-series">
          {series.map((one, nth) => (
            <li>
              <svg aria-hidden="true" width="12" height="12">
                <rect
                  x="1"
                  y="1"
                  width="10"
                  height="10"
                  rx="2"
                  class={`bar bar-${nth + 1}`}
                  data-tone={one.tone ?? 'accent'}
                />
              </svg>
              {one.name}
            </li>
          ))}
        </ul>
      )}
      <div class="plot-area" aria-hidden="true">
        <div class="plot-scale num">
          {[...scale].reverse().map(value => (
            <span>{axis(value)}</span>
          ))}
        </div>
        <svg class="plot-bars" aria-hidden="true">
          {scale.map(value => (
            <line x1="0" x2="100%" y1={percent(1 - value / top)} y2={percent(1 - value / top)} />
          ))}
          <Bars groups={groups} series={series} stacked={stacked} top={top} />
        </svg>
        <div class="plot-labels">
          {labels.map((label, at) => (
            <span
              class={classes(at % wide !== 0 && 'minor', at % narrow !== 0 && 'minor-narrow') || undefined}
            >
              {label}
            </span>
          ))}
        </div>
      </div>
      <details class="plot-table">
        <summary>{words.table}</summary>
        <Table
          caption={title}
          columns={[{ label: words.group }, ...series.map(s => ({ label: s.name, numeric: true }))]}
          rows={groups.map(g => ({ cells: [g.label, ...g.values.map(v => v.text)] }))}
        />
      </details>
    </figure>
  )
}
