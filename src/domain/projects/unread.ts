import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { WorkspaceScope } from '../../db/scope'

/** Messages of a project that this person has not read. An expression over a projects view. */
export function unreadIn(scope: WorkspaceScope, projects: { id: SQLiteColumn }): SQL<number> {
  const [m, r] = [scope.view('messages', 'um'), scope.view('reads', 'ur')]
  return sql<number>`max(0,
    coalesce((select ${m.seq} from ${m} where ${m.projectId} = ${projects.id} order by ${m.seq} desc limit 1), 0)
    - coalesce((select ${r.upTo} from ${r} where ${r.subjectId} = ${projects.id}), 0))`
}
