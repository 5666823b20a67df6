import type { Child } from 'hono/jsx'
import { type Attrs, classes, type WithChildren } from './attrs'
import { Button, IconButton } from './button'

export type DialogProps = WithChildren<Attrs> & {
  id: string
  title: string
  description?: Child
  /** The word on the closing cross. */
  closeLabel: string
  /** Opens by itself on arrival: for dialogs sent by htmx. */
  open?: boolean
  /** A click outside does not close it: for forms with words to lose. */
  keep?: boolean
  /** Slides in from the end as a panel. */
  side?: boolean
}

/**
 * A modal dialog. It is opened by a link to a page that shows the same form, so that it works without JavaScript:
 * `<ButtonLink href={newTaskUrl} data-dialog="new-task">` and, further down, `<Dialog id="new-task">`.
 */
export const Dialog = (props: DialogProps) => {
  const { id, title, description, closeLabel, open, keep, side, class: extra, children, ...rest } = props
  return (
    <dialog
      id={id}
      class={classes('dialog', side && 'dialog-side', extra)}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      data-open={open}
      data-keep={keep}
      {...rest}
    >
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        <form method="dialog">
          <IconButton icon="x" label={closeLabel} size="sm" />
        </form>
      </header>
      {description && <p id={`${id}-description`}>{description}</p>}
      {children}
    </dialog>
  )
}

type ConfirmProps = {
  id: string
  title: string
  description: Child
  action: string
  confirmLabel: string
  cancelLabel: string
  danger?: boolean
} & WithChildren

/** Asks before what cannot be undone. `children` may hold hidden fields or a reason to write. */
export const ConfirmDialog = (props: ConfirmProps) => (
  <Dialog id={props.id} title={props.title} description={props.description} closeLabel={props.cancelLabel}>
    <form action={props.action} method="post" class="form">
      {props.children}
      <div class="form-actions">
        <Button variant={props.danger ? 'danger' : 'primary'}>{props.confirmLabel}</Button>
        <Button variant="ghost" formmethod="dialog" formnovalidate>
          {props.cancelLabel}
        </Button>
      </div>
    </form>
  </Dialog>
)
