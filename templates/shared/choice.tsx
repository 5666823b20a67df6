import type { Child } from 'hono/jsx'
import { type Attrs, classes, type WithChildren } from './attrs'
import { FieldNotes, type FieldProps, FieldSet, wiring } from './field'
import { Icon, type IconName } from './icon'

export type Choice = { value: string; label: string; hint?: string; icon?: IconName; disabled?: boolean }

/** One choice of a few, each a card with room for a line of explanation. */
export const RadioCards = (
  props: FieldProps & { options: Choice[]; value?: string; required?: boolean; columns?: 1 | 2 | 3 },
) => {
  const { name, id = name, label, hint, error, optional, options, value, required, columns = 1 } = props
  return (
    <FieldSet id={id} legend={label} hint={hint} error={error} optional={optional}>
      <div class={classes('choices', columns > 1 && `choices-${columns}`)}>
        {options.map(option => (
          <label class="choice">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              required={required}
              disabled={option.disabled}
            />
            {option.icon && <Icon name={option.icon} />}
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </FieldSet>
  )
}

type CheckProps = FieldProps &
  Attrs & { value?: string; checked?: boolean; required?: boolean; disabled?: boolean }

const check = (props: CheckProps, kind: 'checkbox' | 'switch') => {
  const {
    name,
    label,
    id = name,
    hint,
    error,
    optional,
    hideLabel,
    value = '1',
    class: extra,
    ...rest
  } = props
  return (
    <div class={classes('field', extra)}>
      <label class="check">
        <input
          type="checkbox"
          role={kind === 'switch' ? 'switch' : undefined}
          class={kind === 'switch' ? 'switch' : undefined}
          value={value}
          {...rest}
          {...wiring({ name, label, id, hint, error })}
        />
        <span class={hideLabel ? 'sr-only' : undefined}>
          {label}
          {optional && <span class="optional"> {optional}</span>}
        </span>
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}

/** A yes or no that takes effect when the form is sent. */
export const Checkbox = (props: CheckProps) => check(props, 'checkbox')

/** The same, drawn as a switch, for settings. */
export const Switch = (props: CheckProps) => check(props, 'switch')

/** Several choices of many, under one legend; all post under the same name. `inline`: short ones, side by side. */
export const CheckboxList = (
  props: FieldProps & { options: Choice[]; values?: readonly string[]; inline?: boolean },
) => {
  const { name, id = name, label, hint, error, optional, options, values = [], inline } = props
  const checks = options.map(option => (
    <label class={classes('check', inline && 'check-inline')}>
      <input
        type="checkbox"
        name={name}
        value={option.value}
        checked={values.includes(option.value)}
        disabled={option.disabled}
      />
      <span>
        {option.label}
        {option.hint && <small>{option.hint}</small>}
      </span>
    </label>
  ))
  return (
    <FieldSet id={id} legend={label} hint={hint} error={error} optional={optional}>
      {inline ? <div class="checks">{checks}</div> : checks}
    </FieldSet>
  )
}

type FileFieldProps = FieldProps &
  Attrs & {
    accept?: string
    multiple?: boolean
    required?: boolean /** «Glissez vos fichiers ici ou choisissez-les» */
    prompt: Child
  }

/**
 * Files, dropped or chosen: the native control covers the whole zone, so both work without JavaScript. Chosen
 * names are listed beneath it; `children` may bring lines of its own (uploads in progress) for that list.
 */
export const FileField = (props: WithChildren<FileFieldProps>) => {
  const {
    name,
    label,
    id = name,
    hint,
    error,
    optional,
    hideLabel,
    prompt,
    children,
    class: extra,
    ...rest
  } = props
  return (
    <div class={classes('field', extra)}>
      <label for={id} class={hideLabel ? 'sr-only' : undefined}>
        {label}
        {optional && <span class="optional"> {optional}</span>}
      </label>
      <div class="drop">
        <span class="arch">
          <Icon name="upload" />
        </span>
        <span class="drop-prompt">{prompt}</span>
        <input type="file" {...rest} {...wiring({ name, label, id, hint, error })} />
      </div>
      <ul class="drop-list" aria-live="polite">
        {children}
      </ul>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}
