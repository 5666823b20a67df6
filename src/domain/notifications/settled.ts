import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'

/**
 * Whether what a mail asks for, or says is done, stands no more as its event put it: a held mail would ask for what
 * was given hours ago. Looked at when the mail goes; of other kinds never. A condition for other queries.
 * @param eventId the event that the mail tells
 */
export function isSettled(system: SystemScope, kind: SQLWrapper, eventId: SQLWrapper): SQL {
  const [e, a] = [system.table('events'), system.table('approvals')]
  const [task, ticket] = [system.table('tasks'), system.table('tickets')]
  const its = (column: unknown) => sql`(select ${column} from ${e} where ${e.id} = ${eventId})`
  const none = (standing: SQL) => sql`not exists (select 1 from ${standing})`
  return sql`case ${kind}
    when 'tasks.mail.blocked' then ${none(sql`${task} where ${task.id} = ${its(e.subjectId)}
      and ${task.state} = 'waiting_client' and ${task.blockedAt} = ${its(e.at)}`)}
    when 'tasks.mail.finished' then ${none(sql`${task} where ${task.id} = ${its(e.subjectId)}
      and ${task.state} = 'done' and ${task.doneAt} = ${its(e.at)}`)}
    when 'approvals.mail.asked' then ${none(sql`${a} where ${a.id} = ${its(e.subjectId)} and ${a.state} = 'asked'`)}
    when 'tickets.mail.question' then ${none(sql`${ticket} where ${ticket.id} = ${its(e.subjectId)}
      and ${ticket.state} = 'waiting_client' and ${ticket.stateAt} = ${its(e.at)}`)}
    else 0 end`
}
