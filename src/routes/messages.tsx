import { Hono } from 'hono'
import { MarksFragment } from '../../templates/messages/marks'
import { peopleOf } from '../domain/events/recipients'
import { changeable, deleteMessage, editMessage } from '../domain/messages/change'
import { editInput, messageInput, type Range, rangeInput, searchInput } from '../domain/messages/input'
import { listMessages, readConversation, readLine, readMarks } from '../domain/messages/messages'
import { pinMessage, unpinMessage } from '../domain/messages/pins'
import { mayChange } from '../domain/messages/policy'
import { postMessage } from '../domain/messages/post'
import { searchMessages } from '../domain/messages/search'
import { mayOpen } from '../domain/tickets/open'
import { wordsOf } from '../lib/fold'
import { isId } from '../lib/id'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, filesOf, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { leavesMark } from '../web/reading'
import { seeOther } from '../web/reply'
import { team } from '../web/session'
import { arrived, conversation, further, type In, newest, placeOf, viewsOf } from './messages/show'
import { turning } from './messages/turn'

/**
 * The project's conversation. With `?after=` a page already open asks for what it has not got yet; with `&lines` it
 * scrolls further.
 */
export const messages = new Hono<ProjectApp>()
  .get('/', async c => {
    const { scope } = c.var
    const range = rangeOf(c)
    const mark = leavesMark(c) && newest(range)
    if (range.after !== undefined) return arrived(c, await listMessages(scope, range, mark))
    const found = await readConversation(scope, range, mark, replyAsked(c))
    return c.req.query('lines') === undefined
      ? conversation(c, found, found)
      : further(c, range.from !== undefined, found)
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
    if (!sent) {
      const refused = outcome as Refused
      const found = await readConversation(scope, {}, false, idOf(refused.values.replyToId))
      return conversation(c, found, { replying: found.replying, refused })
    }
    return seeOther(c, `${urls.messages(scope.workspace.slug, scope.project.id)}#end`)
  })
  .get('/marks', async c => {
    const marks = await readMarks(c.var.scope)
    return c.html(<MarksFragment ui={c.var.ui} place={placeOf(c)} marks={marks} />)
  })
  .get('/people', async c => {
    const { scope, ui } = c.var
    const people = (await peopleOf(scope))
      .filter(one => one.id !== scope.me)
      .map(({ name, role }) => ({ name, contact: role === 'contact' }))
    const { People } = await import('../../templates/messages/people')
    return c.html(<People ui={ui} place={placeOf(c)} people={people} />)
  })
  .get('/search', async c => {
    const { scope, ui } = c.var
    const { q, before } = searchInput.parse(c.req.query())
    const found = await searchMessages(scope, q, before)
    const { MessageSearch } = await import('../../templates/messages/search')
    return page(
      c,
      { title: ui.t('messages.search.title'), at: 'messages' },
      <MessageSearch ui={ui} place={placeOf(c)} question={q} words={wordsOf(q)} {...found} />,
    )
  })
  .get('/:message', async c => {
    const { scope, ui } = c.var
    const found = await readLine(scope, c.req.param('message'))
    const [line] = await viewsOf(c, found)
    if (!line) return c.notFound()
    const there = line.deletedAt === null
    const open = there && scope.project.archivedAt === null
    const may = {
      reply: open,
      pin: open && scope.isTeam,
      change: mayChange(scope, line),
      ticket: there && mayOpen(scope),
      task: open && scope.isTeam,
    }
    const { MessageActions } = await import('../../templates/messages/actions')
    return page(
      c,
      { title: ui.t('messages.actions.title'), at: 'messages' },
      <MessageActions ui={ui} place={placeOf(c)} line={line} may={may} />,
    )
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
  .post('/:message/pin', team, async c => {
    await pinMessage(c.var.scope, c.req.param('message'))
    return back(c, 'messages.pins.added')
  })
  .post('/:message/pin/removal', team, async c => {
    await unpinMessage(c.var.scope, c.req.param('message'))
    return back(c, 'messages.pins.removed')
  })
  .route('/', turning)

const rangeOf = (c: In): Range => rangeInput.parse(c.req.query())
const idOf = (text?: string) => (text && isId(text) ? text : undefined)
const replyAsked = (c: In) => idOf(c.req.query('reply'))

const back = (c: In, notice: Parameters<typeof seeOther>[2]) =>
  seeOther(c, urls.messages(c.var.scope.workspace.slug, c.var.scope.project.id), notice)

const saidOf = ({ errors }: Refused) => Object.values(errors)

async function editPage(c: In, id: string, body: string, refused?: Refused) {
  const { ui } = c.var
  const error = refused?.errors.body
  const { EditMessage } = await import('../../templates/messages/edit')
  return page(
    c,
    { title: ui.t('messages.edit.title'), at: 'messages', status: refused && 422 },
    <EditMessage ui={ui} place={placeOf(c)} id={id} body={body} error={error && ui.t(error)} />,
  )
}
