import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import { contactsOf, peopleOf } from '../events/recipients'
import { taskQuery } from './tasks'

/** The client is told what is needed of them, while it still is. */
async function blocked(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const actors = scope.people('actors')
  const [people, [[task], [actor]]] = await Promise.all([
    peopleOf(scope),
    scope.read(
      taskQuery(scope, event.subjectId ?? ''),
      scope
        .select({ name: actors.name })
        .from(actors)
        .where(eq(actors.id, event.actorId ?? '')),
    ),
  ])
  if (task?.state !== 'waiting_client' || !task.shared) return []
  const mail = {
    kind: 'tasks.mail.blocked',
    values: { title: task.title, who: actor?.name || scope.workspace.name },
    quote: task.blockedReason,
    path: urls.task(scope.workspace.slug, scope.project.id, task.id),
  }
  return [{ to: contactsOf(people, event.actorId), mail }]
}

const topics = ['board', 'project'] as const

export const taskEvents = {
  'task.created': { line: 'tasks.journal.created', topics },
  'task.edited': { line: 'tasks.journal.edited', topics },
  'task.moved': { line: 'tasks.journal.moved', topics },
  'task.reordered': { line: 'tasks.journal.reordered', topics: ['board'] },
  'task.blocked': { line: 'tasks.journal.blocked', topics, tell: blocked },
  'task.unblocked': { line: 'tasks.journal.unblocked', topics },
  'task.deleted': { line: 'tasks.journal.deleted', topics },
} satisfies Meanings
