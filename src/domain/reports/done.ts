import { and, asc, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Tables } from '../../db/tables'

// What the journal's lines of a week say was done, where the thing still stands as they left it.

/** Lines of one kind since an instant. */
export const of = (e: Tables['events'], since: number, ...kinds: string[]): SQL | undefined =>
  and(inArray(e.kind, kinds), gte(e.at, since))

/** Each once, however often it was done and undone, as long as it stands. Of a request's task, its request tells. */
export function finishedTasks(eyes: ProjectScope, since: number) {
  const [t, e] = [eyes.view('tasks', 'finished'), eyes.view('events', 'finishing')]
  return eyes
    .select({ title: t.title, at: sql<number>`max(${e.at})`.as('finished_at') })
    .from(e)
    .innerJoin(t, eq(t.id, e.subjectId))
    .where(and(of(e, since, 'task.finished'), eq(t.state, 'done'), isNull(t.ticketId)))
    .groupBy(t.id)
    .orderBy(sql`finished_at`)
    .limit(50)
}

export function resolvedTickets(eyes: ProjectScope, since: number) {
  const [t, e] = [eyes.view('tickets', 'resolved'), eyes.view('events', 'resolving')]
  return eyes
    .select({ number: t.number, title: sql<string>`${t.subject}`.as('resolved_title') })
    .from(e)
    .innerJoin(t, eq(t.id, e.subjectId))
    .where(and(of(e, since, 'ticket.resolved'), inArray(t.state, ['resolved', 'closed'])))
    .groupBy(t.id)
    .orderBy(asc(t.number))
    .limit(50)
}

/** What the team gave, not what hangs on a request or a message. A line may tell of several files. */
export function deliveredFiles(eyes: ProjectScope, since: number) {
  const [f, e, who] = [eyes.view('files'), eyes.view('events', 'giving'), eyes.people('giver')]
  const told = sql`coalesce(json_extract(${e.facts}, '$.files'), ${e.subjectId})`
  const given = of(e, since, 'file.added', 'file.version_added', 'file.shared', 'file.released')
  return eyes
    .select({ name: f.name })
    .from(f)
    .where(
      and(
        isNull(f.ticketId),
        isNull(f.messageId),
        sql`${f.id} in (select value from ${e} left join ${who} on ${who.id} = ${e.actorId}
          join json_each('["' || replace(${told}, ' ', '","') || '"]')
          where ${given} and (${who.role} is null or ${who.role} <> 'contact'))`,
      ),
    )
    .orderBy(asc(f.name))
    .limit(50)
}

/** Phases that were ended in this week: not those that had been before and were only touched again. */
export function endedPhases(eyes: ProjectScope, since: number) {
  const [s, e, before] = [
    eyes.view('phases', 'ended'),
    eyes.view('events', 'ending'),
    eyes.view('events', 'before'),
  ]
  const done = (t: Tables['events']) => sql`json_extract(${t.facts}, '$.state') = 'done'`
  return eyes
    .select({ name: s.name, position: s.position })
    .from(e)
    .innerJoin(s, eq(s.id, e.subjectId))
    .where(
      and(
        of(e, since, 'phase.changed'),
        done(e),
        eq(s.state, 'done'),
        sql`not exists (select 1 from ${before} where ${and(eq(before.subjectId, s.id), eq(before.kind, 'phase.changed'), lt(before.at, since), done(before))})`,
      ),
    )
    .groupBy(s.id)
    .orderBy(asc(s.position))
    .limit(20)
}

export function givenApprovals(eyes: ProjectScope, since: number) {
  const [a, e] = [eyes.view('approvals', 'given'), eyes.view('events', 'deciding')]
  return eyes
    .select({ title: a.title })
    .from(e)
    .innerJoin(a, eq(a.id, e.subjectId))
    .where(and(of(e, since, 'approval.approved'), eq(a.state, 'approved')))
    .orderBy(asc(e.at))
    .limit(50)
}
