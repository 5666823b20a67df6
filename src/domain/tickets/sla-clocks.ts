import { and, inArray, type SQL, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import type { Changes } from '../../db/writes'
import type { Calendar } from '../../lib/working-time'
import { promisedAnew, type Timed } from './clock'
import type { Ticket } from './moves'
import { type Policy, promisedFor } from './sla'

/** The states of a request that still waits for its resolution. */
export const waitingStates = ['open', 'waiting_client', 'quoted', 'accepted', 'in_progress'] as const

type Wound = Timed & Pick<Ticket, 'id' | 'type' | 'urgency' | 'stateAt'>

/** The clocks of all requests that are open; rides in a read. */
export function clocksQuery(scope: WorkspaceScope) {
  const t = scope.view('tickets')
  return scope
    .select({
      id: t.id,
      type: t.type,
      urgency: t.urgency,
      state: t.state,
      stateAt: t.stateAt,
      createdAt: t.createdAt,
      firstReplyAt: t.firstReplyAt,
      firstTarget: t.firstTarget,
      resolveTarget: t.resolveTarget,
      workedMs: t.workedMs,
      runsSince: t.runsSince,
      firstDueAt: t.firstDueAt,
      resolveDueAt: t.resolveDueAt,
      firstTook: t.firstTook,
      resolveTook: t.resolveTook,
      firstAlarm: t.firstAlarm,
      resolveAlarm: t.resolveAlarm,
      alarmAt: t.alarmAt,
    })
    .from(t)
    .where(inArray(t.state, [...waitingStates]))
}

/** As many tickets as one statement sets, each from its own entry in a JSON text. */
const AT_ONCE = 100

/**
 * Sets the clocks of open requests anew, a hundred by one statement: as the policies say now, or (null) by what is
 * promised for each already.
 * The commit fails as a whole (`Conflict`) when one of them was moved, answered, corrected or alarmed of since it was
 * read.
 */
export function woundAnew(
  scope: WorkspaceScope,
  open: readonly Wound[],
  calendar: Calendar,
  policies: readonly Policy[] | null,
): Write[] {
  const writes: Write[] = []
  for (let from = 0; from < open.length; from += AT_ONCE)
    writes.push(...setTogether(scope, open.slice(from, from + AT_ONCE), calendar, policies))
  return writes
}

const columns = [
  'firstTarget',
  'resolveTarget',
  'workedMs',
  'runsSince',
  'firstTook',
  'firstAlarm',
  'resolveAlarm',
  'firstDueAt',
  'resolveDueAt',
  'alarmAt',
] as const

function setTogether(
  scope: WorkspaceScope,
  tickets: readonly Wound[],
  calendar: Calendar,
  policies: readonly Policy[] | null,
): Write[] {
  const entries = tickets.map(ticket => {
    const promised = policies ? promisedFor(policies, ticket) : ticket
    const { firstTarget, resolveTarget } = promised
    const clock = promisedAnew(calendar, ticket, { firstTarget, resolveTarget })
    const { stateAt, firstReplyAt, type, urgency } = ticket
    const told = [ticket.firstAlarm, ticket.resolveAlarm]
    return [ticket.id, { ...clock, stateAt, firstReplyAt, type, urgency, told }] as const
  })
  const json = JSON.stringify(Object.fromEntries(entries))
  const entry = (t: Tables['tickets'], name: string) =>
    sql`json_extract(${json}, '$."' || ${t.id} || ${`".${name}`})`
  const untouched = (t: Tables['tickets']): SQL | undefined =>
    and(
      sql`${t.id} in (select key from json_each(${json}))`,
      sql`${t.stateAt} = ${entry(t, 'stateAt')}`,
      sql`${t.firstReplyAt} is ${entry(t, 'firstReplyAt')}`,
      sql`${t.firstAlarm} is ${entry(t, 'told[0]')} and ${t.resolveAlarm} is ${entry(t, 'told[1]')}`,
      sql`${t.type} = ${entry(t, 'type')} and ${t.urgency} = ${entry(t, 'urgency')}`,
    )
  const t = scope.view('tickets')
  const set = Object.fromEntries(columns.map(name => [name, entry(t, name)])) as Changes<'tickets'>
  return [
    scope.require(sql`(select count(*) from ${t} where ${untouched(t)}) = ${tickets.length}`),
    scope.updateAll('tickets', set, untouched),
  ]
}
