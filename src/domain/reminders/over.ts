import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'

/**
 * Whether what a reminder's event told of is not waited for any more: looked at again when its mail goes, however long
 * that waited. One that somebody sent by hand names no wait: whatever the request's date is now, it is waited for. A
 * condition for other queries.
 */
export function isOver(system: SystemScope, eventId: SQLWrapper): SQL {
  const [e, r, p] = [system.table('events'), system.table('paymentRequests'), system.table('paymentAttempts')]
  const [a, t, project] = [system.table('approvals'), system.table('tickets'), system.table('projects')]
  const since = sql`json_extract(${e.facts}, '$.since')`
  return sql`not exists (select 1 from ${e} where ${e.id} = ${eventId} and (
    exists (select 1 from ${r} where ${r.id} = ${e.subjectId} and ${r.state} = 'pending' and coalesce(${since}, ${r.dueOn}, '') = coalesce(${r.dueOn}, '')
      and not exists (select 1 from ${p} where ${p.requestId} = ${r.id} and ${p.state} = 'processing'))
    or exists (select 1 from ${project} where ${project.id} = ${e.projectId} and ${project.archivedAt} is null and (
      exists (select 1 from ${a} where ${a.id} = ${e.subjectId} and ${a.state} = 'asked')
      or exists (select 1 from ${t} where ${t.id} = ${e.subjectId} and ${t.state} = 'waiting_client'
        and cast(${t.stateAt} as text) = ${since})))))`
}
