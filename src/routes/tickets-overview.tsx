import { Hono } from 'hono'
import * as z from 'zod'
import { MOST_FIGURES, readOverview } from '../domain/tickets/overview'
import { workingDay } from '../domain/tickets/sla'
import { isId } from '../lib/id'
import { type Period, periods } from '../lib/periods'
import type { WorkspaceApp } from '../web/context'
import { page } from '../web/page'
import { team } from '../web/session'

/** What the address asks for; what it misspells is left out. */
const asked = z.object({
  period: z.coerce
    .number()
    .refine((n): n is Period => periods.includes(n as Period))
    .catch(30),
  client: z.string().refine(isId).optional().catch(undefined),
})

/** The team's requests at a glance. */
export const ticketsOverview = new Hono<WorkspaceApp>().use(team).get('/', async c => {
  const { scope, ui } = c.var
  const { period, client } = asked.parse(c.req.query())
  const filter = { period: period as Period, client }
  const overview = await readOverview(scope, filter)
  const { OverviewPage } = await import('../../templates/tickets/overview')
  return page(
    c,
    { title: ui.t('sla.overview.title'), at: 'all-tickets', wide: true },
    <OverviewPage
      ui={ui}
      slug={scope.workspace.slug}
      overview={overview}
      filter={filter}
      day={workingDay(scope)}
      cut={overview.figures.opened === MOST_FIGURES}
    />,
  )
})
