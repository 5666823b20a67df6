import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Malformed } from '../lib/errors'
import { isId } from '../lib/id'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { form } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'

type In = Context<WorkspaceApp>

/** What a person was told in this workspace: theirs alone. */
export const notifications = new Hono<WorkspaceApp>()
  .get('/', c => inbox(c))
  .post('/:notification/read', async c => {
    const { readFrom, widths } = await import('../domain/notifications/inbox')
    const sent = await form(c, z.object({ width: z.enum(widths), show: z.enum(['unread', '']).default('') }))
    if (!sent.ok) throw new Malformed()
    const { scope } = c.var
    await readFrom(scope, c.req.param('notification'), sent.data.width)
    const { nudgePeople } = await import('../domain/activity/channels')
    c.executionCtx.waitUntil(nudgePeople(c.env, [scope.me]).catch(() => {}))
    return seeOther(c, urls.notifications(scope.workspace.slug, { show: sent.data.show }))
  })

async function inbox(c: In) {
  const { scope, ui } = c.var
  const { readInbox } = await import('../domain/notifications/inbox')
  const { toldSentence } = await import('../web/told')
  const { Inbox } = await import('../../templates/notifications/inbox')
  const before = c.req.query('before')
  const ask = { unread: c.req.query('show') === 'unread', before: isId(before ?? '') ? before : undefined }
  const { threads, older } = await readInbox(scope, ask)
  return page(
    c,
    { title: ui.t('notifications.title'), at: 'notifications', scripts: ['inbox'] },
    <Inbox
      ui={ui}
      workspace={scope.workspace}
      threads={threads.map(thread => ({ ...thread, text: toldSentence(ui, thread) }))}
      ask={ask}
      older={older}
    />,
  )
}
