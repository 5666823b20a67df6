import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, Meanings, Telling } from '../events/meaning'
import { contactsOf, type Recipient, teamOf, whoMayEnter } from '../events/recipients'
import { commentsQuery } from './comments'
import { taskQuery } from './tasks'

const since = { waiting_client: 'blockedAt', done: 'doneAt' } as const

/** The task, if the client may read it and it still stands where this event put it, and who put it there. */
async function standing(scope: ProjectScope, event: Happened, state: keyof typeof since) {
  const actors = scope.people('actors')
  const [people, [task], [actor]] = await scope.read(
    whoMayEnter(scope),
    taskQuery(scope, event.subjectId ?? ''),
    scope
      .select({ name: actors.name })
      .from(actors)
      .where(eq(actors.id, event.actorId ?? '')),
  )
  if (!task?.shared || task.state !== state || task[since[state]] !== event.at) return null
  return {
    task,
    to: contactsOf(people as Recipient[], event.actorId),
    values: { title: task.title, who: actor?.name || scope.workspace.name },
    path: urls.task(scope.workspace.slug, scope.project.id, task.id),
  }
}

/** The client is told what is needed of them, while it still is. */
async function blocked(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const told = await standing(scope, event, 'waiting_client')
  if (!told) return []
  const { to, task, values, path } = told
  return [{ to, mail: { kind: 'tasks.mail.blocked', values, quote: task.blockedReason, path } }]
}

/** The client is told what is done, unless it was taken back. Of a request's task, its request tells. */
async function finished(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const told = await standing(scope, event, 'done')
  if (!told || told.task.ticketId) return []
  return [{ to: told.to, mail: { kind: 'tasks.mail.finished', values: told.values, path: told.path } }]
}

/** Those of the team who have to do with a task hear of what is said about it. */
async function commented(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const [people, [task], said] = await scope.read(
    whoMayEnter(scope),
    taskQuery(scope, event.subjectId ?? ''),
    commentsQuery(scope, event.subjectId ?? ''),
  )
  const concerned = [task?.assigneeId, ...said.map(comment => comment.authorId)]
  const to = teamOf(people as Recipient[], event.actorId).filter(id => concerned.includes(id))
  const path = urls.task(scope.workspace.slug, scope.project.id, event.subjectId ?? '')
  return [{ to, path }]
}

const topics = ['board', 'project'] as const

export const taskEvents = {
  'task.created': { line: 'tasks.journal.created', topics },
  'task.edited': { line: 'tasks.journal.edited', topics },
  'task.moved': { line: 'tasks.journal.moved', topics },
  // A card dropped on Terminé by mistake is taken back within these seconds.
  'task.finished': { line: 'tasks.journal.moved', topics, patience: 10, tell: finished },
  'task.reordered': { line: 'tasks.journal.reordered', topics: ['board'] },
  'task.blocked': { line: 'tasks.journal.blocked', topics, tell: blocked },
  'task.unblocked': { line: 'tasks.journal.unblocked', topics },
  'task.deleted': { line: 'tasks.journal.deleted', topics },
  'task.restored': { line: 'tasks.journal.restored', topics },
  'task.commented': { line: 'tasks.journal.commented', topics: ['board'], tell: commented },
  'task.comment_removed': { line: 'tasks.journal.comment_removed', topics: ['board'] },
  'task.checklist': { line: 'tasks.journal.checklist', topics: ['board'] },
} satisfies Meanings
