import { Hono } from 'hono'
import { urls } from '../../urls'
import type { WorkspaceApp } from '../../web/context'
import { attempt, filesOf } from '../../web/form'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'

/** The workspace's picture: owners and administrators. */
export const logoSettings = new Hono<WorkspaceApp>()
  .use(managers)
  .post('/', async c => {
    const { scope } = c.var
    const { settingsPage } = await import('../settings')
    const [file] = await filesOf(c, 'logo')
    if (!file) return settingsPage(c, { values: {}, errors: { logo: 'errors.required' } })
    const { setLogo } = await import('../../domain/workspaces/logo')
    const done = await attempt({}, () => setLogo(scope, c.env.FILES, file))
    if (!done.ok) return settingsPage(c, done)
    return seeOther(c, urls.settings(scope.workspace.slug), 'workspaces.settings.logo_saved')
  })
  .post('/removal', async c => {
    const { scope } = c.var
    const { removeLogo } = await import('../../domain/workspaces/logo')
    await removeLogo(scope)
    return seeOther(c, urls.settings(scope.workspace.slug), 'workspaces.settings.logo_removed')
  })
