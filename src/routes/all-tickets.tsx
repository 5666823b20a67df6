import { Hono } from 'hono'
import { AllTickets } from '../../templates/tickets/all'
import { allListInput } from '../domain/tickets/input'
import { listAllTickets } from '../domain/tickets/list'
import type { WorkspaceApp } from '../web/context'
import { page } from '../web/page'

/** The team's requests across projects. */
export const allTickets = new Hono<WorkspaceApp>().get('/', async c => {
  const { scope, ui } = c.var
  const filter = allListInput.parse(c.req.query())
  const { others, next, clients } = await listAllTickets(scope, filter)
  return page(
    c,
    { title: ui.t('tickets.title'), at: 'all-tickets' },
    <AllTickets
      ui={ui}
      slug={scope.workspace.slug}
      tickets={others}
      next={next}
      clients={clients}
      filter={filter}
    />,
  )
})
