import { Hono } from 'hono'
import { readTaskChoices } from '../../domain/board/task'
import { accepted } from '../../domain/files/types'
import { type Message, messageQuery } from '../../domain/messages/messages'
import { taskFrom, ticketFrom, turnable } from '../../domain/messages/turn'
import { newTaskInput } from '../../domain/tasks/input'
import { openInput } from '../../domain/tickets/input'
import { filesForOpening, mayOpen, readChoices } from '../../domain/tickets/open'
import { Forbidden } from '../../lib/errors'
import { dayLength } from '../../lib/promises'
import { calendarOf } from '../../lib/working-time'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { attempt, filesOf, form, type Refused } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { team } from '../../web/session'
import type { In } from './show'

const idOf = (c: In) => c.req.param('message') as string

/** A message made a request or a task: its form, filled in with the message's words. */
export const turning = new Hono<ProjectApp>()
  .get('/:message/ticket', c => ticketPage(c))
  .post('/:message/ticket', async c => {
    const { scope } = c.var
    if (!mayOpen(scope)) throw new Forbidden()
    const sent = await form(c, openInput)
    if (!sent.ok) return ticketPage(c, sent)
    const opened = await attempt(sent.values, async () => {
      const files = await filesOf(c, 'files')
      return ticketFrom(scope, idOf(c), sent.data, await filesForOpening(scope, c.env.FILES, files))
    })
    if (!opened.ok) return ticketPage(c, opened)
    const { slug } = scope.workspace
    return seeOther(c, urls.ticket(slug, scope.project.id, opened.result), 'tickets.done.opened')
  })
  .get('/:message/task', team, c => taskPage(c))
  .post('/:message/task', team, async c => {
    const { scope } = c.var
    const sent = await form(c, newTaskInput)
    if (!sent.ok) return taskPage(c, sent)
    const made = await attempt(sent.values, () => taskFrom(scope, idOf(c), sent.data))
    if (!made.ok) return taskPage(c, made)
    return seeOther(c, urls.task(scope.workspace.slug, scope.project.id, made.result), 'board.task.created')
  })

/** A subject of the first line, cut at a word, and all the words. */
function wordsOf({ body }: Message, most: number): { subject: string; body: string } {
  const line =
    body
      .split('\n')[0]
      ?.replace(/[*`>#]+/g, '')
      .trim() ?? ''
  const subject = line.length <= most ? line : `${line.slice(0, most).replace(/\s+\S*$/, '')}…`
  return { subject, body }
}

/** Where the message stands, for words that are kept: with the portal's own origin. */
const linkTo = (c: In) =>
  c.var.config.ORIGIN + urls.message(c.var.scope.workspace.slug, c.var.scope.project.id, idOf(c))

async function ticketPage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  if (!mayOpen(scope)) throw new Forbidden()
  const choices = await readChoices(scope, messageQuery(scope, idOf(c)))
  const message = turnable(choices.rows[0][0])
  const filled = refused ?? { values: wordsOf(message, 150), errors: {} }
  const status = refused ? 422 : 200
  const [slug, projectId] = [scope.workspace.slug, scope.project.id]
  const { NewTicket } = await import('../../../templates/tickets/new')
  return page(
    c,
    { title: ui.t('tickets.new.title'), at: 'tickets', status, scripts: ['attach', 'upload'] },
    <NewTicket
      ui={ui}
      slug={slug}
      projectId={projectId}
      isTeam={scope.isTeam}
      me={scope.me}
      {...choices}
      day={dayLength(calendarOf(scope.workspace))}
      accept={accepted}
      refused={filled}
      from={{
        action: urls.messagePart(slug, projectId, idOf(c), 'ticket'),
        back: urls.message(slug, projectId, idOf(c)),
        note: ui.t('messages.turn.from'),
      }}
    />,
  )
}

async function taskPage(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  if (scope.project.archivedAt !== null) throw new Forbidden()
  const choices = await readTaskChoices(scope, messageQuery(scope, idOf(c)))
  const { subject: title, body } = wordsOf(turnable(choices.rows[0][0]), 190)
  const description = [body === title ? '' : body, linkTo(c)].filter(Boolean).join('\n\n')
  const filled = refused ?? { values: { title, description }, errors: {} }
  const status = refused ? 422 : 200
  const [slug, project] = [scope.workspace.slug, scope.project.id]
  const { TaskFormPage } = await import('../../../templates/tasks/pages')
  return page(
    c,
    { title: ui.t('board.new'), at: 'board', status },
    <TaskFormPage
      ui={ui}
      slug={slug}
      project={project}
      choices={choices}
      refused={filled}
      action={urls.messagePart(slug, project, idOf(c), 'task')}
    />,
  )
}
