import { type Context, Hono } from 'hono'
import type { Awaiting } from '../lib/reminders'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { form } from '../web/form'
import { seeOther } from '../web/reply'
import { team } from '../web/session'

type In = Context<ProjectApp>

const snoozing = () => import('../domain/reminders/snooze')

/** Leaving the client alone about one thing, and reminding of it again: the team's, from the thing's own page. */
export const reminding = new Hono<ProjectApp>()
  .post('/payments/:payment/snooze', team, c => snooze(c, 'payment', c.req.param('payment')))
  .post('/payments/:payment/snooze/removal', team, c => resume(c, 'payment', c.req.param('payment')))
  .post('/approvals/:approval/snooze', team, c => snooze(c, 'approval', c.req.param('approval')))
  .post('/approvals/:approval/snooze/removal', team, c => resume(c, 'approval', c.req.param('approval')))
  .post('/tickets/:ticket/snooze', team, c => snooze(c, 'clarification', c.req.param('ticket')))
  .post('/tickets/:ticket/snooze/removal', team, c => resume(c, 'clarification', c.req.param('ticket')))

async function snooze(c: In, kind: Awaiting, id: string) {
  const { snooze, snoozeInput } = await snoozing()
  const sent = await form(c, snoozeInput)
  // Its buttons are all there is to choose: what none of them sends changes nothing.
  if (!sent.ok) return seeOther(c, pageOf(c, kind, id))
  await snooze(c.var.scope, kind, id, sent.data.for)
  return seeOther(c, pageOf(c, kind, id), 'reminders.next.snoozed')
}

async function resume(c: In, kind: Awaiting, id: string) {
  const { resume } = await snoozing()
  await resume(c.var.scope, kind, id)
  return seeOther(c, pageOf(c, kind, id), 'reminders.next.resumed')
}

const pageOf = ({ var: { scope } }: In, kind: Awaiting, id: string): string =>
  urls.awaited(scope.workspace.slug, scope.project.id, kind, id)
