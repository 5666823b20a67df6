import type { MessageKey, Ui } from '../../locales'

/** What was typed and what is wrong with it, when a form is shown again. */
export type Again = { values?: Record<string, string>; errors?: Record<string, MessageKey> }

/** The sentence about one field, if it was refused. */
export const errorOf = ({ t }: Ui, { errors = {} }: Again, field: string): string | undefined => {
  const key = errors[field]
  return key && t(key)
}

/** A value that rides along unseen. */
export const Hidden = ({ name, value }: { name: string; value?: string }) =>
  value === undefined ? null : <input type="hidden" name={name} value={value} />
