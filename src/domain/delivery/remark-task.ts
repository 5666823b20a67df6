import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import { createTask } from '../tasks/tasks'

/** The query for a remark that a task can be made of; rides in a batch. */
export function remarkQuery(scope: ProjectScope, fileId: string, remarkId: string) {
  const [r, f, v] = [scope.view('fileComments'), scope.view('files'), scope.view('fileVersions')]
  return scope
    .select({
      id: r.id,
      versionId: r.versionId,
      body: r.body,
      shared: r.shared,
      taskId: r.taskId,
      name: sql<string>`${f.name}`.as('file_name'),
      number: v.number,
    })
    .from(r)
    .innerJoin(f, eq(f.id, r.fileId))
    .innerJoin(v, eq(v.id, r.versionId))
    .where(and(eq(r.id, remarkId), eq(r.fileId, fileId), isNull(f.deletedAt), isNull(r.answersId)))
}

export type Remarked = Awaited<ReturnType<typeof remarked>>
const remarked = async (scope: ProjectScope, fileId: string, remarkId: string) =>
  (await scope.read(remarkQuery(scope, fileId, remarkId)))[0][0]

/**
 * A remark made a task, in one commit; once, whoever presses first. @returns the task's id
 * @throws NotFound, Conflict (it was made one already), and as `createTask`
 */
export async function taskFromRemark(
  scope: ProjectScope,
  of: { fileId: string; remarkId: string },
  input: Parameters<typeof createTask>[1],
): Promise<string> {
  if (!scope.isTeam) throw new NotFound()
  const remark = await remarked(scope, of.fileId, of.remarkId)
  if (!remark) throw new NotFound()
  return createTask(scope, input, taskId => ({
    writes: [scope.update('fileComments', { taskId }, r => and(eq(r.id, of.remarkId), isNull(r.taskId)))],
    events: [
      {
        kind: 'file.remark_turned',
        subjectId: of.fileId,
        facts: { task: taskId, number: remark.number },
        internal: !remark.shared || input.internal,
      },
    ],
  }))
}
