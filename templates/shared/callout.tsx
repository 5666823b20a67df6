import type { Child } from 'hono/jsx'
import { type Attrs, classes, type Tone, type WithChildren } from './attrs'
import { Icon, type IconName } from './icon'

export type CalloutProps = WithChildren<Attrs> & {
  /** «Nous attendons de vous» */
  eyebrow?: string
  title: string
  icon: IconName
  /** Who holds the ball, for how many days. */
  meta?: Child
  /** One `primary` button, at most one more beside it. */
  actions?: Child
  level?: 2 | 3
  /** Nothing is awaited: the same place, without the accent. */
  calm?: boolean
}

/** The awaited action: the most important thing of a client's dashboard. One on a page, at the top. */
export const Callout = (props: CalloutProps) => {
  const { eyebrow, title, icon, meta, actions, level = 2, calm, class: extra, children, ...rest } = props
  return (
    <section class={classes('callout', calm && 'callout-calm', extra)} {...rest}>
      <span class="arch">
        <Icon name={icon} />
      </span>
      <div>
        {eyebrow && <p class="eyebrow">{eyebrow}</p>}
        {level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
        {children && <div class="callout-text">{children}</div>}
        {meta && <p class="meta">{meta}</p>}
        {actions && <div class="actions actions-stack">{actions}</div>}
      </div>
    </section>
  )
}

/** A sentence to notice inside a page: an explanation, a warning, an archived project. */
export const Notice = (
  props: WithChildren<{ tone?: Tone; icon?: IconName; title?: string; actions?: Child }>,
) => {
  const { tone = 'info', icon = 'info', title, actions, children } = props
  return (
    <div class="notice" data-tone={tone}>
      <Icon name={icon} />
      <div>
        {title && <strong>{title}</strong>}
        {children}
      </div>
      {actions && <div class="actions">{actions}</div>}
    </div>
  )
}

/** Nothing here yet: a sentence in the reader's words and one thing to do. */
export const EmptyState = (props: { icon: IconName; title: string; text?: Child; action?: Child }) => (
  <div class="empty">
    <span class="arch">
      <Icon name={props.icon} />
    </span>
    <p>
      <strong>{props.title}</strong>
      {props.text}
    </p>
    {props.action}
  </div>
)
