import type { Child } from 'hono/jsx'
import { type Attrs, classes, type WithChildren } from './attrs'

/** Rows under one another. Put it in `<Card flush>` or alone. `label` names it for screen readers. */
export const List = ({ children, label, id }: WithChildren<{ label?: string; id?: string }>) => (
  <ul class="list" aria-label={label} id={id}>
    {children}
  </ul>
)

export type RowProps = Attrs & {
  title: Child
  /** The whole row leads here; buttons in `aside` stay their own. */
  href?: string
  /** An icon, avatar or number at the start. */
  lead?: Child
  meta?: Child
  /** Badges, amounts, a menu, at the end. */
  aside?: Child
  unread?: boolean
}

/** One line of a list: short markup, because it comes fifty times. */
export const Row = (props: RowProps) => {
  const { title, href, lead, meta, aside, unread, class: extra, ...rest } = props
  return (
    <li class={classes('row', unread && 'unread', extra)} {...rest}>
      {lead}
      <div>
        {href ? (
          <a class="row-t" href={href}>
            {title}
          </a>
        ) : (
          <span class="row-t">{title}</span>
        )}
        {meta && <p>{meta}</p>}
      </div>
      {aside && <div class="row-a">{aside}</div>}
    </li>
  )
}
