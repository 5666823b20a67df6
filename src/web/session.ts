import type { Context, MiddlewareHandler } from 'hono'
import { preferred, uiFor } from '../../locales'
import { configOf } from '../config'
import { newMeter } from '../db/connection'
import { type Entered, enterPerson, enterSession, type Pages } from '../db/enter'
import { ProjectScope } from '../db/scope'
import { touchSession } from '../domain/accounts/sessions'
import { afterCommit } from '../domain/activity/nudge'
import { sha256 } from '../lib/crypto'
import { Forbidden, NotFound } from '../lib/errors'
import { isId } from '../lib/id'
import { urls } from '../urls'
import type { OpenApp, WorkspaceApp } from './context'
import { readCookie } from './cookies'
import { pagesRead, readThem } from './reading'

const TOUCH = 10 * 60_000
const neutral = { locale: 'fr', timezone: 'Europe/Paris' }

/** First of all: configuration, time, meter, and a language until we know whose. */
export const prepare: MiddlewareHandler<OpenApp> = async (c, next) => {
  const now = Date.now()
  const meter = newMeter()
  c.set('config', configOf(c.env))
  c.set('requestId', crypto.randomUUID())
  c.set('now', now)
  c.set('meter', meter)
  c.set('door', { db: c.env.DB, now, meter, after: afterCommit(c.env, p => c.executionCtx.waitUntil(p)) })
  c.set('ui', await uiFor(preferred(c.req.header('Accept-Language')), neutral, now))
  c.set('entered', null)
  c.set('person', enterPerson(c.var.door))
  await next()
}

/** Who is signed in, and (under `/w/…`) with what scope: one D1 round trip. Pages open to the world may use it too. */
export async function enter(
  c: Context<OpenApp>,
  ask: { slug?: string; projectId?: string; reads?: Pages } = {},
): Promise<Entered | null> {
  const token = readCookie(c, 'session')
  if (!token) return null
  const entered = await enterSession(c.var.door, { tokenHash: await sha256(token), ...ask })
  if (!entered) return null
  const { session, scope } = entered
  c.set('entered', entered)
  c.set('person', enterPerson(c.var.door, { userId: session.user.id, sessionId: session.id }))
  c.set('ui', await uiFor(session.user.locale, scope?.workspace ?? neutral, c.var.now))
  if (c.var.now - session.lastSeenAt > TOUCH) c.executionCtx.waitUntil(touchSession(c.var.person))
  return entered
}

/** For pages of one's own outside any workspace. */
export const signedIn: MiddlewareHandler<OpenApp> = async (c, next) => {
  await enter(c)
  if (!c.var.entered) return toSignIn(c)
  if (c.var.entered.session.seenAs && !stillAllowed.has(c.req.path)) onlyLook(c)
  await next()
}

const workspacePath = /^\/w\/([a-z0-9-]+)(?:\/p\/([^/]+)|\/|$)/

/**
 * The guard of everything under `/w/:workspace`. Nobody is sent to sign in; a stranger to the workspace or project
 * gets the 404 of a thing that does not exist.
 */
export const inside: MiddlewareHandler<WorkspaceApp> = async (c, next) => {
  const [, slug, projectId] = workspacePath.exec(c.req.path) ?? []
  if (!slug || (projectId && !isId(projectId))) throw new NotFound()
  const open = c as unknown as Context<OpenApp>
  await enter(open, { slug, projectId, reads: pagesRead(c) })
  if (!c.var.entered) return toSignIn(open, slug)
  const { scope } = c.var.entered
  if (!scope || (projectId && !(scope instanceof ProjectScope))) throw new NotFound()
  if (scope.seenBy) onlyLook(c)
  c.set('scope', scope)
  await next()
  if (c.var.entered.reads) readThem(c)
}

/** What even those who look through a contact's eyes may do of their own: leave, and read in their language. */
const stillAllowed = new Set([urls.ownEyes(), urls.language()])

/** Whoever looks through a contact's eyes only looks. The scope refuses too; here nothing is even begun. */
function onlyLook(c: Context): void {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') throw new Forbidden()
}

/** The team's pages; for a contact they do not exist. */
export const team: MiddlewareHandler<WorkspaceApp> = async (c, next) => {
  if (!c.var.scope.isTeam) throw new NotFound()
  await next()
}

/** Owners and administrators. */
export const managers: MiddlewareHandler<WorkspaceApp> = async (c, next) => {
  if (!c.var.scope.can.manage) throw new NotFound()
  await next()
}

/** Pages about money. */
export const finance: MiddlewareHandler<WorkspaceApp> = async (c, next) => {
  if (!c.var.scope.can.finance) throw new NotFound()
  await next()
}

function toSignIn(c: Context<OpenApp>, slug?: string): Response {
  const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
  const partial = c.req.header('HX-Request-Type') === 'partial'
  const next = reading && !partial ? c.req.path + (new URL(c.req.url).search || '') : undefined
  const to = slug ? urls.workspaceSignIn(slug, next) : urls.signIn(next)
  if (c.req.header('HX-Request')) return c.body(null, 200, { 'HX-Redirect': to })
  return c.redirect(to, 303)
}
