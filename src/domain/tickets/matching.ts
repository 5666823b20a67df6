import { and, eq, gte, inArray, isNull, lt, not, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { daysAfter } from '../../lib/days'
import { instantAt } from '../../lib/zone'
import { live, over, type TicketFilter } from './filter'
import { holding } from './words'

type T = Tables['tickets']

/** Changed since this person last read it. */
export function isUnread(scope: WorkspaceScope, t: T): SQL {
  const reads = scope.view('reads')
  return sql`${t.updatedAt} > coalesce((select ${reads.upTo} from ${reads} where ${reads.subjectId} = ${t.id}), 0)`
}

/** How the request stands to what was promised, each against the others: at most one of them holds. */
export function standing(t: T, now: number): Record<NonNullable<TicketFilter['promise']>, SQL> {
  const runs = sql`(${t.firstDueAt} is not null or ${t.resolveDueAt} is not null)`
  const past = sql`(${t.firstDueAt} <= ${now} or ${t.resolveDueAt} <= ${now})`
  // Told by an alarm, or about to be: the alarm's cron comes by every minute.
  const warned = sql`(${t.alarmAt} <= ${now} or (${t.firstDueAt} is not null and ${t.firstAlarm} is not null) or (${t.resolveDueAt} is not null and ${t.resolveAlarm} is not null))`
  return {
    late: sql`coalesce(${past}, 0)`,
    close: sql`(not coalesce(${past}, 0) and ${runs} and coalesce(${warned}, 0))`,
    on_time: sql`(not coalesce(${past}, 0) and ${runs} and not coalesce(${warned}, 0))`,
    paused: and(inArray(t.state, ['waiting_client', 'quoted']), not(runs), not(unpromised(t))) as SQL,
    none: unpromised(t),
  }
}

const unpromised = (t: T) => and(isNull(t.firstTarget), isNull(t.resolveTarget)) as SQL

/** Those in one of the states of a filter. */
function inStates(t: T, states: TicketFilter['states']): SQL | undefined {
  if (states === 'all') return undefined
  return inArray(t.state, [...(states === 'live' ? live : states === 'over' ? over : states)])
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
  const { client, project, type, urgency, states, promise, who, unread, tag, date, words } = filter
  const tags = scope.view('ticketTags', 'marks')
  const at = date === 'opened' ? t.createdAt : t.updatedAt
  const { from, before } = instantsOf(scope, filter)
  return and(
    client ? eq(t.clientId, client) : undefined,
    project ? eq(t.projectId, project) : undefined,
    type ? eq(t.type, type) : undefined,
    urgency ? eq(t.urgency, urgency) : undefined,
    inStates(t, states),
    promise && standing(t, scope.now)[promise],
    given(scope, t, who),
    unread ? isUnread(scope, t) : undefined,
    tag ? sql`${t.id} in (select ${tags.ticketId} from ${tags} where ${tags.tag} = ${tag})` : undefined,
    from === undefined ? undefined : gte(at, from),
    before === undefined ? undefined : lt(at, before),
    holding(scope, t, words),
  )
}
