import type { Context } from 'hono'
import type { Ui } from '../../../locales'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'

export type At = Context<ProjectApp>

/** What a template needs to lead back into this project. */
export const placeOf = (c: At) => ({
  ui: c.var.ui as Ui,
  slug: c.var.scope.workspace.slug,
  projectId: c.var.scope.project.id,
})

/** A request's own page. */
export const hereOf = (c: At, id: string) =>
  urls.ticket(c.var.scope.workspace.slug, c.var.scope.project.id, id)
