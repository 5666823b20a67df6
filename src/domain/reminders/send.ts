import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { among } from '../../db/among'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { SystemScope } from '../../db/system'
import { dayIn, daysAfter } from '../../lib/days'
import { Conflict } from '../../lib/errors'
import { newId } from '../../lib/id'
import { type Awaiting, awaitings, type Reminders } from '../../lib/reminders'
import { type Calendar, calendarOf } from '../../lib/working-time'
import { instantAt, offsetAt } from '../../lib/zone'
import { DAY, dueAt, isOpen, type Next, nextReminder, OLDEST } from './plan'
import { type Awaited, type Pieces, stillWaits, waitsQuery } from './waits'
import { type Contacts, contactsQueries, recipientsOf } from './who'

/** At most so many are sent at each run of the cron, and looked at of each kind: what is left waits a minute. */
const SENT = 40
const LOOKED = 200

/**
 * Reminds clients of what they are waited for, in each workspace that wants it and is at work now. Running it twice, late
 * or at once is harmless; one that fails stops no other.
 * @returns how many it sent
 * @throws the first failure, once all were tried
 */
export async function sendReminders(system: SystemScope): Promise<number> {
  const w = system.table('workspaces')
  const [workspaces] = await system.read(
    system
      .select({ id: w.id, timezone: w.timezone, calendar: w.calendar, reminders: w.reminders })
      .from(w)
      .where(sql`${w.reminders} is not null`),
  )
  const failures: unknown[] = []
  let sent = 0
  for (const { id, reminders, ...place } of workspaces) {
    const calendar = calendarOf(place)
    if (!reminders || !awaitings.some(kind => reminders[kind].on) || !isOpen(calendar, system.now)) continue
    try {
      sent += await remindIn(await system.workspace(id), reminders, calendar, SENT - sent, failures)
    } catch (error) {
      failures.push(error)
    }
    if (sent >= SENT) break
  }
  if (failures.length > 0) throw failures[0]
  return sent
}

async function remindIn(
  scope: WorkspaceScope,
  reminders: Reminders,
  calendar: Calendar,
  most: number,
  failures: unknown[],
): Promise<number> {
  const on = awaitings.filter(kind => reminders[kind].on)
  const found = await scope.read(
    ...on.map(kind =>
      waitsQuery(scope, kind, p => ripe(scope, kind, reminders[kind].days, calendar, p), LOOKED),
    ),
  )
  const due = found.flat().flatMap(wait => {
    const next = nextReminder(wait, reminders[wait.kind].days, calendar, scope.now)
    if (next && next.at > scope.now) return []
    return [{ wait, next }]
  })
  if (due.length === 0) return 0
  const projects = [...new Set(due.map(d => d.wait.projectId))]
  const requests = due.flatMap(d => (d.wait.kind === 'clarification' ? [d.wait.id] : []))
  const { scopes, rows } = await scope.inProjects(
    p => among(p.id, projects),
    ...contactsQueries(scope, ticketId => among(ticketId, requests)),
  )
  const [contacts, access, followers] = rows as [
    Contacts['contacts'],
    Contacts['access'],
    Contacts['followers'],
  ]
  const told = { contacts, access, followers }
  let [sent, passed] = [0, 0]
  for (const { wait, next } of due) {
    const project = scopes.get(wait.projectId)
    const goes = next !== null && recipientsOf(wait, told).length > 0
    if (!project || (goes ? sent >= most : passed >= SENT)) continue
    try {
      if (goes) sent += await send(project, wait, next)
      else passed += await pass(project, wait, reminders[wait.kind].days, calendar)
    } catch (error) {
      failures.push(error)
    }
  }
  return sent
}

/** Of those who are waited for: whose latest step that is due was not noted, and whom nothing keeps quiet. */
function ripe(
  { now }: WorkspaceScope,
  kind: Awaiting,
  days: readonly number[],
  { zone }: Calendar,
  { since, noted, quiet, snoozed }: Pieces,
): SQL | undefined {
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const today = dayIn(zone, now)
  const begun = (step: number): string | number =>
    kind === 'payment' ? daysAfter(today, -step) : askedBy(zone, now, step)
  const oldest = kind === 'payment' ? daysAfter(today, -last - OLDEST / DAY) : now - last * DAY - OLDEST
  const due = [...days].reverse().map(step => sql`when ${since} <= ${begun(step)} then ${step}`)
  return and(
    sql`${since} between ${oldest} and ${begun(first)}`,
    sql`(case ${sql.join(due, sql` `)} end) > coalesce(${noted}, -1000)`,
    sql`${quiet} <= ${now}`,
    sql`${snoozed} <= ${now}`,
  )
}

/** Whatever was asked later than this is not due yet; where clocks changed between, an hour more is looked at. */
const askedBy = (zone: string, now: number, step: number): number =>
  Math.max(now - step * DAY, instantAt(zone, now + offsetAt(zone, now) - step * DAY))

/**
 * One reminder: its step and those it makes needless noted, and the event that tells of it, in one commit, if it is still
 * waited for.
 * @returns 1; 0 where something happened first, or somebody was faster
 */
export async function send(scope: ProjectScope, wait: Awaited, next: Next): Promise<number> {
  const { id, kind, remindedAt, number, amount, currency } = wait
  const reminded = scope.update('paymentRequests', { remindedAt: scope.now }, r =>
    and(eq(r.id, id), remindedAt === null ? isNull(r.remindedAt) : eq(r.remindedAt, remindedAt)),
  )
  try {
    await scope.commit(
      [
        scope.require(stillWaits(scope, wait)),
        scope.insert('reminders', [
          ...rowsOf(scope, wait, next.passed, NOTHING),
          ...rowsOf(scope, wait, [next.step], scope.now),
        ]),
        ...(kind === 'payment' ? [reminded] : []),
      ],
      {
        kind: 'reminder.sent',
        subjectId: id,
        finance: kind === 'payment',
        facts: { kind, step: next.step, since: wait.since, ...(number !== null && { number }) },
        ...(kind === 'payment' && { money: { amount, currency } }),
      },
    )
    return 1
  } catch (error) {
    if (error instanceof Conflict) return 0
    throw error
  }
}

/** Of a step that was passed over: nothing went. */
const NOTHING = 0

const rowsOf = (scope: ProjectScope, { kind, id, since }: Awaited, steps: number[], at: number) =>
  steps.map(step => ({ id: newId(scope.now), kind, subjectId: id, since, step, at }))

/** Notes what was due as passed over: too late to be said, or there is nobody to say it to. */
async function pass(
  scope: ProjectScope,
  wait: Awaited,
  days: readonly number[],
  { zone }: Calendar,
): Promise<number> {
  const over = (step: number) =>
    (wait.noted === null || step > wait.noted) && dueAt(zone, wait, step) <= scope.now
  try {
    await scope.commit([scope.insert('reminders', rowsOf(scope, wait, days.filter(over), NOTHING))], [])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
  return 1
}
