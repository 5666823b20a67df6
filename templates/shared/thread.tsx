import type { Child } from 'hono/jsx'
import { type Attrs, classes, type WithChildren } from './attrs'
import { Avatar } from './avatar'
import { Button } from './button'
import { FieldNotes, wiring } from './field'
import { Icon } from './icon'

/** A conversation, oldest first. `label` names it; new messages are announced. */
export const Thread = ({ label, id, children, ...rest }: WithChildren<Attrs> & { label: string }) => (
  <ol class="thread" id={id} aria-label={label} {...rest}>
    {children}
  </ol>
)

/** A day, or «nouveaux messages», between messages. */
export const ThreadMark = ({ children, fresh }: WithChildren<{ fresh?: boolean }>) => (
  <li class="thread-mark" data-fresh={fresh}>
    <span>{children}</span>
  </li>
)

export type MessageProps = WithChildren<Attrs> & {
  author: string
  avatar?: string
  /** Role or company («Atelier Lumen»). */
  from?: string
  /** Written by the reader. */
  mine?: boolean
  at: Child
  /** «Note interne»: the team alone sees it, and the eye must not mistake it. */
  internal?: string
  edited?: string
  attachments?: Child
  actions?: Child
}

/** One message; the children are the words (use `Prose`). */
export const Message = (props: MessageProps) => {
  const {
    author,
    avatar,
    from,
    mine,
    at,
    internal,
    edited,
    attachments,
    actions,
    class: extra,
    children,
    ...rest
  } = props
  return (
    <li class={classes('message', mine && 'mine', internal && 'internal', extra)} {...rest}>
      <Avatar name={author} src={avatar} />
      <article>
        <header>
          <strong>{author}</strong>
          {from && <span>{from}</span>}
          {internal && (
            <span class="badge" data-tone="warning">
              <Icon name="lock" />
              {internal}
            </span>
          )}
          <span>{at}</span>
          {edited && <span>{edited}</span>}
          {actions}
        </header>
        <div class="bubble">{children}</div>
        {attachments && <div class="attachments">{attachments}</div>}
      </article>
    </li>
  )
}

export type ComposerProps = WithChildren<Attrs> & {
  id: string
  action: string
  name: string
  /** Read aloud; the placeholder is what the eye sees. */
  label: string
  placeholder?: string
  value?: string
  error?: string
  submitLabel: string
  /** With it, files can be attached under the name `files`. */
  attachLabel?: string
  accept?: string
  /** Beside a more important one: its button is not the main one. */
  quiet?: boolean
  /** Stands over the words: what they answer. */
  above?: Child
}

/** Writes a message: the area grows with the words; Ctrl/⌘ + Enter sends. `children` go beside the button. */
export const Composer = (props: ComposerProps) => {
  const {
    id,
    action,
    name,
    label,
    placeholder,
    value,
    error,
    submitLabel,
    attachLabel,
    accept,
    quiet,
    above,
    children,
    ...rest
  } = props
  const field = { name, id: `${id}-text`, label, error }
  return (
    <form
      id={id}
      action={action}
      method="post"
      class="composer"
      enctype={attachLabel ? 'multipart/form-data' : undefined}
      {...rest}
    >
      {above}
      <label class="sr-only" for={field.id}>
        {label}
      </label>
      <textarea rows={2} placeholder={placeholder} {...wiring(field)}>
        {value}
      </textarea>
      <FieldNotes id={field.id} error={error} />
      <ul class="drop-list" aria-live="polite" />
      <div class="composer-bar">
        {attachLabel && (
          <label class="btn btn-icon drop" data-variant="ghost" title={attachLabel}>
            <Icon name="paperclip" />
            <span class="sr-only">{attachLabel}</span>
            <input type="file" name="files" multiple accept={accept} class="sr-only" />
          </label>
        )}
        {children}
        <Button variant={quiet ? undefined : 'primary'} size="sm" icon={quiet ? 'pencil' : 'send'}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
