import { type Context, Hono } from 'hono'
import { changeServing, servingInput } from '../../domain/workspaces/serving'
import { urls } from '../../urls'
import type { WorkspaceApp } from '../../web/context'
import { form, type Refused } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'

/** How requests are served: what the urgencies are called, and what clients see of the promises. */
export const serving = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', c => shown(c))
  .post('/', async c => {
    const parsed = await form(c, servingInput)
    if (!parsed.ok) return shown(c, parsed)
    await changeServing(c.var.scope, parsed.data)
    return seeOther(c, urls.serving(c.var.scope.workspace.slug), 'workspaces.serving.saved')
  })

async function shown(c: Context<WorkspaceApp>, refused?: Refused) {
  const { scope, ui } = c.var
  const { ServingSettings } = await import('../../../templates/workspaces/serving')
  return page(
    c,
    { title: ui.t('workspaces.serving.title'), at: 'settings', status: refused ? 422 : 200 },
    <ServingSettings
      ui={ui}
      slug={scope.workspace.slug}
      serving={scope.workspace.serving}
      refused={refused}
    />,
  )
}
