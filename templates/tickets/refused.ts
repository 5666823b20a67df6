import type { Ui } from '../../locales'
import type { Errors, Refused } from '../../src/web/form'
import type { FormError } from '../shared'

/** What is wrong with a form, for its summary; `prefix` stands before its fields' ids. */
export const summary = ({ t }: Ui, errors: Errors, prefix = ''): FormError[] =>
  Object.entries(errors).map(([field, key]) => ({ field: `${prefix}${field}`, message: t(key) }))

/** A form shown for the first time. */
export const fresh: Refused = { values: {}, errors: {} }
