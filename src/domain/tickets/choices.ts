import { asc, eq, isNull, or } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import type { TicketFilter } from '../../lib/ticket-filter'
import { teamQuery } from './all'

/** As many as a choice offers. */
const MOST = 300

/** What a filter of the team's list can be put together from, in one round trip. @throws NotFound for a contact */
export async function filterChoices(scope: WorkspaceScope, filter: TicketFilter) {
  if (!scope.isTeam) throw new NotFound()
  const [clients, projects, tags] = [scope.view('clients'), scope.view('projects'), scope.view('ticketTags')]
  const named = scope.view('clients', 'named')
  const [everyClient, everyProject, everyTag, people] = await scope.read(
    scope.select({ id: clients.id, name: clients.name }).from(clients).orderBy(asc(clients.name)).limit(MOST),
    scope
      .select({ id: projects.id, name: projects.name, client: named.name })
      .from(projects)
      .innerJoin(named, eq(named.id, projects.clientId))
      .where(or(isNull(projects.archivedAt), eq(projects.id, filter.project ?? '')))
      .orderBy(asc(named.name), asc(projects.name))
      .limit(MOST),
    scope.select({ tag: tags.tag }).from(tags).groupBy(tags.tag).orderBy(asc(tags.tag)).limit(MOST),
    teamQuery(scope),
  )
  return {
    clients: everyClient,
    projects: everyProject,
    tags: everyTag.map(t => t.tag),
    people: people.filter(p => p.here || p.id === filter.who),
  }
}

export type FilterChoices = Awaited<ReturnType<typeof filterChoices>>
