import type { Child } from 'hono/jsx'
import type { Tone } from './attrs'

export type StatProps = { label: string; value: Child; note?: Child; tone?: Tone; href?: string }

/** One figure with its name; stands in `<Stats>`. */
export const Stat = ({ label, value, note, tone, href }: StatProps) => (
  <div class="stat" data-tone={tone}>
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
