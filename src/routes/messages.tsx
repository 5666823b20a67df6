import { type Context, Hono } from 'hono'
import { Arrived, Conversation } from '../../templates/messages/conversation'
import { EditMessage } from '../../templates/messages/edit'
import type { LineView, Place } from '../../templates/messages/line'
import { accepted } from '../domain/files/types'
import { changeable, deleteMessage, editMessage } from '../domain/messages/change'
import { editInput, messageInput, type Range, rangeInput } from '../domain/messages/input'
import { type Conversation as Found, listMessages } from '../domain/messages/messages'
import { mayChange } from '../domain/messages/policy'
import { postMessage } from '../domain/messages/post'
import { newId } from '../lib/id'
import { markdown } from '../lib/markdown'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, filesOf, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { leavesMark } from '../web/session'

type In = Context<ProjectApp>

/** The project's conversation. With `?after=` a page already open asks for what it has not got yet. */
export const messages = new Hono<ProjectApp>()
  .get('/', async c => {
    const range = rangeOf(c)
    const mark = leavesMark(c) && range.before === undefined
    const found = await listMessages(c.var.scope, range, mark)
    return range.after === undefined ? conversation(c, range, found) : arrived(c, found)
  })
  .post('/', async c => {
    const { scope, ui } = c.var
    const range = rangeOf(c)
    const parsed = await form(c, messageInput)
    const files = await filesOf(c, 'files')
    const outcome = parsed.ok
      ? await attempt(parsed.values, () => postMessage(scope, c.env.FILES, parsed.data, files, range))
      : parsed
    const sent = 'result' in outcome && outcome.result
    if (range.after !== undefined)
      return sent
        ? arrived(c, sent)
        : c.text(
            saidOf(outcome as Refused)
              .map(key => ui.t(key))
              .join(' '),
            422,
          )
    if (!sent) return conversation(c, {}, await listMessages(scope, {}, false), outcome as Refused)
    return seeOther(c, `${urls.messages(scope.workspace.slug, scope.project.id)}#end`)
  })
  .get('/:message/edit', async c => {
    const message = await changeable(c.var.scope, c.req.param('message'))
    return editPage(c, message.id, message.body)
  })
  .post('/:message', async c => {
    const id = c.req.param('message')
    const parsed = await form(c, editInput)
    if (!parsed.ok) {
      await changeable(c.var.scope, id)
      return editPage(c, id, parsed.values.body ?? '', parsed)
    }
    await editMessage(c.var.scope, id, parsed.data.body)
    return back(c, 'messages.edit.saved')
  })
  .post('/:message/deletion', async c => {
    await deleteMessage(c.var.scope, c.req.param('message'))
    return back(c, 'messages.edit.removed')
  })

const rangeOf = (c: In): Range => rangeInput.parse(c.req.query())

const placeOf = ({ var: { scope } }: In): Place => ({
  slug: scope.workspace.slug,
  projectId: scope.project.id,
  workspace: scope.workspace.name,
})

const back = (c: In, notice: 'messages.edit.saved' | 'messages.edit.removed') =>
  seeOther(c, urls.messages(c.var.scope.workspace.slug, c.var.scope.project.id), notice)

const saidOf = ({ errors }: Refused) => Object.values(errors)

async function viewsOf(c: In, { lines, attachments }: Found): Promise<LineView[]> {
  const { scope } = c.var
  const render = await markdown()
  return lines.map(line => ({
    ...line,
    html: line.body && render(line.body),
    mine: line.authorId === scope.actor.membershipId,
    changeable: mayChange(scope, line),
    attachments: attachments.filter(file => file.messageId === line.id),
  }))
}

async function arrived(c: In, found: Found) {
  const lines = await viewsOf(c, found)
  return c.html(<Arrived ui={c.var.ui} place={placeOf(c)} lines={lines} more={found.more} />)
}

async function conversation(c: In, range: Range, found: Found, refused?: Refused) {
  const { scope, ui, entered } = c.var
  const lines = await viewsOf(c, found)
  const newest = range.before === undefined
  // Unread as of the session, which was read before these lines were marked.
  const seen = (lines.at(-1)?.seq ?? 0) - entered.badges.messages
  const fresh = newest && entered.badges.messages > 0 && lines.find(l => l.seq > seen && !l.mine)
  if (newest) entered.badges.messages = 0
  const { body, ...files } = refused?.errors ?? {}
  const [other] = Object.values(files)
  return page(
    c,
    {
      title: ui.t('messages.title'),
      at: 'messages',
      scripts: newest ? ['messages'] : [],
      status: refused && 422,
    },
    <Conversation
      ui={ui}
      place={placeOf(c)}
      lines={lines}
      freshFrom={fresh ? fresh.seq : undefined}
      me={{ id: scope.me, name: scope.actor.name }}
      team={scope.isTeam}
      archived={scope.project.archivedAt !== null}
      older={found.more}
      newer={!newest}
      nextId={newId(c.var.now)}
      accept={accepted}
      refused={
        refused && {
          body: refused.values.body ?? '',
          error: body && ui.t(body),
          filesError: other && ui.t(other),
        }
      }
    />,
  )
}

function editPage(c: In, id: string, body: string, refused?: Refused) {
  const { ui } = c.var
  const error = refused?.errors.body
  return page(
    c,
    { title: ui.t('messages.edit.title'), at: 'messages', status: refused && 422 },
    <EditMessage ui={ui} place={placeOf(c)} id={id} body={body} error={error && ui.t(error)} />,
  )
}
