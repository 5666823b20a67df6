import type { Context } from 'hono'
import type { FormName } from '../../../templates/tickets/place'
import { TicketView } from '../../../templates/tickets/ticket'
import { takesAssignee } from '../../domain/tickets/assign'
import { lapsed, movesFor, REOPENABLE } from '../../domain/tickets/moves'
import { type Asked, readTicket } from '../../domain/tickets/page'
import { takesReplies } from '../../domain/tickets/reply'
import { slaAudience, workingDay } from '../../domain/tickets/sla'
import { takesTriage } from '../../domain/tickets/triage'
import { isId } from '../../lib/id'
import { markdown } from '../../lib/markdown'
import type { ProjectApp } from '../../web/context'
import type { Refused } from '../../web/form'
import { page } from '../../web/page'
import { leavesMark } from '../../web/reading'
import { sentenceOf } from '../../web/sentence'
import { nextReminderOf } from '../next-reminder'

const scripts = ['attach', 'draft', 'ticket'] as const

/** Older words, or a saved reply in the composer; whatever does not fit is as good as absent. */
const askedOf = (c: Context<ProjectApp>): Asked => {
  const { all, reply = '' } = c.req.query()
  return { all: all !== undefined, reply: isId(reply) ? reply : '' }
}

/** The request's page; again with a refused form's words still in their place. */
export async function showTicket(
  c: Context<ProjectApp>,
  ticketId: string,
  refused?: { form: FormName } & Refused,
) {
  const { scope, ui } = c.var
  const reminder = await nextReminderOf(c, 'clarification', ticketId)
  const [ticket, render] = await Promise.all([
    readTicket(scope, ticketId, leavesMark(c), askedOf(c), reminder.asks),
    markdown(),
  ])
  return page(
    c,
    { title: `#${ticket.number} ${ticket.subject}`, at: 'tickets', status: refused ? 422 : 200, scripts },
    <TicketView
      ui={ui}
      slug={scope.workspace.slug}
      projectId={scope.project.id}
      workspace={scope.workspace.name}
      me={scope.me}
      isTeam={scope.isTeam}
      finance={scope.can.finance}
      ticket={ticket}
      render={render}
      moves={movesFor(scope, ticket, ticket.offer)}
      takesAssignee={takesAssignee(scope, ticket)}
      takesReplies={takesReplies(scope, ticket)}
      mayTriage={takesTriage(scope, ticket)}
      archived={scope.project.archivedAt !== null}
      lapsed={ticket.state === 'quoted' && lapsed(scope, ticket.offer)}
      closesAt={ticket.stateAt + REOPENABLE}
      history={ticket.history.map(line => ({ ...line, text: sentenceOf(ui, line) }))}
      sla={slaAudience(scope)}
      day={workingDay(scope)}
      reminder={reminder.line(ticket.beside)}
      refused={refused}
    />,
  )
}
