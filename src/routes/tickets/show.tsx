import type { Context } from 'hono'
import { TicketView } from '../../../templates/tickets/ticket'
import { lapsed, movesFor, REOPENABLE } from '../../domain/tickets/moves'
import { readTicket } from '../../domain/tickets/page'
import { takesReplies } from '../../domain/tickets/reply'
import { takesTriage } from '../../domain/tickets/triage'
import { markdown } from '../../lib/markdown'
import type { ProjectApp } from '../../web/context'
import type { Refused } from '../../web/form'
import { page } from '../../web/page'
import { leavesMark } from '../../web/session'

/** The request's page; again with a refused reply or note still in its place. */
export async function showTicket(
  c: Context<ProjectApp>,
  ticketId: string,
  refused?: { form: 'reply' | 'note' } & Refused,
) {
  const { scope, ui } = c.var
  const [ticket, render] = await Promise.all([readTicket(scope, ticketId, leavesMark(c)), markdown()])
  return page(
    c,
    { title: `#${ticket.number} ${ticket.subject}`, at: 'tickets', status: refused ? 422 : 200 },
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
      takesReplies={takesReplies(scope, ticket)}
      mayTriage={takesTriage(scope, ticket)}
      archived={scope.project.archivedAt !== null}
      lapsed={ticket.state === 'quoted' && lapsed(scope, ticket.offer)}
      closesAt={ticket.stateAt + REOPENABLE}
      refused={refused}
    />,
  )
}
