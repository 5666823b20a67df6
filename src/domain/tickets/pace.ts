import { and, eq, gt, isNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { TooMany } from '../../lib/errors'

/** Each of these sends mail to several people: so many by one person in such a time. */
export const PACE = {
  tickets: { max: 100, ms: 3_600_000 },
  replies: { max: 60, ms: 600_000 },
} as const

/** The requests that this person opened here of late, less those brought in from a file; rides in a batch. */
export function openedQuery(scope: ProjectScope) {
  const tickets = scope.view('tickets')
  return scope
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        eq(tickets.openedBy, scope.me),
        gt(tickets.createdAt, scope.now - PACE.tickets.ms),
        isNull(tickets.externalKey),
      ),
    )
    .limit(PACE.tickets.max)
}

/** What they wrote in threads of late. */
export function writtenQuery(scope: ProjectScope) {
  const replies = scope.view('replies')
  return scope
    .select({ id: replies.id })
    .from(replies)
    .where(and(eq(replies.authorId, scope.me), gt(replies.createdAt, scope.now - PACE.replies.ms)))
    .limit(PACE.replies.max)
}

/** @throws TooMany */
export function keepPace(count: number, { max, ms }: { max: number; ms: number }): void {
  if (count >= max) throw new TooMany(ms / 1000)
}
