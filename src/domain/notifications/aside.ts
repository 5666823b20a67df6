import { and, eq, inArray } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { Conflict, NotFound } from '../../lib/errors'
import { notGone } from '../../lib/mail-status'
import { mustManage } from '../workspaces/policy'

/**
 * Lets a mail be that did not go: nobody has to look at it any more. What it said is forgotten, as of one that went.
 * @throws NotFound for one that waits for nobody
 */
export async function setMailAside(scope: WorkspaceScope, id: string): Promise<void> {
  mustManage(scope)
  const set = { state: 'skipped', problem: 'aside', sealedProps: null } as const
  const gone = scope.update('mails', set, t => and(eq(t.id, id), inArray(t.state, notGone)))
  const inIt = scope.updateAll('mails', { sealedProps: null }, t => eq(t.mergedInto, id))
  try {
    await scope.commit([gone, inIt], { kind: 'mail.set_aside', subjectId: id, internal: true })
  } catch (error) {
    throw error instanceof Conflict ? new NotFound() : error
  }
}
