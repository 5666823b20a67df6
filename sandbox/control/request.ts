import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import type { HonoEnv } from '../context.ts'

export const yesNo = z.union([z.boolean(), z.enum(['true', 'false']).transform(value => value === 'true')])
export const count = z.coerce.number().int().min(1).max(500)

/** Reads a control call: JSON from tests, a form from the console. Throws 400 with what is wrong. */
export async function read<T>(c: Context<HonoEnv>, schema: z.ZodType<T>): Promise<T> {
  const isForm = fromConsole(c)
  const body = isForm ? await c.req.parseBody() : JSON.parse((await c.req.text()) || '{}')
  // A field left empty in a form was not given.
  const given = isForm ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== '')) : body
  const result = schema.safeParse(given)
  if (result.success) return result.data
  throw new HTTPException(400, { message: z.prettifyError(result.error) })
}

/** Answers JSON to a test, and brings a person back to the page they came from. */
export function done(c: Context<HonoEnv>, body: object): Response {
  if (!fromConsole(c)) return c.json(body)
  const referer = c.req.header('referer')
  return c.redirect(referer ? new URL(referer).pathname : '/', 303)
}

/** Whether a person pressed a button: the console sends forms, tests send JSON. */
export function fromConsole(c: Context<HonoEnv>): boolean {
  const type = c.req.header('content-type') ?? ''
  return type.startsWith('application/x-www-form-urlencoded') || type.startsWith('multipart/form-data')
}
