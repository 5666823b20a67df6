import { type Attrs, classes, type WithChildren } from './attrs'
import { Icon } from './icon'

export type FormError = { field: string; message: string }

/**
 * Says at the top of a refused form (422) what is wrong, each line leading to its field. It takes the focus when it
 * arrives. `field` is the field's id.
 */
export const ErrorSummary = ({ title, errors }: { title: string; errors: FormError[] }) =>
  errors.length === 0 ? null : (
    <div class="error-summary" role="alert" tabindex={-1}>
      <p>
        <Icon name="circle-alert" />
        {title}
      </p>
      <ul>
        {errors.map(error => (
          <li>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )

export type FormProps = WithChildren<Attrs> & {
  action: string
  method?: 'get' | 'post'
  /** Files: `multipart/form-data`. */
  multipart?: boolean
  /**
   * Sent by htmx and replaced by the answer (`outerMorph`, which keeps focus and words); without JavaScript the same
   * address answers a whole page or a 303. Needs an `id`.
   */
  live?: boolean
  /** Leaves checking to the server, whose errors are in the reader's language. Default: true. */
  novalidate?: boolean
}

/** A form. Its buttons go quiet while it is being sent. */
export const Form = (props: FormProps) => {
  const {
    action,
    method = 'post',
    multipart,
    live,
    novalidate = true,
    class: extra,
    children,
    ...rest
  } = props
  const htmx = live && {
    [method === 'get' ? 'hx-get' : 'hx-post']: action,
    'hx-target': 'this',
    'hx-swap': 'outerMorph',
    'hx-disable': 'findAll button[type=submit]',
    ...(multipart && { 'hx-encoding': 'multipart/form-data' }),
  }
  return (
    <form
      action={action}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate={novalidate}
      class={classes('form', extra)}
      {...htmx}
      {...rest}
    >
      {children}
    </form>
  )
}

/** Fields side by side where there is room. */
export const FieldRow = ({ children }: WithChildren) => <div class="field-row">{children}</div>

/** The bar at the foot of a form: the main button first. */
export const FormActions = ({ children }: WithChildren) => <div class="form-actions">{children}</div>
