import type { Child } from 'hono/jsx'
import type { Attrs, WithChildren } from './attrs'
import { classes } from './attrs'
import { Icon, type IconName } from './icon'

/** `primary`: the one thing to do on the page. `secondary`: the others. `ghost`: in rows and bars. `danger`: destroys. */
export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'

export type ButtonLook = {
  variant?: ButtonVariant
  size?: 'sm' | 'md' | 'lg'
  icon?: IconName
  iconEnd?: IconName
  /** As wide as its container. */
  block?: boolean
}

type Label = ButtonLook & { children?: Child }

const inner = ({ icon, iconEnd, children }: Label) => (
  <>
    {icon && <Icon name={icon} />}
    {children}
    {iconEnd && <Icon name={iconEnd} />}
  </>
)

const look = ({ variant = 'secondary', size = 'md', block }: ButtonLook, extra?: string) => ({
  class: classes('btn', block && 'btn-block', extra),
  'data-variant': variant,
  'data-size': size === 'md' ? undefined : size,
})

export type ButtonProps = WithChildren<ButtonLook & Attrs> & {
  /** Defaults to `submit`: most buttons stand in a form. */
  type?: 'submit' | 'button'
  name?: string
  value?: string
  form?: string
  formaction?: string
  /** `dialog` closes the dialog it stands in and sends nothing. */
  formmethod?: 'get' | 'post' | 'dialog'
  formnovalidate?: boolean
  disabled?: boolean
  popovertarget?: string
}

/** A button. While its form is being sent it shows a spinner by itself and cannot be pressed again. */
export const Button = (props: ButtonProps) => {
  const { variant, size, icon, iconEnd, block, children, class: extra, type = 'submit', ...rest } = props
  return (
    <button type={type} {...look({ variant, size, block }, extra)} {...rest}>
      {inner({ icon, iconEnd, children })}
    </button>
  )
}

export type ButtonLinkProps = WithChildren<ButtonLook & Attrs> & {
  href: string
  rel?: string
  target?: string
  download?: string | boolean
}

/** A link that looks like a button: it goes somewhere. Something that changes state is a `Button` in a form. */
export const ButtonLink = (props: ButtonLinkProps) => {
  const { variant, size, icon, iconEnd, block, children, class: extra, href, ...rest } = props
  return (
    <a href={href} {...look({ variant, size, block }, extra)} {...rest}>
      {inner({ icon, iconEnd, children })}
    </a>
  )
}

type IconOnly = { icon: IconName; label: string; variant?: ButtonVariant; size?: 'sm' | 'md' }

/** A button with an icon alone; `label` is its accessible name and its tooltip. */
export const IconButton = (props: Omit<ButtonProps, keyof ButtonLook | 'children'> & IconOnly) => {
  const { icon, label, variant = 'ghost', size, class: extra, ...rest } = props
  return (
    <Button
      {...rest}
      variant={variant}
      size={size}
      icon={icon}
      class={classes('btn-icon', extra)}
      aria-label={label}
    />
  )
}

/** The same as a link. */
export const IconLink = (props: Omit<ButtonLinkProps, keyof ButtonLook | 'children'> & IconOnly) => {
  const { icon, label, variant = 'ghost', size, class: extra, ...rest } = props
  return (
    <ButtonLink
      {...rest}
      variant={variant}
      size={size}
      icon={icon}
      class={classes('btn-icon', extra)}
      aria-label={label}
    />
  )
}

/** Buttons side by side; stacked and full width on a phone when `stack`. */
export const Actions = ({ children, stack, end }: WithChildren<{ stack?: boolean; end?: boolean }>) => (
  <div class={classes('actions', stack && 'actions-stack', end && 'actions-end')}>{children}</div>
)
