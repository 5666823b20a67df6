import { Hono } from 'hono'
import { NewProject } from '../../templates/projects/forms'
import { NewProjectLink, ProjectList } from '../../templates/projects/list'
import { listClients } from '../domain/clients/clients'
import { createProject, listProjects, projectInput, shownState } from '../domain/projects/projects'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { form } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { managers, team } from '../web/session'

/** The workspace's projects, for the team. */
export const projects = new Hono<WorkspaceApp>()
  .use(team)
  .get('/', async c => {
    const { scope, ui } = c.var
    const rows = await listProjects(scope)
    const action = scope.can.manage ? <NewProjectLink ui={ui} slug={scope.workspace.slug} /> : undefined
    return page(
      c,
      { title: ui.t('projects.title'), at: 'projects' },
      <ProjectList
        ui={ui}
        slug={scope.workspace.slug}
        projects={rows.map(p => ({ ...p, shown: p.archivedAt ? 'archived' : shownState(p) }))}
        title={ui.t('projects.title')}
        actions={rows.length > 0 && action}
        empty={{
          title: ui.t('projects.none'),
          text: ui.t(action ? 'projects.none_text' : 'workspaces.home.no_projects_text'),
          action,
        }}
      />,
    )
  })
  .get('/new', managers, async c => {
    const { scope, ui } = c.var
    const clients = await listClients(scope)
    return page(
      c,
      { title: ui.t('projects.new'), at: 'projects' },
      <NewProject ui={ui} slug={scope.workspace.slug} clients={clients} clientId={c.req.query('client')} />,
    )
  })
  .post('/', managers, async c => {
    const { scope, ui } = c.var
    const { slug } = scope.workspace
    const parsed = await form(c, projectInput)
    if (parsed.ok)
      return seeOther(c, urls.project(slug, await createProject(scope, parsed.data)), 'projects.created')
    const clients = await listClients(scope)
    return page(
      c,
      { title: ui.t('projects.new'), at: 'projects', status: 422 },
      <NewProject ui={ui} slug={slug} clients={clients} refused={parsed} />,
    )
  })
