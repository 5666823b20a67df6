import type { Context } from 'hono'
import type { Pages } from '../db/enter'
import { say } from '../lib/log'
import { pagesOfThing } from '../urls'
import type { WorkspaceApp } from './context'

/** Whether this request may leave a read mark: a person's own GET, not a probe, a page fetched ahead or seen for another. */
export function leavesMark(c: Context): boolean {
  const ahead = `${c.req.header('Sec-Purpose') ?? ''} ${c.req.header('Purpose') ?? ''}`
  const seen = (c as Context<WorkspaceApp>).var.scope?.seenBy
  return c.req.method === 'GET' && !seen && !ahead.includes('prefetch')
}

/** Said by pages that nobody looks at: what they fetch is not read. */
const HIDDEN = 'Parvis-Hidden'

/**
 * What a request is the reading of: its own page, where it may leave a mark and somebody looks; of the numbers of the
 * navigation, the page that shows them and names itself (`at`).
 */
export function pagesRead(c: Context): Pages | undefined {
  if (!leavesMark(c) || c.req.header(HIDDEN)) return undefined
  const at = c.req.path.endsWith('/badges') ? c.req.query('at') : c.req.path
  return at ? pagesOfThing(at) : undefined
}

/**
 * Marks as read what their person was told of the page that they got, or were sent on from by a link to a file; their
 * other screens count anew.
 */
export function readThem(c: Context<WorkspaceApp>): void {
  const pages = pagesRead(c)
  const followed = c.res.status < 400 && c.req.header('Sec-Fetch-Dest') === 'document'
  if (!pages || !(c.res.status === 200 || followed)) return
  const { scope } = c.var
  const marking = async () => {
    const { readPages } = await import('../domain/notifications/inbox')
    const { nudgePeople } = await import('../domain/activity/channels')
    await readPages(scope, pages)
    await nudgePeople(c.env, [scope.me])
  }
  c.executionCtx.waitUntil(marking().catch(error => say('mark lost', { message: error.message })))
}
