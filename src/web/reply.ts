import type { Context } from 'hono'
import type { MessageKey } from '../../locales'
import { writeNotice } from './notice'

/**
 * After a command: on to the page that shows its outcome (303), by htmx as well as without it. With `notice`, that
 * page says it in a toast, with a button that posts to `undo` where that takes it back; `values` are its numbers.
 */
export function seeOther(
  c: Context,
  to: string,
  notice?: MessageKey,
  undo?: string,
  values?: Record<string, number>,
): Response {
  if (notice) writeNotice(c, { key: notice, undo, values })
  return c.redirect(to, 303)
}

/** Off to another house (a pay page), which a fetch could not follow. */
export function leaveFor(c: Context, url: string): Response {
  if (c.req.header('HX-Request')) return c.body(null, 200, { 'HX-Redirect': url })
  return c.redirect(url, 303)
}

/** To a page that must be loaded whole: another workspace's look, a new session. */
export function goWhole(c: Context, to: string): Response {
  return leaveFor(c, to)
}
