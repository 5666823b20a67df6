import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { uiFor } from '../../locales'
import {
  dismissInbound,
  listInbound,
  moveInbound,
  originalOf,
  projectsFor,
  readInbound,
} from '../domain/inbound/waiting'
import { openInput } from '../domain/tickets/input'
import { NotFound } from '../lib/errors'
import { isId } from '../lib/id'
import { readObject } from '../outside/files'
import { urls } from '../urls'
import type { ProjectApp, WorkspaceApp } from '../web/context'
import { attempt, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { leavesMark } from '../web/reading'
import { seeOther } from '../web/reply'
import { managers } from '../web/session'

/** It reads whole mails: loaded when one is placed. */
const byHand = () => import('../domain/inbound/by-hand')

const projectInput = z.object({ project: z.string().refine(isId, 'errors.choice') })
const placeInput = z.object({
  to: z.union([z.literal('conversation'), z.string().refine(isId, 'errors.choice')], 'errors.choice'),
})
const ticketInput = openInput.omit({ body: true })

/** Mails that found no place, and those of late that did: for those who run the workspace. */
export const inbound = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', async c => {
    const { scope, ui, config } = c.var
    const found = await listInbound(scope)
    const { InboundPage } = await import('../../templates/inbound')
    return page(
      c,
      { title: ui.t('inbound.title'), at: 'settings' },
      <InboundPage ui={ui} slug={scope.workspace.slug} on={config.MAIL_REPLY !== undefined} {...found} />,
    )
  })
  .get('/:inbound/original', async c => {
    const id = c.req.param('inbound')
    const key = await originalOf(c.var.scope, id, leavesMark(c))
    const stored = await readObject(c.env.FILES, key)
    if (!stored) throw new NotFound()
    return new Response(c.req.method === 'HEAD' ? null : stored, {
      headers: {
        // Never shown: what somebody sent us runs nowhere.
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${id}.eml"`,
        'Cache-Control': 'private, no-store',
        'Content-Security-Policy': "sandbox; default-src 'none'",
      },
    })
  })
  .get('/:inbound/project', c => projectPage(c, c.req.param('inbound')))
  .post('/:inbound/project', async c => {
    const { scope } = c.var
    const id = c.req.param('inbound')
    const sent = await form(c, projectInput)
    if (!sent.ok) return projectPage(c, id, sent)
    await moveInbound(scope, id, sent.data.project)
    return seeOther(c, urls.inboundMail(scope.workspace.slug, sent.data.project, id), 'inbound.move.done')
  })

async function projectPage(c: Context<WorkspaceApp>, id: string, refused?: Refused) {
  const { scope, ui } = c.var
  const { mail, projects } = await projectsFor(scope, id)
  const { ChooseProject } = await import('../../templates/inbound')
  return page(
    c,
    { title: ui.t('inbound.move.title'), at: 'settings', status: refused && 422 },
    <ChooseProject ui={ui} slug={scope.workspace.slug} mail={mail} projects={projects} refused={refused} />,
  )
}

/** One of them, in the project it is about: put into a thread, made a request, or dismissed. */
export const inboundMail = new Hono<ProjectApp>()
  .use(managers)
  .get('/:inbound', c => mailPage(c, c.req.param('inbound')))
  .post('/:inbound/placement', async c => {
    const { scope } = c.var
    const id = c.req.param('inbound')
    const sent = await form(c, placeInput)
    if (!sent.ok) return mailPage(c, id, { form: 'place', ...sent })
    const { mail } = await readInbound(scope, id)
    const to = sent.data.to === 'conversation' ? sent.data.to : { ticketId: sent.data.to }
    const { placeByHand } = await byHand()
    await placeByHand(scope, c.env.FILES, mail, to, await spoken(c))
    const { slug } = scope.workspace
    const there =
      to === 'conversation'
        ? `${urls.messages(slug, scope.project.id)}#end`
        : urls.ticket(slug, scope.project.id, to.ticketId)
    return seeOther(c, there, 'inbound.place.done')
  })
  .post('/:inbound/ticket', async c => {
    const { scope } = c.var
    const id = c.req.param('inbound')
    const sent = await form(c, ticketInput)
    if (!sent.ok) return mailPage(c, id, { form: 'open', ...sent })
    const { mail } = await readInbound(scope, id)
    const voice = await spoken(c)
    const { openByHand } = await byHand()
    const opened = await attempt(sent.values, () => openByHand(scope, c.env.FILES, mail, sent.data, voice))
    if (!opened.ok) return mailPage(c, id, { form: 'open', ...opened })
    return seeOther(
      c,
      urls.ticket(scope.workspace.slug, scope.project.id, opened.result),
      'inbound.open.done',
    )
  })
  .post('/:inbound/dismissal', async c => {
    const { scope } = c.var
    await dismissInbound(scope, c.req.param('inbound'))
    return seeOther(c, urls.inbound(scope.workspace.slug), 'inbound.dismiss.done')
  })

/** What everybody in the thread reads is in the workspace's language, not in that of whoever placed it. */
const spoken = ({ var: { scope, now } }: Context<ProjectApp>) =>
  uiFor(scope.workspace.locale.startsWith('en') ? 'en' : 'fr', scope.workspace, now)

async function mailPage(c: Context<ProjectApp>, id: string, refused?: Refused & { form: 'place' | 'open' }) {
  const { scope, ui } = c.var
  const { mail, tickets } = await readInbound(scope, id)
  const { WaitingMail } = await import('../../templates/inbound')
  return page(
    c,
    { title: mail.subject || ui.t('inbound.no_subject'), at: 'settings', status: refused && 422 },
    <WaitingMail
      ui={ui}
      slug={scope.workspace.slug}
      project={scope.project}
      mail={mail}
      tickets={tickets}
      refused={refused}
    />,
  )
}
