import type { Context } from 'hono'
import type { Opened } from '../../domain/accounts/sessions'
import type { Visitor } from '../../domain/accounts/visitor'
import { closeSessions } from '../../domain/activity/rooms'
import { say } from '../../lib/log'
import { networkOf } from '../../lib/network'
import type { OpenApp } from '../../web/context'
import { readCookie, writeCookie } from '../../web/cookies'

/** A browser is known by its cookie for as long as browsers keep one. */
const YEAR = 365 * 86_400

/** Who stands at the door. `slug`: of the workspace whose door it is. */
export function visitorOf(c: Context<OpenApp>, slug?: string): Visitor {
  const { person, config, ui } = c.var
  return {
    person,
    secret: config.SECRET_KEY,
    oldSecret: config.SECRET_KEY_OLD,
    // Set by the edge, whatever was sent; X-Forwarded-For is the visitor's own words.
    ip: networkOf(c.req.header('CF-Connecting-IP') ?? ''),
    userAgent: c.req.header('User-Agent') ?? '',
    locale: ui.locale,
    browser: readCookie(c, 'browser') || undefined,
    session: readCookie(c, 'session') || undefined,
    known: readCookie(c, 'known') || undefined,
    slug,
  }
}

/** Gives the browser its session. */
export function letIn(c: Context<OpenApp>, { token, maxAge, known }: Opened): void {
  writeCookie(c, 'session', token, maxAge)
  if (known) writeCookie(c, 'known', known, YEAR)
}

export function knowBrowser(c: Context<OpenApp>, browser: string): void {
  writeCookie(c, 'browser', browser, YEAR)
}

/** Hands a committed mail to the queue; what is lost here is swept up by the cron. */
export function queueMail(c: Context<OpenApp>, mailId: string): void {
  const lost = (error: Error) => say('nudge lost', { what: 'mail', message: error.message })
  c.executionCtx.waitUntil(c.env.MAIL.send({ mailId }).catch(lost))
}

/** Closes what sessions that are over still hold open in the rooms of projects. */
export function closeSockets(c: Context<OpenApp>, userId: string, sessionIds: readonly string[]): void {
  if (sessionIds.length === 0) return
  const lost = (error: Error) => say('nudge lost', { what: 'room', message: error.message })
  c.executionCtx.waitUntil(closeSessions(c.env, userId, sessionIds).catch(lost))
}
