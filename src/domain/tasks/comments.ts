import { and, asc, eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { onlyTeam } from './tasks'

/**
 * The team says something to itself about a task.
 * @returns the comment's id
 * @throws NotFound (not the team, or no such task here), Forbidden (archived)
 */
export async function commentOnTask(scope: ProjectScope, taskId: string, body: string): Promise<string> {
  onlyTeam(scope)
  const id = newId(scope.now)
  const comment = scope.insert('taskComments', {
    id,
    taskId,
    body,
    authorId: scope.me,
    createdAt: scope.now,
  })
  await scope.commit([comment], {
    kind: 'task.commented',
    subjectId: taskId,
    internal: true,
    facts: { commentId: id },
  })
  return id
}

/** Takes back one's own comment. @throws NotFound (nor of somebody else's), Forbidden (archived), Conflict */
export async function takeBackComment(scope: ProjectScope, taskId: string, commentId: string): Promise<void> {
  onlyTeam(scope)
  const comments = scope.view('taskComments')
  const [found] = await scope.read(
    scope
      .select({ id: comments.id })
      .from(comments)
      .where(and(eq(comments.id, commentId), eq(comments.taskId, taskId), eq(comments.authorId, scope.me))),
  )
  if (!found[0]) throw new NotFound()
  await scope.commit([scope.remove('taskComments', c => eq(c.id, commentId))], {
    kind: 'task.comment_removed',
    subjectId: taskId,
    internal: true,
    facts: { commentId },
  })
}

/** What was said about a task, oldest first; nothing for a contact. Rides in a batch. */
export function commentsQuery(scope: ProjectScope, taskId: string) {
  const [comments, authors] = [scope.view('taskComments'), scope.people('commenters')]
  return scope
    .select({
      id: comments.id,
      body: comments.body,
      authorId: comments.authorId,
      author: authors.name,
      createdAt: comments.createdAt,
    })
    .from(comments)
    .innerJoin(authors, eq(authors.id, comments.authorId))
    .where(eq(comments.taskId, taskId))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(500)
}
