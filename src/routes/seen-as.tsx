import { Hono } from 'hono'
import * as z from 'zod'
import { contactsHere, seeAs } from '../domain/projects/seeing'
import { NotFound } from '../lib/errors'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { form } from '../web/form'
import { page } from '../web/page'
import { goWhole } from '../web/reply'
import { team } from '../web/session'

const choice = z.object({ contact: z.string() })

/** «Voir comme…»: the team looks at the project through a contact's eyes. */
export const seenAs = new Hono<ProjectApp>()
  .use(team)
  .get('/', async c => {
    const { scope, ui } = c.var
    const { SeenAsPage } = await import('../../templates/projects/seen-as')
    return page(
      c,
      { title: ui.t('projects.seen_as.title'), at: 'project' },
      <SeenAsPage
        ui={ui}
        slug={scope.workspace.slug}
        project={scope.project}
        contacts={await contactsHere(scope)}
      />,
    )
  })
  .post('/', async c => {
    const { scope, person } = c.var
    const parsed = await form(c, choice)
    if (!parsed.ok) throw new NotFound()
    await seeAs(scope, person, parsed.data.contact)
    return goWhole(c, urls.project(scope.workspace.slug, scope.project.id))
  })
