import { type Context, Hono } from 'hono'
import {
  changeSaved,
  listSaved,
  readSaved,
  removeSaved,
  savedReplyInput,
  saveReply,
} from '../domain/tickets/saved'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { attempt, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { managers } from '../web/session'

type In = Context<WorkspaceApp>

/** The words that the team uses again and again: kept by those who run the workspace, used by all of it. */
export const savedReplies = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', async c => {
    const { scope, ui } = c.var
    const { SavedList } = await import('../../templates/tickets/saved')
    return page(
      c,
      { title: ui.t('ticketPage.saved.title'), at: 'settings' },
      <SavedList ui={ui} slug={scope.workspace.slug} list={await listSaved(scope)} />,
    )
  })
  .get('/new', c => formPage(c))
  .post('/', async c => {
    const sent = await form(c, savedReplyInput)
    if (!sent.ok) return formPage(c, undefined, sent)
    const done = await attempt(sent.values, () => saveReply(c.var.scope, sent.data))
    return done.ok ? back(c, 'saved') : formPage(c, undefined, done)
  })
  .get('/:saved', c => formPage(c, c.req.param('saved')))
  .post('/:saved', async c => {
    const id = c.req.param('saved')
    const sent = await form(c, savedReplyInput)
    if (!sent.ok) return formPage(c, id, sent)
    const done = await attempt(sent.values, () => changeSaved(c.var.scope, id, sent.data))
    return done.ok ? back(c, 'saved') : formPage(c, id, done)
  })
  .get('/:saved/removal', async c => {
    const { scope, ui } = c.var
    const { id, title } = await readSaved(scope, c.req.param('saved'))
    const { SavedReplyRemoval } = await import('../../templates/tickets/saved')
    return page(
      c,
      { title: ui.t('ticketPage.saved.remove'), at: 'settings' },
      <SavedReplyRemoval ui={ui} slug={scope.workspace.slug} id={id} title={title} />,
    )
  })
  .post('/:saved/removal', async c => {
    await removeSaved(c.var.scope, c.req.param('saved'))
    return back(c, 'removed')
  })

const back = (c: In, what: 'saved' | 'removed') =>
  seeOther(c, urls.savedReplies(c.var.scope.workspace.slug), `ticketPage.saved.done.${what}`)

async function formPage(c: In, id?: string, refused?: Refused) {
  const { scope, ui } = c.var
  const saved = id ? await readSaved(scope, id) : undefined
  const { SavedReplyForm } = await import('../../templates/tickets/saved')
  return page(
    c,
    {
      title: ui.t(saved ? 'ticketPage.saved.edit' : 'ticketPage.saved.new'),
      at: 'settings',
      status: refused ? 422 : 200,
    },
    <SavedReplyForm ui={ui} slug={scope.workspace.slug} saved={saved} refused={refused} />,
  )
}
