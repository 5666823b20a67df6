import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'

/** What became of a message: a request or a task, where this person may see it. */
export type Turned = {
  messageId: string
  ticketId: string | null
  number: number | null
  taskId: string | null
  title: string | null
}

/** @param ids a query of messages' ids */
export function turnsQuery(scope: ProjectScope, ids: SQL) {
  const [e, t, x] = [scope.view('events', 'turned'), scope.view('tickets'), scope.view('tasks')]
  return scope
    .select({
      messageId: sql<string>`${e.subjectId}`.as('message_id'),
      ticketId: sql<string | null>`${t.id}`.as('ticket_id'),
      number: sql<number | null>`${t.number}`.as('number'),
      taskId: sql<string | null>`${x.id}`.as('task_id'),
      title: sql<string | null>`${x.title}`.as('title'),
    })
    .from(e)
    .leftJoin(t, eq(t.id, sql`${e.facts} ->> 'ticket'`))
    .leftJoin(x, eq(x.id, sql`${e.facts} ->> 'task'`))
    .where(and(eq(e.kind, 'message.turned'), inArray(e.subjectId, ids)))
}

/** The messages of which something was made since an instant (ms). */
export function turnedSince(scope: ProjectScope, since: number): SQL {
  const e = scope.view('events', 'lately')
  return sql`(select ${e.subjectId} from ${e} where ${e.kind} = 'message.turned' and ${e.at} >= ${since})`
}
