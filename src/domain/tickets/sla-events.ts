import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import { type Recipient, teamOf, whoMayEnter } from '../events/recipients'
import { ticketQuery } from './dossier'

const mails = {
  'ticket.sla_warned': { first: 'sla.mail.warned_first', resolve: 'sla.mail.warned_resolve' },
  'ticket.sla_breached': { first: 'sla.mail.breached_first', resolve: 'sla.mail.breached_resolve' },
} as const

/** Its assignee, or the whole team where nobody has it; nobody once it was answered, paused or resolved meanwhile. */
const alarm =
  (kind: keyof typeof mails) =>
  async (scope: ProjectScope, event: Happened): Promise<Telling[]> => {
    const clients = scope.view('clients')
    const [everybody, [ticket], [client]] = await scope.read(
      whoMayEnter(scope),
      ticketQuery(scope, event.subjectId ?? ''),
      scope.select({ name: clients.name }).from(clients).where(eq(clients.id, scope.project.clientId)),
    )
    if (!ticket) return []
    const which = event.facts?.which === 'first' ? 'first' : 'resolve'
    const due = which === 'first' ? ticket.firstDueAt : ticket.resolveDueAt
    if (due === null) return []
    const team = teamOf(everybody as Recipient[])
    const { assigneeId } = ticket
    const { workspace, project } = scope
    return [
      {
        to: assigneeId && team.includes(assigneeId) ? [assigneeId] : team,
        mail: {
          kind: mails[kind][which],
          values: {
            number: ticket.number,
            subject: ticket.subject,
            client: client?.name ?? '',
            project: project.name,
          },
          facts: { due: { at: due } },
          path: urls.ticket(workspace.slug, project.id, ticket.id),
        },
      },
    ]
  }

/** What is promised, and the team's alarms about it; no contact ever hears of them. */
export const slaEvents = {
  'workspace.promises_changed': { line: 'sla.journal.promises_changed', topics: [] },
  'workspace.promises_recounted': { line: 'sla.journal.promises_recounted', topics: [] },
  'ticket.sla_warned': {
    line: 'sla.journal.warned',
    topics: ['tickets'],
    tell: alarm('ticket.sla_warned'),
  },
  'ticket.sla_breached': {
    line: 'sla.journal.breached',
    topics: ['tickets'],
    tell: alarm('ticket.sla_breached'),
  },
} satisfies Meanings
