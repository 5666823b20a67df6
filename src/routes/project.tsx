import type { Context } from 'hono'
import { Hono } from 'hono'
import * as z from 'zod'
import { ProjectDashboard } from '../../templates/projects/dashboard'
import { ProjectSettings, SteeringForm } from '../../templates/projects/forms'
import { dashboard } from '../domain/overview/dashboard'
import { addPhase, editPhase, phaseInput } from '../domain/projects/phases'
import {
  editProject,
  projectById,
  projectChange,
  setArchived,
  setProjectState,
  steer,
  steeringInput,
} from '../domain/projects/projects'
import { line } from '../lib/fields'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { sentenceOf } from '../web/sentence'
import { managers, team } from '../web/session'

/** A project's dashboard, what the team says of it, and its settings. */
export const project = new Hono<ProjectApp>()
  .get('/', async c => {
    const { scope, ui } = c.var
    const data = await dashboard(scope)
    return page(
      c,
      { title: data.project.name, at: 'project' },
      <ProjectDashboard
        ui={ui}
        slug={scope.workspace.slug}
        team={scope.isTeam}
        finance={scope.can.finance}
        approve={scope.can.approve}
        currency={scope.workspace.currency}
        data={data}
        recent={data.recent.map(e => ({ at: e.at, text: sentenceOf(ui, e) }))}
      />,
    )
  })
  .get('/steering', team, async c => steeringPage(c))
  .post('/steering', team, async c => {
    const { scope } = c.var
    const parsed = await form(c, steeringInput)
    if (!parsed.ok) return steeringPage(c, parsed)
    await steer(scope, parsed.data)
    return seeOther(c, urls.project(scope.workspace.slug, scope.project.id), 'projects.steer.published')
  })
  .get('/settings', managers, async c => settingsPage(c))
  .post('/settings', managers, async c => {
    const parsed = await form(c, projectChange)
    if (!parsed.ok) return settingsPage(c, parsed)
    await editProject(c.var.scope, parsed.data)
    return toSettings(c, 'projects.saved')
  })
  .post('/settings/state', managers, async c => {
    const parsed = await form(c, z.object({ state: z.enum(['in_progress', 'done']) }))
    if (!parsed.ok) return settingsPage(c, parsed)
    await setProjectState(c.var.scope, parsed.data.state)
    return toSettings(
      c,
      parsed.data.state === 'done' ? 'projects.settings.done_notice' : 'projects.settings.resumed',
    )
  })
  .post('/settings/archive', managers, async c => {
    const parsed = await form(c, z.object({ archived: z.string().default('') }))
    const archived = parsed.ok && parsed.data.archived !== ''
    await setArchived(c.var.scope, archived)
    return toSettings(c, archived ? 'projects.settings.archived' : 'projects.settings.restored')
  })
  .post('/settings/phases', managers, async c => {
    const parsed = await form(c, z.object({ name: line(60) }))
    if (!parsed.ok) return settingsPage(c, parsed)
    await addPhase(c.var.scope, parsed.data.name)
    return toSettings(c, 'projects.settings.phase_added')
  })
  .post('/settings/phases/:phase', managers, async c => {
    const parsed = await form(c, phaseInput)
    if (!parsed.ok) return settingsPage(c, parsed)
    await editPhase(c.var.scope, c.req.param('phase'), parsed.data)
    return toSettings(c, 'projects.settings.phase_saved')
  })

type In = Context<ProjectApp>

const toSettings = (c: In, notice: Parameters<typeof seeOther>[2]) =>
  seeOther(c, urls.projectSettings(c.var.scope.workspace.slug, c.var.scope.project.id), notice)

async function settingsPage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const { project, phases } = await projectById(scope)
  return page(
    c,
    { title: ui.t('projects.settings.title'), at: 'project-settings', status: refused ? 422 : 200 },
    <ProjectSettings
      ui={ui}
      slug={scope.workspace.slug}
      project={project}
      phases={phases}
      refused={refused}
    />,
  )
}

async function steeringPage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const { project } = await projectById(scope)
  return page(
    c,
    { title: ui.t('projects.steer.title'), at: 'project', status: refused ? 422 : 200 },
    <SteeringForm ui={ui} slug={scope.workspace.slug} project={project} refused={refused} />,
  )
}
