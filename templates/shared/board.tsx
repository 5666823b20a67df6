import type { Child } from 'hono/jsx'
import type { Attrs, Tone, WithChildren } from './attrs'

/** A kanban: columns side by side, one at a time on a phone, where they snap. */
export const Board = ({ label, children, ...rest }: WithChildren<Attrs> & { label: string }) => (
  <section class="board" aria-label={label} tabindex={0} {...rest}>
    {children}
  </section>
)

export type BoardColumnProps = WithChildren<Attrs> & {
  /** The column's key, in `data-column` of its list, for the script that drags. */
  column: string
  title: string
  count: number
  tone?: Tone
  /** A small «add» button. */
  actions?: Child
  /** Shown while the column holds no card. */
  empty?: string
  foot?: Child
}

export const BoardColumn = (props: BoardColumnProps) => {
  const { column, title, count, tone, actions, empty, foot, children, ...rest } = props
  return (
    <section class="board-column" aria-labelledby={`column-${column}`} {...rest}>
      <header>
        <i class="dot" data-tone={tone} />
        <h2 id={`column-${column}`}>{title}</h2>
        <span class="count" data-tone="neutral">
          {count}
        </span>
        {actions}
      </header>
      {/* The id keeps it the same list through a live morph, whatever cards came and went. */}
      <ul class="board-list" id={`list-${column}`} data-column={column} data-empty={empty}>
        {children}
      </ul>
      {foot}
    </section>
  )
}

export type BoardCardProps = Attrs & {
  /** The thing's id, in `data-card`. */
  card: string
  title: string
  href: string
  /** Badges above the title. */
  labels?: Child
  /** Dates, counts of comments and files. */
  meta?: Child
  assignee?: Child
  /** The «Déplacer vers…» menu: the keyboard's way to drag. */
  menu?: Child
}

export const BoardCard = ({ card, title, href, labels, meta, assignee, menu, ...rest }: BoardCardProps) => (
  <li class="board-card" data-card={card} {...rest}>
    {labels && <div class="labels">{labels}</div>}
    <a href={href} draggable={false}>
      {title}
    </a>
    {(meta || assignee) && (
      <div class="board-meta">
        {meta}
        {assignee}
      </div>
    )}
    {menu}
  </li>
)
