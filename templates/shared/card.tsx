import type { Child } from 'hono/jsx'
import { type Attrs, classes, type WithChildren } from './attrs'

/** A heading with its optional line of meta and actions; the level follows the page's outline. */
export const SectionHeader = (props: {
  title: string
  meta?: Child
  actions?: Child
  level?: 2 | 3
  id?: string
}) => {
  const { title, meta, actions, level = 2, id } = props
  return (
    <div class="section-header">
      {level === 2 ? <h2 id={id}>{title}</h2> : <h3 id={id}>{title}</h3>}
      {meta && <span class="meta">{meta}</span>}
      {actions && <div class="actions">{actions}</div>}
    </div>
  )
}

export type CardProps = WithChildren<Attrs> & {
  title?: string
  meta?: Child
  actions?: Child
  footer?: Child
  level?: 2 | 3
  /** No inner padding: for lists and tables that reach the edges. */
  flush?: boolean
  /** A soft surface instead of a raised one. */
  quiet?: boolean
}

/** A raised surface. With a title it is a labelled section. */
export const Card = (props: CardProps) => {
  const { title, meta, actions, footer, level, flush, quiet, class: extra, children, id, ...rest } = props
  const heading = title && id ? `${id}-title` : undefined
  const name = classes('card', flush && 'card-flush', quiet && 'card-quiet', extra)
  return (
    <section class={name} id={id} aria-labelledby={heading} {...rest}>
      {title && <SectionHeader title={title} meta={meta} actions={actions} level={level} id={heading} />}
      {children}
      {footer && <footer class="card-footer">{footer}</footer>}
    </section>
  )
}

/** A named group of cards or rows without a surface of its own. */
export const Section = (
  props: WithChildren<{ title: string; meta?: Child; actions?: Child; id: string }>,
) => (
  <section class="section" aria-labelledby={`${props.id}-title`} id={props.id}>
    <SectionHeader title={props.title} meta={props.meta} actions={props.actions} id={`${props.id}-title`} />
    {props.children}
  </section>
)

/** Blocks one above the other with the page's rhythm. */
export const Stack = ({ children, class: extra }: WithChildren<{ class?: string }>) => (
  <div class={classes('stack', extra)}>{children}</div>
)

/** The main column and the narrower one beside it; on a phone one after the other (`asideFirst`: the aside leads). */
export const Columns = ({
  children,
  aside,
  asideFirst,
}: WithChildren<{ aside: Child; asideFirst?: boolean }>) => (
  <div class={classes('columns', asideFirst && 'aside-first')}>
    <div class="stack">{children}</div>
    <aside class="stack">{aside}</aside>
  </div>
)

/** Cards in as many equal columns as fit. */
export const Grid = ({ children, narrow }: WithChildren<{ narrow?: boolean }>) => (
  <div class={classes('grid-auto', narrow && 'grid-narrow')}>{children}</div>
)

/** Facts: a term and its value on each line. */
export const Facts = ({ items }: { items: { label: string; value: Child }[] }) => (
  <dl class="facts">
    {items.map(item => (
      <div>
        <dt>{item.label}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
)
