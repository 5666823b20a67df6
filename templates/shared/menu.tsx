import type { Child } from 'hono/jsx'
import { type Attrs, classes, type WithChildren } from './attrs'
import { Button, type ButtonVariant } from './button'
import { Icon, type IconName } from './icon'

export type MenuProps = WithChildren & {
  /** Unique on the page. */
  id: string
  /** The accessible name; shown too unless `icon` stands alone. */
  label: string
  icon?: IconName
  /** Shows the label beside the icon. */
  showLabel?: boolean
  variant?: ButtonVariant
  size?: 'sm' | 'md'
  /** Own content of the opening button (the person's name and face). */
  trigger?: Child
  class?: string
}

/** A button and the list it opens: a native popover, which works without JavaScript; arrow keys come with it. */
export const Menu = (props: MenuProps) => {
  const {
    id,
    label,
    icon = 'ellipsis',
    showLabel,
    variant = 'ghost',
    size,
    trigger,
    children,
    class: extra,
  } = props
  const bare = !showLabel && !trigger
  return (
    <>
      <Button
        type="button"
        variant={variant}
        size={size}
        popovertarget={id}
        icon={trigger ? undefined : icon}
        class={classes(bare && 'btn-icon', extra)}
        aria-label={bare ? label : undefined}
      >
        {(trigger || showLabel) && <span class={trigger ? 'sr-only' : undefined}>{label}</span>}
        {trigger}
        {showLabel && <Icon name="chevron-down" class="i-quiet" />}
      </Button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms; this groups links and buttons */}
      <div id={id} class="menu" popover="auto" role="group" aria-label={label}>
        {children}
      </div>
    </>
  )
}

type Entry = WithChildren<Attrs> & { icon?: IconName; tone?: 'danger' }

export const MenuLink = ({ href, icon, tone, children, class: extra, ...rest }: Entry & { href: string }) => (
  <a href={href} class={classes('menu-item', extra)} data-tone={tone} {...rest}>
    {icon && <Icon name={icon} />}
    {children}
  </a>
)

/** An entry that changes something: a form of one button. hx- attributes go on the form; `fields` are hidden values. */
export const MenuForm = (props: Entry & { action: string; fields?: Record<string, string> }) => {
  const { action, fields = {}, icon, tone, children, class: extra, ...rest } = props
  return (
    <form action={action} method="post" {...rest}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={classes('menu-item', extra)} data-tone={tone}>
        {icon && <Icon name={icon} />}
        {children}
      </button>
    </form>
  )
}

export const MenuSeparator = () => <hr class="menu-line" />
export const MenuTitle = ({ children }: WithChildren) => <p class="menu-title">{children}</p>
