import type { MessageKey, Ui } from '../../locales'
import { ErrorSummary, type FormError } from '../shared'

/** What was typed and what is wrong with it, when a form is shown again. */
export type Again = { values?: Record<string, string>; errors?: Record<string, MessageKey> }

/** The sentence about one field, if it was refused. */
export const errorOf = ({ t }: Ui, { errors = {} }: Again, field: string): string | undefined => {
  const key = errors[field]
  return key && t(key)
}

/** The top of a refused form of several fields. */
export const Summary = ({ ui, again }: { ui: Ui; again: Again }) => {
  const errors: FormError[] = Object.entries(again.errors ?? {}).map(([field, key]) => ({
    field,
    message: ui.t(key),
  }))
  return <ErrorSummary title={ui.t('errors.form')} errors={errors} />
}

/** A value that rides along unseen. */
export const Hidden = ({ name, value }: { name: string; value?: string }) =>
  value === undefined ? null : <input type="hidden" name={name} value={value} />
