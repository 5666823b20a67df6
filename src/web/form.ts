import type { Context } from 'hono'
import type * as z from 'zod'
import { isMessage, type MessageKey } from '../../locales'
import { Invalid, Malformed } from '../lib/errors'

/** What a person sent, as they sent it: shown again beside what is wrong with it. */
export type Values = Record<string, string>
export type Errors = Record<string, MessageKey>
/** What a form template is given when it is shown again (422). */
export type Refused = { values: Values; errors: Errors }

export type Parsed<T> = { ok: true; data: T; values: Values } | ({ ok: false } & Refused)

/** The body as it was sent, field by field. @throws Malformed where it is not the form that its type says it is */
export async function bodyOf(c: Context): Promise<Record<string, string | File | (string | File)[]>> {
  try {
    return await c.req.parseBody({ all: true })
  } catch (error) {
    throw error instanceof TypeError ? new Malformed() : error
  }
}

/**
 * Reads a form by its schema. Fields the schema does not name are dropped; a field sent several times is a list for
 * the schema and left out of `values`; files are left to `filesOf`.
 */
export async function form<S extends z.ZodType>(c: Context, schema: S): Promise<Parsed<z.output<S>>> {
  const body = await bodyOf(c)
  const fields: Record<string, string | string[]> = {}
  const values: Values = {}
  for (const [name, value] of Object.entries(body)) {
    const texts = [value].flat().filter(v => typeof v === 'string')
    if (texts.length === 0) continue
    fields[name] = texts.length === 1 && !Array.isArray(value) ? (texts[0] as string) : texts
    if (texts.length === 1) values[name] = texts[0] as string
  }
  const parsed = schema.safeParse(fields)
  if (parsed.success) return { ok: true, data: parsed.data, values }
  return { ok: false, values, errors: errorsOf(parsed.error.issues) }
}

function errorsOf(issues: z.core.$ZodIssue[]): Errors {
  const errors: Errors = {}
  for (const issue of issues) {
    const field = String(issue.path[0] ?? 'form')
    errors[field] ??= isMessage(issue.message) ? issue.message : keyOf(issue)
  }
  return errors
}

function keyOf(issue: z.core.$ZodIssue): MessageKey {
  if (issue.code === 'too_big') return 'errors.too_long'
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'errors.required' : 'errors.too_short'
  if (issue.code === 'invalid_type') return 'errors.required'
  if (issue.code === 'invalid_value') return 'errors.choice'
  if (issue.code === 'invalid_format') return issue.format === 'email' ? 'errors.email' : 'errors.invalid'
  return 'errors.invalid'
}

/** The files of one field, in order; empty choices are left out. */
export async function filesOf(c: Context, field: string): Promise<File[]> {
  const body = await bodyOf(c)
  return [body[field] ?? []]
    .flat()
    .filter((v): v is File => v instanceof File && (v.size > 0 || v.name !== ''))
}

/** Runs a command; what it refuses as `Invalid` comes back as the form's errors. */
export async function attempt<T>(
  values: Values,
  run: () => Promise<T>,
): Promise<{ ok: true; result: T } | ({ ok: false } & Refused)> {
  try {
    return { ok: true, result: await run() }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const errors: Errors = {}
    for (const [field, key] of Object.entries(error.fields))
      errors[field] = isMessage(key) ? key : 'errors.invalid'
    return { ok: false, values, errors }
  }
}
