import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { SystemScope } from '../../db/system'
import { Conflict } from '../../lib/errors'
import { calendarOf } from '../../lib/working-time'
import { alarmsDue } from './clock'
import { ticketQuery } from './dossier'
import { sameClock } from './transition'

/** At most this many tickets at each run of the cron: what is left waits a minute. */
const BATCH = 60

/**
 * Tells the team of the promises that are nearly due or past, each once. Running it twice, late or at once is harmless.
 * One that fails stops no other.
 * @returns how many alarms it told
 * @throws the first failure, once all were tried
 */
export async function soundAlarms(system: SystemScope): Promise<number> {
  const t = system.table('tickets')
  const [due] = await system.read(
    system
      .select({ id: t.id, projectId: t.projectId })
      .from(t)
      .where(lte(t.alarmAt, system.now))
      .orderBy(asc(t.alarmAt))
      .limit(BATCH),
  )
  const scopes = new Map<string, ProjectScope>()
  const failures: unknown[] = []
  let told = 0
  for (const { id, projectId } of due) {
    try {
      const scope = scopes.get(projectId) ?? (await system.project(projectId))
      scopes.set(projectId, scope)
      told += await soundAlarm(scope, id)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return told
}

/**
 * The alarms of one ticket that are due now, as events for the team alone; its next one is set in the same commit. In an
 * archived project nobody is alarmed.
 * @returns how many it told; 0 also where somebody was faster
 */
export async function soundAlarm(scope: ProjectScope, ticketId: string): Promise<number> {
  const [[ticket]] = await scope.read(ticketQuery(scope, ticketId))
  if (!ticket || ticket.alarmAt === null || ticket.alarmAt > scope.now) return 0
  const archived = scope.project.archivedAt !== null
  const { alarms, changes } = alarmsDue(calendarOf(scope.workspace), ticket, scope.now)
  const told = archived ? [] : alarms
  const write = scope.update('tickets', archived ? { alarmAt: null } : changes, t =>
    and(
      eq(t.id, ticket.id),
      sameClock(t, ticket),
      eq(t.alarmAt, ticket.alarmAt as number),
      sql`${t.runsSince} is ${ticket.runsSince} and ${t.firstTook} is ${ticket.firstTook}`,
      sql`${t.firstAlarm} is ${ticket.firstAlarm} and ${t.resolveAlarm} is ${ticket.resolveAlarm}`,
    ),
  )
  const events = told.map(({ which, level }) => ({
    kind: level === 'warned' ? 'ticket.sla_warned' : 'ticket.sla_breached',
    subjectId: ticket.id,
    internal: true,
    facts: {
      number: ticket.number,
      which,
      due: which === 'first' ? changes.firstDueAt : changes.resolveDueAt,
    },
  }))
  try {
    await scope.commit([write], events)
  } catch (error) {
    if (error instanceof Conflict) return 0
    throw error
  }
  return told.length
}
