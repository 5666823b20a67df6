import type { Context } from 'hono'
import type { ProjectApp } from '../../web/context'

/** What each page of files knows of where it stands. */
export const standing = ({ var: { scope, ui } }: Context<ProjectApp>) => ({
  ui,
  slug: scope.workspace.slug,
  project: scope.project.id,
  team: scope.isTeam,
  finance: scope.can.finance,
  open: scope.project.archivedAt === null,
})
