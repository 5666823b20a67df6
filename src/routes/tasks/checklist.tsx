import { Hono } from 'hono'
import * as z from 'zod'
import { addItem, moveItem, removeItem, renameItem, tickItem } from '../../domain/tasks/checklist'
import { checked, line } from '../../lib/fields'
import type { ProjectApp } from '../../web/context'
import { attempt, form } from '../../web/form'
import { seeOther } from '../../web/reply'
import { team } from '../../web/session'
import { type In, taskAt, taskPage } from './show'

const labelled = z.object({ label: line(300) })
const spot = z.object({ before: z.string().optional(), after: z.string().optional() })

const taskOf = (c: In) => c.req.param('task') ?? ''
const back = (c: In) => seeOther(c, `${taskAt(c)}#checklist`)

/** The checklist inside a task; mounted under it. */
export const checklist = new Hono<ProjectApp>()
  .post('/', team, async c => {
    const parsed = await form(c, labelled)
    if (!parsed.ok) return taskPage(c, { item: parsed })
    const done = await attempt(parsed.values, () => addItem(c.var.scope, taskOf(c), parsed.data.label))
    return done.ok ? back(c) : taskPage(c, { item: done })
  })
  .post('/:item', team, async c => {
    const parsed = await form(c, labelled)
    // Empty, or longer than a line: it stays as it was.
    if (parsed.ok) await renameItem(c.var.scope, taskOf(c), c.req.param('item'), parsed.data.label)
    return parsed.ok ? back(c) : taskPage(c, { item: { values: {}, errors: parsed.errors } })
  })
  .post('/:item/state', team, async c => {
    const parsed = await form(c, z.object({ done: checked }))
    const done = parsed.ok && parsed.data.done
    await tickItem(c.var.scope, taskOf(c), c.req.param('item'), done)
    return back(c)
  })
  .post('/:item/position', team, async c => {
    const parsed = await form(c, spot)
    await moveItem(c.var.scope, taskOf(c), c.req.param('item'), parsed.ok ? parsed.data : {})
    return back(c)
  })
  .post('/:item/removal', team, async c => {
    await removeItem(c.var.scope, taskOf(c), c.req.param('item'))
    return back(c)
  })
