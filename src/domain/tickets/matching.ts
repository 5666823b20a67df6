import { and, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { daysAfter } from '../../lib/days'
import { live, over, type TicketFilter } from '../../lib/ticket-filter'
import { instantAt } from '../../lib/zone'
import { slaIs } from './standing'
import { holding } from './words'

type T = Tables['tickets']

/** Changed since this person last read it. */
export function isUnread(scope: WorkspaceScope, t: T): SQL {
  const reads = scope.view('reads')
  return sql`${t.updatedAt} > coalesce((select ${reads.upTo} from ${reads} where ${reads.subjectId} = ${t.id}), 0)`
}

/**
 * Those in one of the states of a filter. Live is what somebody can still do something about: nothing of an archived
 * project, unless just that project is asked for.
 */
function inStates(scope: WorkspaceScope, t: T, { states, project }: TicketFilter): SQL | undefined {
  if (states === 'all') return undefined
  if (states === 'live') return project ? inArray(t.state, [...live]) : isLive(scope, t)
  return inArray(t.state, [...(states === 'over' ? over : states)])
}

/** Where there is still something to do, in projects that are not archived. */
export function isLive(scope: WorkspaceScope, t: T): SQL {
  const gone = scope.view('projects', 'gone')
  return and(
    inArray(t.state, [...live]),
    sql`${t.projectId} not in (select ${gone.id} from ${gone} where ${gone.archivedAt} is not null)`,
  ) as SQL
}

/** Given to this person, to nobody, or to a person by name. */
export function given(scope: WorkspaceScope, t: T, who: string | undefined): SQL | undefined {
  if (!who) return undefined
  return who === 'none' ? isNull(t.assigneeId) : eq(t.assigneeId, who === 'me' ? scope.me : who)
}

/** The instants between which a filter's days lie, in the workspace's zone. */
export function instantsOf(scope: WorkspaceScope, { from, to }: Pick<TicketFilter, 'from' | 'to'>) {
  const start = (day: string) => instantAt(scope.workspace.timezone, Date.parse(`${day}T00:00:00Z`))
  return { from: from ? start(from) : undefined, before: to ? start(daysAfter(to, 1)) : undefined }
}

/** The condition of a filter. */
export function matching(scope: WorkspaceScope, filter: TicketFilter, t: T): SQL | undefined {
  const { client, project, type, urgency, promise, who, unread, tag, date, words } = filter
  const tags = scope.view('ticketTags', 'marks')
  const at = date === 'opened' ? t.createdAt : t.updatedAt
  const { from, before } = instantsOf(scope, filter)
  return and(
    client ? eq(t.clientId, client) : undefined,
    project ? eq(t.projectId, project) : undefined,
    type ? eq(t.type, type) : undefined,
    urgency ? eq(t.urgency, urgency) : undefined,
    inStates(scope, t, filter),
    promise && slaIs(t, promise, scope.now),
    given(scope, t, who),
    unread ? isUnread(scope, t) : undefined,
    tag ? sql`${t.id} in (select ${tags.ticketId} from ${tags} where ${tags.tag} = ${tag})` : undefined,
    from === undefined ? undefined : gte(at, from),
    before === undefined ? undefined : lt(at, before),
    holding(scope, t, words),
  )
}
