import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { holds } from '../../db/words'
import { wordsOf } from '../../lib/fold'

/**
 * The requests in which every word is found: in their subject, their first words or an answer. `#12`, or `12` alone, is
 * a request's number too.
 */
export function holding(scope: WorkspaceScope, tickets: Tables['tickets'], text: string): SQL | undefined {
  const replies = scope.view('replies', 'said')
  return and(
    ...wordsOf(text).map(word => {
      const number = /^#(\d{1,9})$/.exec(word)
      if (number) return eq(tickets.number, Number(number[1]))
      return or(
        /^\d{1,9}$/.test(word) ? eq(tickets.number, Number(word)) : undefined,
        holds(tickets.subject, word),
        holds(tickets.body, word),
        // The date leads SQLite to the ticket's own replies: it would as soon read the whole workspace's.
        sql`exists (select 1 from ${replies} where ${replies.ticketId} = ${tickets.id} and ${replies.createdAt} >= 0 and ${holds(replies.body, word)})`,
      )
    }),
  )
}
