import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Row, Tables } from '../../db/tables'

/** An approval that was asked of a file and is not decided yet. */
export type Asked = Pick<Row<'approvals'>, 'id' | 'sha256'>

/** The condition that an approval is of a version of this file, alone or with a phase. */
export function hangsOn(scope: ProjectScope, a: Tables['approvals'], fileId: string): SQL {
  const [covered, v] = [scope.view('approvalVersions', 'covered'), scope.view('fileVersions', 'hanging')]
  return sql`(${a.fileId} = ${fileId} or exists (select 1 from ${covered} inner join ${v}
    on ${v.id} = ${covered.versionId} where ${covered.approvalId} = ${a.id} and ${v.fileId} = ${fileId}))`
}

/** What is asked of a file and open still; rides in a batch. */
export function askedOf(scope: ProjectScope, fileId: string) {
  const a = scope.view('approvals')
  return scope
    .select({ id: a.id, sha256: a.sha256 })
    .from(a)
    .where(and(eq(a.state, 'asked'), hangsOn(scope, a, fileId)))
}

/**
 * Ends what was asked of a file in the commit that changes what would have been approved: whoever decides at the same
 * moment comes before it or finds it ended. The commit fails (`Conflict`) where `open` is not all there is.
 */
export function endAsked(
  scope: ProjectScope,
  fileId: string,
  open: readonly Asked[],
  state: 'superseded' | 'withdrawn',
): { writes: Write[]; events: NewEvent[] } {
  const a = scope.view('approvals')
  const others = sql`(select count(*) from ${a} where ${a.state} = 'asked' and ${hangsOn(scope, a, fileId)})`
  return {
    writes: [
      scope.require(sql`${others} = ${open.length}`),
      ...open.map(({ id }) =>
        scope.update('approvals', { state, decidedBy: scope.me, decidedAt: scope.now }, t =>
          and(eq(t.id, id), eq(t.state, 'asked')),
        ),
      ),
    ],
    events: open.map(({ id, sha256 }) => ({ kind: `approval.${state}`, subjectId: id, facts: { sha256 } })),
  }
}
