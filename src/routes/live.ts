import { type Context, Hono } from 'hono'
import { ProjectScope } from '../db/scope'
import { channelOf, enterRoom, type Room, roomOf } from '../outside/room'
import type { OpenApp, ProjectApp, WorkspaceApp } from '../web/context'
import { badgesOf } from '../web/navigation'
import { enter } from '../web/session'

export const live = new Hono<ProjectApp>()
  .get('/', c => socket(c as unknown as In, roomOf(c.env.ROOM, c.var.scope.project.id)))
  // The numbers of the navigation, which pages keep current without being loaded again.
  .get('/badges', c => c.json(badgesOf(c.var.entered, c.var.scope, c.var.ui.t)))

/** A person's own channel, on every page of the workspace. */
export const channel = new Hono<WorkspaceApp>().get('/', c =>
  socket(c, channelOf(c.env.ROOM, c.var.scope.me)),
)

type In = Context<WorkspaceApp>

/** Opens a socket: a GET that other pages could send with our cookie, so it must name its origin. */
async function socket(c: In, room: Room): Promise<Response> {
  if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') return c.text('upgrade', 426)
  if (c.req.header('Origin') !== c.var.config.ORIGIN) return c.text('origin', 403)
  const { scope, entered } = c.var
  // Whoever looks through a contact's eyes is not there: nobody sees them present.
  if (scope.seenBy) return c.text('seen', 403)
  const { audience, actor, me } = scope
  const sessionId = entered.session.id
  const answer = await enterRoom(room, { id: me, name: actor.name, audience, sessionId })
  if (answer.status !== 101) return c.text('sockets', 429, { 'Retry-After': '60' })
  // Access may have been lost since the guard looked, and whoever took it back found no socket to close.
  const projectId = scope instanceof ProjectScope ? scope.project.id : undefined
  const now = await enter(c as unknown as Context<OpenApp>, { slug: scope.workspace.slug, projectId })
  const still = now?.scope
  const there = still && (!projectId || still instanceof ProjectScope)
  if (!there || still.me !== me || still.audience !== audience) await room.closeSession(sessionId)
  return new Response(null, { status: 101, webSocket: answer.webSocket })
}
