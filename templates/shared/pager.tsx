import { ButtonLink } from './button'

/** Older and newer; a side without an address is left out. `text` says where one stands («1–50 sur 132»). */
export const Pager = (props: {
  label: string
  previous?: { label: string; href: string }
  next?: { label: string; href: string }
  text?: string
}) => (
  <nav class="pager" aria-label={props.label}>
    {props.previous && (
      <ButtonLink href={props.previous.href} size="sm" icon="chevron-left" rel="prev">
        {props.previous.label}
      </ButtonLink>
    )}
    {props.text && <span class="meta num">{props.text}</span>}
    {props.next && (
      <ButtonLink href={props.next.href} size="sm" iconEnd="chevron-right" rel="next">
        {props.next.label}
      </ButtonLink>
    )}
  </nav>
)
