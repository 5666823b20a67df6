import type { Child } from 'hono/jsx'
import { type Attrs, classes, type WithChildren } from './attrs'
import { Icon } from './icon'

/** What every field has. `id` defaults to `name`, so that an error summary can link to `#name`. */
export type FieldProps = {
  name: string
  label: string
  id?: string
  hint?: Child
  /** The sentence that says what is wrong and how to mend it. */
  error?: string
  /** The word for «optional»; required fields carry no mark. */
  optional?: string
  /** Hides the label from sight, not from screen readers (search, composer). */
  hideLabel?: boolean
}

type Wiring = { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }

/** The attributes that tie a control to its label, hint and error. */
export const wiring = ({ name, id = name, hint, error }: FieldProps): Wiring => {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return {
    id,
    name,
    ...(described && { 'aria-describedby': described }),
    ...(error && { 'aria-invalid': 'true' as const }),
  }
}

/** Error first, then hint, under the label or legend. */
export const FieldNotes = ({ id, hint, error }: { id: string; hint?: Child; error?: string }) => (
  <>
    {hint && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {error && (
      <p class="error" id={`${id}-error`}>
        <Icon name="circle-alert" />
        {error}
      </p>
    )}
  </>
)

/** A label, its control, its hint and its error. For controls of your own: spread `wiring(props)` on them. */
export const Field = (props: WithChildren<FieldProps>) => {
  const { name, id = name, label, optional, hideLabel, hint, error, children } = props
  return (
    <div class="field">
      <label for={id} class={hideLabel ? 'sr-only' : undefined}>
        {label}
        {optional && <span class="optional"> {optional}</span>}
      </label>
      {children}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}

type InputAttrs = Attrs & {
  value?: string | number
  required?: boolean
  disabled?: boolean
  readonly?: boolean
  autocomplete?: string
  autofocus?: boolean
  placeholder?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search'
  maxlength?: number
  minlength?: number
  min?: string | number
  max?: string | number
  step?: string | number
  pattern?: string
  list?: string
  autocapitalize?: 'none' | 'characters'
}

const split = <T extends FieldProps>(props: T) => {
  const { name, label, id, hint, error, optional, hideLabel, ...rest } = props
  return { field: { name, label, id, hint, error, optional, hideLabel }, rest }
}

export type InputType =
  | 'text'
  | 'email'
  | 'password'
  | 'color'
  | 'tel'
  | 'url'
  | 'search'
  | 'number'
  | 'date'
  | 'time'
  | 'datetime-local'

/** One line of text. `before` and `after` are fixed words inside the frame (a currency, a unit). */
export const TextField = (
  props: FieldProps & InputAttrs & { type?: InputType; before?: string; after?: string },
) => {
  const { field, rest } = split(props)
  const { type = 'text', before, after, class: extra, ...attrs } = rest
  const input = <input type={type} class={classes('input', extra)} {...attrs} {...wiring(field)} />
  return (
    <Field {...field}>
      {before || after ? (
        <span class="affixed">
          {before && <span class="affix">{before}</span>}
          {input}
          {after && <span class="affix">{after}</span>}
        </span>
      ) : (
        input
      )}
    </Field>
  )
}

/** Several lines; it grows with what is written. */
export const TextArea = (props: FieldProps & InputAttrs & { rows?: number }) => {
  const { field, rest } = split(props)
  const { value, rows = 4, class: extra, ...attrs } = rest
  return (
    <Field {...field}>
      <textarea class={classes('input', extra)} rows={rows} {...attrs} {...wiring(field)}>
        {value}
      </textarea>
    </Field>
  )
}

/** A code received by e-mail or made by an app: large, spaced, filled in by the browser where it can. */
export const CodeField = (props: FieldProps & InputAttrs & { length?: number; numeric?: boolean }) => {
  const { length = 6, numeric, ...rest } = props
  return (
    <TextField
      autocomplete="one-time-code"
      inputmode={numeric ? 'numeric' : 'text'}
      maxlength={length + 2}
      autocapitalize="characters"
      required
      {...rest}
      class="input-code"
    />
  )
}

export type Option = { value: string; label: string; disabled?: boolean }

/** A native select. `placeholder` adds a first, empty choice. */
export const SelectField = (
  props: FieldProps &
    Attrs & {
      options: Option[]
      value?: string
      placeholder?: string
      required?: boolean
      disabled?: boolean
    },
) => {
  const { field, rest } = split(props)
  const { options, value, placeholder, class: extra, ...attrs } = rest
  return (
    <Field {...field}>
      <span class="select">
        <select class={classes('input', extra)} {...attrs} {...wiring(field)}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map(option => (
            <option value={option.value} selected={option.value === value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    </Field>
  )
}

/** Groups fields under a legend, with the hint and error of the group. */
export const FieldSet = (
  props: WithChildren<{ id: string; legend: string; hint?: Child; error?: string; optional?: string }>,
) => {
  const { id, legend, hint, error, optional, children } = props
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <fieldset class="field" id={id} aria-describedby={described || undefined}>
      <legend>
        {legend}
        {optional && <span class="optional"> {optional}</span>}
      </legend>
      <FieldNotes id={id} hint={hint} error={error} />
      {children as Child}
    </fieldset>
  )
}
