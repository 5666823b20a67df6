import type { Context } from 'hono'
import { closeVoided } from '../../domain/payments/recheck'
import { say } from '../../lib/log'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'

export type In = Context<ProjectApp>

export const placeOf = ({ var: { scope, ui } }: In) => ({
  ui,
  slug: scope.workspace.slug,
  projectId: scope.project.id,
})

/** The payment's own page. */
export const pathOf = (c: In, id: string): string =>
  urls.payment(c.var.scope.workspace.slug, c.var.scope.project.id, id)

/** The pages just voided are closed at their provider at once; the cron does it where this fails. */
export function closePages(c: In, id: string): void {
  const closing = closeVoided(c.var.scope, id, c.var.config)
  c.executionCtx.waitUntil(
    closing.catch(error => say('pages not closed', { request: id, why: (error as Error).name })),
  )
}
