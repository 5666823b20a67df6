import { type Context, Hono } from 'hono'
import { AllTickets } from '../../templates/tickets/all'
import { listAllTickets } from '../domain/tickets/all'
import { bulkInput, changeTickets } from '../domain/tickets/bulk'
import { filterChoices } from '../domain/tickets/choices'
import {
  mayKeep,
  readView,
  removeView,
  renameInput,
  renameView,
  saveView,
  viewInput,
} from '../domain/tickets/views'
import { filterOf, queryOf } from '../lib/ticket-filter'
import { safeNext, urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { attempt, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'

type At = Context<WorkspaceApp>

const slugOf = (c: At) => c.var.scope.workspace.slug
const askedOf = (c: At) => new URL(c.req.url).searchParams

/** The team's requests across projects. */
export const allTickets = new Hono<WorkspaceApp>()
  .get('/', async c => {
    const { scope, ui } = c.var
    const asked = askedOf(c)
    const filter = filterOf(asked)
    // A form sends its empty fields too: an address to keep has none.
    if ([...asked.values()].includes('')) return c.redirect(urls.allTickets(slugOf(c), queryOf(filter)), 303)
    const cursor = asked.get('after') ?? undefined
    const list = await listAllTickets(scope, filter, cursor)
    return page(
      c,
      { title: ui.t('tickets.title'), at: 'all-tickets', scripts: ['tickets'], wide: true },
      <AllTickets
        ui={ui}
        slug={slugOf(c)}
        filter={filter}
        cursor={cursor}
        list={list}
        mayKeep={view => mayKeep(scope, view)}
      />,
    )
  })
  .get('/filters', async c => {
    const { scope, ui } = c.var
    const filter = filterOf(askedOf(c))
    const choices = await filterChoices(scope, filter)
    const { FiltersPage } = await import('../../templates/tickets/filters')
    return page(
      c,
      { title: ui.t('ticketList.filters.title'), at: 'all-tickets' },
      <FiltersPage ui={ui} slug={slugOf(c)} filter={filter} choices={choices} />,
    )
  })
  .post('/selection', async c => {
    const sent = await form(c, bulkInput)
    const back = listBack(c, sent.values.back)
    if (!sent.ok) return seeOther(c, back, Object.values(sent.errors)[0])
    const done = await attempt(sent.values, () => changeTickets(c.var.scope, sent.data))
    if (!done.ok) return seeOther(c, back, Object.values(done.errors)[0])
    return seeOther(c, back, `ticketList.bulk.done.${sent.data.do}`, undefined, done.result)
  })
  .get('/views/new', c => viewPage(c))
  .post('/views', async c => {
    const sent = await form(c, viewInput)
    if (!sent.ok) return viewPage(c, sent)
    const done = await attempt(sent.values, () => saveView(c.var.scope, sent.data))
    if (!done.ok) return viewPage(c, done)
    return seeOther(c, listAt(c, sent.data.query), 'ticketList.views.saved')
  })
  .get('/views/:view', c => viewPage(c, undefined, c.req.param('view')))
  .post('/views/:view', async c => {
    const id = c.req.param('view')
    const sent = await form(c, renameInput)
    if (!sent.ok) return viewPage(c, sent, id)
    const done = await attempt(sent.values, () => renameView(c.var.scope, id, sent.data))
    if (!done.ok) return viewPage(c, done, id)
    return seeOther(c, listAt(c, done.result.query), 'ticketList.views.renamed')
  })
  .get('/views/:view/removal', async c => {
    const { scope, ui } = c.var
    const view = await readView(scope, c.req.param('view'))
    const { ViewRemoval } = await import('../../templates/tickets/view-form')
    return page(
      c,
      { title: ui.t('ticketList.views.remove'), at: 'all-tickets' },
      <ViewRemoval ui={ui} slug={slugOf(c)} view={view} />,
    )
  })
  .post('/views/:view/removal', async c => {
    await removeView(c.var.scope, c.req.param('view'))
    return seeOther(c, urls.allTickets(slugOf(c)), 'ticketList.views.removed')
  })

const listAt = (c: At, query: string) =>
  urls.allTickets(slugOf(c), queryOf(filterOf(new URLSearchParams(query))))

/** The list as it stood when the requests were chosen; nowhere else. */
function listBack(c: At, asked: string | undefined): string {
  const own = urls.allTickets(slugOf(c))
  const back = safeNext(asked)
  return back === own || back?.startsWith(`${own}?`) ? back : own
}

/** A view's form: a new one of the filter in the address, or one that is there already. */
async function viewPage(c: At, refused?: Refused, id?: string) {
  const { scope, ui } = c.var
  const view = id ? await readView(scope, id) : undefined
  const query = view?.query ?? refused?.values.query ?? `${queryOf(filterOf(askedOf(c)))}`
  const { ViewPage } = await import('../../templates/tickets/view-form')
  return page(
    c,
    {
      title: ui.t(view ? 'ticketList.views.rename' : 'ticketList.views.save'),
      at: 'all-tickets',
      status: refused ? 422 : 200,
    },
    <ViewPage ui={ui} slug={slugOf(c)} query={query} view={view} refused={refused} />,
  )
}
