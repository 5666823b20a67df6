import type { WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'

/** Owners, administrators, and the system: those who run the workspace. @throws NotFound */
export function mustManage(scope: WorkspaceScope): void {
  if (!scope.isTeam || !scope.can.manage) throw new NotFound()
}
