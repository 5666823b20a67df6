import type { Context } from 'hono'
import { Hono } from 'hono'
import { Portfolio } from '../../templates/projects/portfolio'
import { listClients } from '../domain/clients/clients'
import { portfolio, portfolioInput } from '../domain/overview/portfolio'
import { createProject, projectInput } from '../domain/projects/projects'
import { startOf, templateNames } from '../domain/projects/templates'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { managers, team } from '../web/session'

/** The workspace's projects, for the team. */
export const projects = new Hono<WorkspaceApp>()
  .use(team)
  .get('/', async c => {
    const { scope, ui } = c.var
    const filter = portfolioInput.parse(c.req.query())
    const data = await portfolio(scope, filter)
    return page(
      c,
      { title: ui.t('projects.title'), at: 'projects' },
      <Portfolio
        ui={ui}
        slug={scope.workspace.slug}
        data={data}
        filter={filter}
        mayCreate={scope.can.manage}
      />,
    )
  })
  .get('/new', managers, async c => newPage(c))
  .post('/', managers, async c => {
    const { scope } = c.var
    const parsed = await form(c, projectInput)
    if (!parsed.ok) return newPage(c, parsed)
    const id = await createProject(scope, parsed.data)
    return seeOther(c, urls.project(scope.workspace.slug, id), 'projects.created')
  })

async function newPage(c: Context<WorkspaceApp>, refused?: Refused) {
  const { scope, ui } = c.var
  const clients = await listClients(scope)
  const { NewProject } = await import('../../templates/projects/new')
  return page(
    c,
    { title: ui.t('projects.new'), at: 'projects', status: refused ? 422 : 200 },
    <NewProject
      ui={ui}
      slug={scope.workspace.slug}
      clients={clients.filter(client => client.archivedAt === null)}
      clientId={c.req.query('client')}
      starts={templateNames.map(name => ({ name, ...startOf(name, scope.workspace.locale) }))}
      refused={refused}
    />,
  )
}
