import { Hono } from 'hono'
import { ProjectList } from '../../templates/projects/list'
import { brandCss } from '../../templates/shared'
import { TeamHome } from '../../templates/workspaces/home'
import { workspaceFace } from '../db/enter'
import { teamHome } from '../domain/overview/home'
import { listProjects, shownState } from '../domain/projects/projects'
import { NotFound } from '../lib/errors'
import { urls } from '../urls'
import type { OpenApp, WorkspaceApp } from '../web/context'
import { badgesOf } from '../web/navigation'
import { page } from '../web/page'

/** The workspace's colours: open to the world, because its sign-in page wears them. */
export const brand = new Hono<OpenApp>().get('/w/:workspace/brand.css', async c => {
  const face = await workspaceFace(c.var.door, c.req.param('workspace'))
  if (!face) throw new NotFound()
  // The address holds the accent's version: what it answers never changes.
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  return c.body(brandCss(face.accent), 200, { 'Content-Type': 'text/css; charset=utf-8' })
})

/**
 * A contact's only project opens at once; the team sees what needs it. Beside it the numbers of the navigation, which
 * pages keep current without being loaded again.
 */
export const home = new Hono<WorkspaceApp>()
  .get('/badges', c => c.json(badgesOf(c.var.entered, c.var.scope, c.var.ui.t)))
  .get('/', async c => {
    const { scope, ui } = c.var
    const { slug } = scope.workspace
    if (scope.isTeam) {
      const data = await teamHome(scope)
      const first = scope.actor.name.split(' ')[0] ?? ''
      const { client, contact, project } = data.begun
      const beginning = scope.can.manage && !(client && contact && project)
      return page(
        c,
        { title: ui.t('shell.nav.home'), at: 'home' },
        <TeamHome
          ui={ui}
          slug={slug}
          name={first}
          finance={scope.can.finance}
          manage={scope.can.manage}
          data={data}
          begin={
            beginning && (await import('../../templates/workspaces/begin')).Begin({ ui, slug, ...data.begun })
          }
        />,
      )
    }
    const projects = (await listProjects(scope)).map(p => ({
      ...p,
      shown: p.archivedAt ? ('archived' as const) : shownState(p),
    }))
    const active = projects.filter(p => !p.archivedAt)
    const only = active.length === 1 ? active[0] : projects.length === 1 ? projects[0] : undefined
    if (only) return c.redirect(urls.project(slug, only.id), 303)
    return page(
      c,
      { title: ui.t('workspaces.home.projects'), at: 'home' },
      <ProjectList
        ui={ui}
        slug={slug}
        team={false}
        projects={projects}
        title={ui.t('workspaces.home.projects')}
        lead={projects.length ? ui.t('workspaces.home.projects_lead') : undefined}
        empty={{ title: ui.t('workspaces.home.no_projects'), text: ui.t('workspaces.home.no_projects_text') }}
      />,
    )
  })
