import { Hono } from 'hono'
import * as z from 'zod'
import { commentOnTask, takeBackComment } from '../../domain/tasks/comments'
import { words } from '../../lib/fields'
import type { ProjectApp } from '../../web/context'
import { form } from '../../web/form'
import { seeOther } from '../../web/reply'
import { team } from '../../web/session'
import { taskAt, taskPage } from './show'

/** What the team says to itself about a task; mounted under it. */
export const comments = new Hono<ProjectApp>()
  .post('/', team, async c => {
    const parsed = await form(c, z.object({ body: words(10_000) }))
    if (!parsed.ok) return taskPage(c, { comment: parsed })
    await commentOnTask(c.var.scope, c.req.param('task') ?? '', parsed.data.body)
    return seeOther(c, `${taskAt(c)}#comments`)
  })
  .post('/:comment/removal', team, async c => {
    await takeBackComment(c.var.scope, c.req.param('task') ?? '', c.req.param('comment'))
    return seeOther(c, `${taskAt(c)}#comments`)
  })
