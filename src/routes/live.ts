import { type Context, Hono } from 'hono'
import { ProjectScope } from '../db/scope'
import { enterRoom, roomOf } from '../outside/room'
import type { OpenApp, ProjectApp } from '../web/context'
import { badgesOf } from '../web/navigation'
import { enter } from '../web/session'

export const live = new Hono<ProjectApp>()
  // The project's socket: a GET that other pages could open with our cookie, so it must name its origin.
  .get('/', async c => {
    if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') return c.text('upgrade', 426)
    if (c.req.header('Origin') !== c.var.config.ORIGIN) return c.text('origin', 403)
    const { scope, entered } = c.var
    // Whoever looks through a contact's eyes is not there: nobody sees them present.
    if (scope.seenBy) return c.text('seen', 403)
    const room = roomOf(c.env.ROOM, scope.project.id)
    const { audience, actor } = scope
    const sessionId = entered.session.id
    const answer = await enterRoom(room, { id: scope.me, name: actor.name, audience, sessionId })
    if (answer.status !== 101) return c.text('sockets', 429, { 'Retry-After': '60' })
    // Access may have been lost since the guard looked, and whoever took it back found no socket to close.
    const now = await enter(c as unknown as Context<OpenApp>, {
      slug: scope.workspace.slug,
      projectId: scope.project.id,
    })
    const still = now?.scope
    if (!(still instanceof ProjectScope) || still.me !== scope.me || still.audience !== audience)
      await room.closeSession(sessionId)
    return new Response(null, { status: 101, webSocket: answer.webSocket })
  })
  // The numbers of the navigation, which pages keep current without being loaded again.
  .get('/badges', c => c.json(badgesOf(c.var.entered, c.var.scope, c.var.ui.t)))
