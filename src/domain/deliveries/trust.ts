import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { PersonScope } from '../../db/person'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound, TooMany } from '../../lib/errors'
import { reachable } from '../accounts/reachable'
import { mustManage } from '../workspaces/policy'

const DAY = 86_400_000
/** Vouching for a dead address again and again would cost the sender's good name. */
const A_DAY = 3

/**
 * Somebody who runs the workspace says that a person's address is good: mails go there again, until it is refused anew.
 * @param clientId the contact's client; null for a member of the team
 * @throws NotFound, also where nothing is wrong with the address; TooMany
 */
export async function trustAddress(
  scope: WorkspaceScope,
  door: PersonScope,
  membershipId: string,
  clientId: string | null,
): Promise<void> {
  mustManage(scope)
  const [p, e, u] = [scope.people(), scope.view('events'), door.table('users')]
  const vouched = and(
    eq(e.subjectId, membershipId),
    eq(e.kind, 'mail.address_trusted'),
    gt(e.at, scope.now - DAY),
  )
  const times = sql<number>`(select count(*) from ${e} where ${vouched})`
  const [[found]] = await scope.read(
    scope
      .select({ userId: p.userId, clientId: p.clientId, times: times.as('times') })
      .from(p)
      .where(and(eq(p.id, membershipId), isNull(p.removedAt), isNotNull(p.mailProblem))),
  )
  if (!found || found.clientId !== clientId) throw new NotFound()
  if (found.times >= A_DAY) throw new TooMany(DAY / 1000)
  await scope.commit(
    [
      scope.require(sql`${times} < ${A_DAY}`),
      door.write.update('users', reachable(scope.now), and(eq(u.id, found.userId), isNotNull(u.mailProblem))),
    ],
    { kind: 'mail.address_trusted', subjectId: membershipId, internal: true },
  )
}
