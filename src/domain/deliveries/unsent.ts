import { and, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { notGone } from '../../lib/mail-status'

const DAY = 86_400_000
/** Days: what is older was seen, or does not matter any more; it stands among all mails. */
const LATELY = 7

/** How many mails did not go, or may not have, of late; rides in a batch, for the first screen of who runs the workspace. */
export function unsentQuery(scope: WorkspaceScope) {
  const m = scope.view('mails', 'unsent')
  return scope
    .select({ n: sql<number>`count(*)`.as('unsent_n') })
    .from(m)
    .where(
      and(gt(m.createdAt, scope.now - LATELY * DAY), inArray(m.state, notGone), isNotNull(m.membershipId)),
    )
}
