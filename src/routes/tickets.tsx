import { Hono } from 'hono'
import { Tickets } from '../../templates/tickets/list'
import { MovePage, worded as parts, saidOf, type Worded } from '../../templates/tickets/move-form'
import { accepted } from '../domain/files/types'
import { openInput } from '../domain/tickets/input'
import { listInput, listTickets } from '../domain/tickets/list'
import { isBy, moveNamed, movesFor } from '../domain/tickets/moves'
import { filesForOpening, mayOpen, openTicket, readChoices } from '../domain/tickets/open'
import { readTicket } from '../domain/tickets/page'
import { slaAudience } from '../domain/tickets/sla'
import { takesTriage } from '../domain/tickets/triage'
import { Conflict, Forbidden, NotFound } from '../lib/errors'
import { dayLength } from '../lib/promises'
import { calendarOf } from '../lib/working-time'
import type { ProjectApp } from '../web/context'
import { attempt, filesOf, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { aside } from './tickets/aside'
import { clicks, reopenByTeam, worded } from './tickets/moves'
import { type At, hereOf, placeOf } from './tickets/place'
import { prices } from './tickets/price'
import { saying } from './tickets/say'
import { showTicket } from './tickets/show'

/** A project's requests. */
export const tickets = new Hono<ProjectApp>()
  .get('/', async c => {
    const { scope, ui } = c.var
    const { view, before } = listInput.parse(c.req.query())
    const found = await listTickets(scope, view, before)
    return page(
      c,
      { title: ui.t('tickets.title'), at: 'tickets' },
      <Tickets
        {...placeOf(c)}
        {...found}
        isTeam={scope.isTeam}
        sla={slaAudience(scope)}
        mayOpen={mayOpen(scope)}
        mayImport={mayOpen(scope) && scope.can.manage}
        view={view}
        later={Boolean(before)}
      />,
    )
  })
  .get('/new', c => newPage(c))
  .post('/', async c => {
    const { scope } = c.var
    if (!mayOpen(scope)) throw new Forbidden()
    const sent = await form(c, openInput)
    if (!sent.ok) return newPage(c, sent)
    const opened = await attempt(sent.values, async () => {
      const files = await filesOf(c, 'files')
      return openTicket(scope, sent.data, await filesForOpening(scope, c.env.FILES, files))
    })
    if (!opened.ok) return newPage(c, opened)
    return seeOther(c, hereOf(c, opened.result), 'tickets.done.opened')
  })
  .get('/:ticket', c => showTicket(c, c.req.param('ticket')))
  .route('/', saying)
  .route('/', aside)
  .route('/', prices)

for (const [part, [move, run]] of Object.entries(clicks))
  tickets.post(`/:ticket/${part}`, async c => {
    const id = c.req.param('ticket') as string
    await run(c.var.scope, id)
    return seeOther(c, hereOf(c, id), `tickets.done.${move}`)
  })

for (const move of Object.keys(worded) as Worded[]) {
  const path = `/:ticket/${parts[move]}`
  tickets.get(path, c => movePage(c, c.req.param('ticket') as string, move))
  tickets.post(path, async c => {
    const { scope } = c.var
    const id = c.req.param('ticket') as string
    if (move === 'reopen' && scope.isTeam) {
      await reopenByTeam(scope, id)
      return seeOther(c, hereOf(c, id), 'tickets.done.reopen_refused')
    }
    const sent = await form(c, worded[move].schema)
    if (!sent.ok) return movePage(c, id, move, sent)
    const done = await attempt(sent.values, () => worded[move].run(scope, id, sent.data))
    if (!done.ok) return movePage(c, id, move, done)
    return seeOther(c, hereOf(c, id), `tickets.done.${move}`)
  })
}

const scripts = ['attach', 'draft', 'upload'] as const

async function newPage(c: At, refused?: Refused) {
  const { scope, ui } = c.var
  if (!mayOpen(scope)) throw new Forbidden()
  const choices = await readChoices(scope)
  const { NewTicket } = await import('../../templates/tickets/new')
  return page(
    c,
    { title: ui.t('tickets.new.title'), at: 'tickets', status: refused ? 422 : 200, scripts },
    <NewTicket
      {...placeOf(c)}
      isTeam={scope.isTeam}
      me={scope.me}
      {...choices}
      day={dayLength(calendarOf(scope.workspace))}
      accept={accepted}
      refused={refused}
    />,
  )
}

/** A move's form on a page of its own, for those who may make it now. */
async function movePage(c: At, id: string, move: Worded, refused?: Refused) {
  const { scope, ui } = c.var
  const ticket = await readTicket(scope, id)
  const may =
    move === 'triage' ? takesTriage(scope, ticket) : movesFor(scope, ticket, ticket.offer).includes(move)
  const ever = move === 'triage' ? scope.isTeam : isBy(scope, moveNamed(move).by)
  if (!ever) throw new NotFound()
  if (!may) throw scope.project.archivedAt === null ? new Conflict('ticket_state') : new Forbidden()
  return page(
    c,
    { title: saidOf(ui, move, 'title'), at: 'tickets', status: refused ? 422 : 200 },
    <MovePage {...placeOf(c)} ticket={ticket} move={move} refused={refused} />,
  )
}
