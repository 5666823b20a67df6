import type { Child } from 'hono/jsx'
import { classes, type Tone } from './attrs'

export type StatProps = {
  label: string
  value: Child
  note?: Child
  tone?: Tone
  href?: string
  /** A sentence rather than a figure: a line of its own. */
  wide?: boolean
}

/** One figure with its name; stands in `<Stats>`. */
export const Stat = ({ label, value, note, tone, href, wide }: StatProps) => (
  <div class={classes('stat', wide && 'stat-wide')} data-tone={tone}>
    <dt>{href ? <a href={href}>{label}</a> : label}</dt>
    <dd>{value}</dd>
    {note && <dd class="meta">{note}</dd>}
  </div>
)

export const Stats = ({ items }: { items: StatProps[] }) => (
  <dl class="stats">
    {items.map(item => (
      <Stat {...item} />
    ))}
  </dl>
)
