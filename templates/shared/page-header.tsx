import type { Child } from 'hono/jsx'
import { Icon } from './icon'

export type Crumb = { label: string; href?: string }

/** The way back up; the page itself is its own title and does not repeat here. */
export const Breadcrumbs = ({ label, items }: { label: string; items: Crumb[] }) => (
  <nav class="crumbs" aria-label={label}>
    <ol>
      {items.map(item => (
        <li>
          {item.href ? <a href={item.href}>{item.label}</a> : item.label}
          <Icon name="chevron-right" />
        </li>
      ))}
    </ol>
  </nav>
)

export type PageHeaderProps = {
  title: string
  /** A number or kind above the title (#12, Facture). */
  eyebrow?: Child
  /** A badge, a date, a person. */
  meta?: Child
  lead?: Child
  crumbs?: { label: string; items: Crumb[] }
  actions?: Child
}

/** The top of every page: its one h1. */
export const PageHeader = ({ title, eyebrow, meta, lead, crumbs, actions }: PageHeaderProps) => (
  <header class="page-header">
    {crumbs && <Breadcrumbs {...crumbs} />}
    <div>
      <div class="page-title">
        {eyebrow && <p class="eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {meta && <div class="page-meta">{meta}</div>}
        {lead && <p class="lead">{lead}</p>}
      </div>
      {actions && <div class="actions">{actions}</div>}
    </div>
  </header>
)
