import { type Context, Hono } from 'hono'
import type { Ui } from '../../locales'
import { Tickets } from '../../templates/tickets/list'
import { MovePage, worded as parts, type Worded } from '../../templates/tickets/move-form'
import { NewTicket } from '../../templates/tickets/new'
import { listInput, openInput, replyInput } from '../domain/tickets/input'
import { listTickets } from '../domain/tickets/list'
import { isBy, moveNamed, movesFor } from '../domain/tickets/moves'
import { filesForOpening, mayOpen, openTicket, readChoices } from '../domain/tickets/open'
import { readTicket } from '../domain/tickets/page'
import { filesForThread, noteOnTicket, replyToTicket } from '../domain/tickets/reply'
import { takesTriage } from '../domain/tickets/triage'
import { Conflict, Forbidden, NotFound } from '../lib/errors'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, filesOf, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { clicks, reopenByTeam, worded } from './tickets/moves'
import { prices } from './tickets/price'
import { showTicket } from './tickets/show'

type At = Context<ProjectApp>

const placeOf = (c: At) => ({
  ui: c.var.ui as Ui,
  slug: c.var.scope.workspace.slug,
  projectId: c.var.scope.project.id,
})
const hereOf = (c: At, id: string) => urls.ticket(c.var.scope.workspace.slug, c.var.scope.project.id, id)

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
        mayOpen={mayOpen(scope)}
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
  .post('/:ticket/replies', c => say(c, c.req.param('ticket'), 'reply'))
  .post('/:ticket/notes', c => say(c, c.req.param('ticket'), 'note'))
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

async function newPage(c: At, refused?: Refused) {
  const { scope, ui } = c.var
  if (!mayOpen(scope)) throw new Forbidden()
  const choices = await readChoices(scope)
  return page(
    c,
    { title: ui.t('tickets.new.title'), at: 'tickets', status: refused ? 422 : 200 },
    <NewTicket {...placeOf(c)} isTeam={scope.isTeam} {...choices} refused={refused} />,
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
    { title: ui.t(`tickets.move.${move}.title`), at: 'tickets', status: refused ? 422 : 200 },
    <MovePage {...placeOf(c)} ticket={ticket} move={move} refused={refused} />,
  )
}

/** A reply or a note, with its files. */
async function say(c: At, id: string, kind: 'reply' | 'note') {
  const { scope } = c.var
  if (kind === 'note' && !scope.isTeam) throw new NotFound()
  const sent = await form(c, replyInput)
  if (!sent.ok) return showTicket(c, id, { form: kind, ...sent })
  const said = await attempt(sent.values, async () => {
    const files = await filesOf(c, 'files')
    const taken = await filesForThread(scope, c.env.FILES, files, id)
    return (kind === 'note' ? noteOnTicket : replyToTicket)(scope, id, sent.data.body, taken)
  })
  if (!said.ok) return showTicket(c, id, { form: kind, ...said })
  return seeOther(c, hereOf(c, id), kind === 'note' ? 'tickets.done.noted' : 'tickets.done.replied')
}
