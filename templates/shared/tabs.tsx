import type { Child } from 'hono/jsx'
import { Count } from './badge'
import { Icon, type IconName } from './icon'

export type Tab = {
  label: string
  href: string
  active?: boolean
  count?: number
  countLabel?: string
  icon?: IconName
}

/** Views of the same thing, each with its own address: links, not a tab widget. Scrolls sideways on a phone. */
export const Tabs = ({ label, items, end }: { label: string; items: Tab[]; end?: Child }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {items.map(tab => (
        <li>
          <a href={tab.href} aria-current={tab.active ? 'page' : undefined}>
            {tab.icon && <Icon name={tab.icon} />}
            {tab.label}
            {tab.count ? <Count value={tab.count} label={tab.countLabel} tone="neutral" /> : null}
          </a>
        </li>
      ))}
    </ul>
    {end}
  </nav>
)

/** Filters over a list: small, rounded, several rows allowed. */
export const Filters = ({ label, items }: { label: string; items: Tab[] }) => (
  <nav class="filters" aria-label={label}>
    {items.map(item => (
      <a href={item.href} class="filter" aria-current={item.active ? 'true' : undefined}>
        {item.label}
        {item.count === undefined ? null : <span>{item.count}</span>}
      </a>
    ))}
  </nav>
)
