import { and, eq, isNull } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { mustManage } from '../workspaces/policy'

/**
 * A message that was given up, to be put back into its queue, and what then settles it.
 * @throws NotFound
 */
export async function deadLetter(scope: WorkspaceScope, id: string) {
  mustManage(scope)
  const letters = scope.view('deadLetters')
  const open = and(eq(letters.id, id), isNull(letters.settledAt))
  const [[letter]] = await scope.read(
    scope.select({ queue: letters.queue, body: letters.body }).from(letters).where(open),
  )
  if (!letter) throw new NotFound()
  return letter
}

/** Settles a message that was put back. @throws Conflict when somebody else did it meanwhile */
export async function settleLetter(scope: WorkspaceScope, id: string): Promise<void> {
  mustManage(scope)
  await scope.commit(
    [scope.update('deadLetters', { settledAt: scope.now }, t => and(eq(t.id, id), isNull(t.settledAt)))],
    { kind: 'message.retried', subjectId: id, internal: true },
  )
}
