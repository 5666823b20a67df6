import { Hono } from 'hono'
import { replyInput } from '../../domain/tickets/input'
import { readTicket } from '../../domain/tickets/page'
import { filesForThread, noteOnTicket, replyToTicket, takesReplies } from '../../domain/tickets/reply'
import { readSaying } from '../../domain/tickets/saved'
import { Conflict, NotFound } from '../../lib/errors'
import { markdown } from '../../lib/markdown'
import type { ProjectApp } from '../../web/context'
import { attempt, filesOf, form } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { type At, hereOf, placeOf } from './place'
import { showTicket } from './show'

/** What is said on a request: replies, the team's notes, and saved words for a reply. */
export const saying = new Hono<ProjectApp>()
  .post('/:ticket/replies', c => say(c, c.req.param('ticket'), 'reply'))
  .post('/:ticket/notes', c => say(c, c.req.param('ticket'), 'note'))
  .post('/:ticket/replies/preview', c => preview(c, c.req.param('ticket')))
  .get('/:ticket/replies/saved/:saved', async c =>
    c.text(await readSaying(c.var.scope, c.req.param('ticket'), c.req.param('saved'))),
  )

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

/** A note that would become a reply, as the client would read it; nothing is sent yet. */
async function preview(c: At, id: string) {
  const { scope, ui } = c.var
  if (!scope.isTeam) throw new NotFound()
  const sent = await form(c, replyInput)
  if (!sent.ok) return showTicket(c, id, { form: 'note', ...sent })
  const [ticket, render] = await Promise.all([readTicket(scope, id), markdown()])
  if (!takesReplies(scope, ticket)) throw new Conflict('ticket_state')
  const { NoteToReply } = await import('../../../templates/tickets/note-to-reply')
  return page(
    c,
    { title: ui.t('ticketPage.talk.sure_title'), at: 'tickets' },
    <NoteToReply
      {...placeOf(c)}
      ticket={ticket}
      me={scope.me}
      isTeam
      archived={false}
      body={sent.data.body}
      html={render(sent.data.body)}
    />,
  )
}
