import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'

/** As many as a person can look through. */
const SHOWN = 50

const notGone = ['failed', 'stuck'] as const

export type Failures = Awaited<ReturnType<typeof listFailures>>

/** The workspace's mails that did not go and messages that were given up, newest first; for owners and administrators. */
export async function listFailures(scope: WorkspaceScope) {
  onlyManagers(scope)
  const [mails, letters] = [scope.view('mails'), scope.view('deadLetters')]
  const [unsent, dead] = await scope.read(
    scope
      .select()
      .from(mails)
      .where(inArray(mails.state, notGone))
      .orderBy(desc(mails.createdAt))
      .limit(SHOWN),
    scope
      .select({ id: letters.id, queue: letters.queue, at: letters.at })
      .from(letters)
      .where(isNull(letters.settledAt))
      .orderBy(desc(letters.at))
      .limit(SHOWN),
  )
  return { mails: unsent, letters: dead }
}

/**
 * Puts a mail back among those that wait, as if it had never been tried. One that is stuck may have arrived: to send
 * it again is a person's decision.
 * @throws NotFound; Conflict when it was put back meanwhile
 */
export async function retryMail(scope: WorkspaceScope, id: string): Promise<void> {
  onlyManagers(scope)
  const mails = scope.view('mails')
  const failed = and(eq(mails.id, id), inArray(mails.state, notGone))
  const [found] = await scope.read(scope.select({ id: mails.id }).from(mails).where(failed))
  if (found.length === 0) throw new NotFound()
  const anew = { state: 'queued', problem: null, firstTriedAt: null, tries: 0 } as const
  await scope.commit([scope.update('mails', anew, t => and(eq(t.id, id), inArray(t.state, notGone)))], {
    kind: 'mail.retried',
    subjectId: id,
    internal: true,
  })
}

/**
 * A message that was given up, to be put back into its queue, and what then settles it.
 * @throws NotFound
 */
export async function deadLetter(scope: WorkspaceScope, id: string) {
  onlyManagers(scope)
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
  onlyManagers(scope)
  await scope.commit(
    [scope.update('deadLetters', { settledAt: scope.now }, t => and(eq(t.id, id), isNull(t.settledAt)))],
    { kind: 'message.retried', subjectId: id, internal: true },
  )
}

function onlyManagers(scope: WorkspaceScope): void {
  if (!scope.can.manage) throw new NotFound()
}
