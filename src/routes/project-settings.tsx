import type { Context } from 'hono'
import { Hono } from 'hono'
import * as z from 'zod'
import { contactChoice, contactsAmong, handOver } from '../domain/projects/contact'
import {
  editProject,
  projectChange,
  projectSheet,
  setArchived,
  setProjectState,
} from '../domain/projects/projects'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { managers } from '../web/session'

/** A project's details, whom it is for, and its end. */
export const projectSettings = new Hono<ProjectApp>()
  .get('/', managers, async c => settingsPage(c))
  .post('/', managers, async c => {
    const parsed = await form(c, projectChange)
    if (!parsed.ok) return settingsPage(c, parsed)
    await editProject(c.var.scope, parsed.data)
    return toSettings(c, 'projects.saved')
  })
  .post('/contact', managers, async c => {
    const parsed = await form(c, contactChoice)
    if (!parsed.ok) return settingsPage(c, parsed)
    const done = await attempt(parsed.values, () => handOver(c.var.scope, parsed.data.contactId))
    return done.ok ? toSettings(c, 'projects.contact.saved') : settingsPage(c, done)
  })
  .post('/state', managers, async c => {
    const parsed = await form(c, z.object({ state: z.enum(['in_progress', 'done']) }))
    if (!parsed.ok) return settingsPage(c, parsed)
    await setProjectState(c.var.scope, parsed.data.state)
    return toSettings(
      c,
      parsed.data.state === 'done' ? 'projects.settings.done_notice' : 'projects.settings.resumed',
    )
  })
  .post('/archive', managers, async c => {
    const parsed = await form(c, z.object({ archived: z.string().default('') }))
    const archived = parsed.ok && parsed.data.archived !== ''
    await setArchived(c.var.scope, archived)
    return toSettings(c, archived ? 'projects.settings.archived' : 'projects.settings.restored')
  })

type In = Context<ProjectApp>

const toSettings = (c: In, notice: Parameters<typeof seeOther>[2]) =>
  seeOther(c, urls.projectSettings(c.var.scope.workspace.slug, c.var.scope.project.id), notice)

async function settingsPage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const { project, people } = await projectSheet(scope)
  const { ProjectSettings } = await import('../../templates/projects/settings')
  return page(
    c,
    { title: ui.t('projects.settings.title'), at: 'project-settings', status: refused ? 422 : 200 },
    <ProjectSettings
      ui={ui}
      slug={scope.workspace.slug}
      project={project}
      contacts={contactsAmong(people)}
      refused={refused}
    />,
  )
}
