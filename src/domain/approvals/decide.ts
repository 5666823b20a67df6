import { and, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { sha256 } from '../../lib/crypto'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { words } from '../../lib/fields'
import { newId } from '../../lib/id'
import { type Approval, readApproval } from './approvals'

/** `sha256`: of the text that stood before the person's eyes. */
export const acceptance = z.object({ sha256: z.string(), agreed: z.string('approvals.error.agree') })
export const changes = z.object({ sha256: z.string(), comment: words(5000) })

export type Decision =
  | { outcome: 'approved'; sha256: string }
  | { outcome: 'changes'; sha256: string; comment: string }

/** The approval, for a contact who may decide it. @throws NotFound, Forbidden (archived), Conflict (no longer open) */
export async function decidable(scope: ProjectScope, id: string): Promise<Approval> {
  if (scope.isTeam || !scope.can.approve) throw new NotFound()
  const approval = await readApproval(scope, id)
  if (scope.project.archivedAt !== null) throw new Forbidden()
  if (approval.state !== 'asked') throw new Conflict('approval_state')
  return approval
}

/**
 * The client's word, once: of many at the same moment, or beside a new version of the thing, one holds and the others
 * are a `Conflict`. The journal's line of it carries the digests of what was approved and of what was said.
 * @throws NotFound, Forbidden (archived), Conflict
 */
export async function decide(scope: ProjectScope, id: string, decision: Decision): Promise<void> {
  const approval = await decidable(scope, id)
  if (approval.sha256 !== decision.sha256) throw new Conflict('approval_state')
  const { outcome } = decision
  const comment = outcome === 'changes' ? decision.comment : ''
  const eventId = newId(scope.now)
  const f = scope.view('files')
  await scope.commit(
    [
      // Their view of the file: one that was hidden or deleted cannot be approved unseen.
      ...(approval.fileId
        ? [scope.require(sql`exists (select 1 from ${f} where ${f.id} = ${approval.fileId})`)]
        : []),
      scope.update(
        'approvals',
        { state: outcome, decidedBy: scope.me, decidedAt: scope.now, comment, eventId },
        a => and(eq(a.id, id), eq(a.state, 'asked'), eq(a.sha256, approval.sha256)),
      ),
    ],
    {
      id: eventId,
      kind: `approval.${outcome}`,
      subjectId: id,
      facts: { sha256: approval.sha256, comment: await sha256(comment) },
    },
  )
}

/** The team asks no more; it stays in the record. @throws NotFound, Forbidden (archived), Conflict (no longer open) */
export async function withdraw(scope: ProjectScope, id: string): Promise<void> {
  if (!scope.isTeam) throw new NotFound()
  const approval = await readApproval(scope, id)
  if (scope.project.archivedAt !== null) throw new Forbidden()
  await scope.commit(
    [
      scope.update('approvals', { state: 'withdrawn', decidedBy: scope.me, decidedAt: scope.now }, a =>
        and(eq(a.id, id), eq(a.state, 'asked')),
      ),
    ],
    { kind: 'approval.withdrawn', subjectId: id, facts: { sha256: approval.sha256 } },
  )
}
