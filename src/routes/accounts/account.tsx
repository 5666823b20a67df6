import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { Session } from '../../db/enter'
import { accountOf, removePassword, rename, setPassword, speak } from '../../domain/accounts/account'
import { askCode } from '../../domain/accounts/codes'
import { askEmailChange, changeEmail, emailChangeOf } from '../../domain/accounts/email-change'
import {
  endOtherSessions,
  endSession,
  isFresh,
  otherSessionIds,
  ownEyes,
  signOut,
} from '../../domain/accounts/sessions'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { email, line } from '../../lib/fields'
import { safeNext, urls } from '../../urls'
import type { OpenApp } from '../../web/context'
import { dropCookie } from '../../web/cookies'
import { attempt, form, type Refused } from '../../web/form'
import { takeNotice } from '../../web/notice'
import { goWhole, seeOther } from '../../web/reply'
import { enter, signedIn } from '../../web/session'
import { passwordInput } from './resets'
import { closeSockets, knowBrowser, queueMail, visitorOf } from './visitor'

type In = Context<OpenApp>

const nameInput = z.object({ name: line(80) })
const emailInput = z.object({ email })
const localeInput = z.object({ locale: z.enum(['fr', 'en'], 'errors.choice') })
const leavingInput = z.object({ next: z.string().optional() })

function sessionOf(c: In): Session {
  if (!c.var.entered) throw new NotFound()
  return c.var.entered.session
}

/** The workspaces in which this person is told of things, each once. */
const spacesOf = (c: In) =>
  [...new Map(c.var.entered?.entrances.map(e => [e.slug, e.workspace]))].map(([slug, name]) => ({
    slug,
    name,
  }))

/** @param status 403 where the sign-in is not fresh enough for what was asked: the page says how to make it so */
async function accountPage(c: In, refused?: Refused, status: 200 | 403 | 422 = refused ? 422 : 200) {
  const { ui, person, now } = c.var
  const session = sessionOf(c)
  const { hasPassword, unreachable, sessions } = await accountOf(person)
  const notice = status === 200 ? takeNotice(c) : undefined
  const { AccountPage } = await import('../../../templates/accounts/account')
  return c.html(
    <AccountPage
      ui={ui}
      name={session.user.name}
      email={session.user.email}
      hasPassword={hasPassword}
      unreachable={unreachable}
      fresh={isFresh(session.createdAt, now)}
      spaces={spacesOf(c)}
      devices={sessions.map(s => ({ ...s, here: s.id === session.id }))}
      notice={notice && ui.t(notice.key)}
      {...refused}
    />,
    status,
  )
}

async function overPage(c: In) {
  const { OverPage } = await import('../../../templates/accounts/reset')
  return c.html(<OverPage ui={c.var.ui} what="email" />, 404)
}

/** What needs a fresh sign-in: without one the account page comes back and says so. */
async function withKeys(c: In, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Forbidden) return accountPage(c, undefined, 403)
    throw error
  }
}

/** Does what ends other sessions, and closes what those still hold open. */
async function endingOthers<T>(c: In, run: () => Promise<T>): Promise<T> {
  const ids = await otherSessionIds(c.var.person)
  const result = await run()
  closeSockets(c, sessionOf(c).user.id, ids)
  return result
}

/** Where a boosted page was when its language was changed; only ever a path of ours. */
function hereBefore(c: In): string | undefined {
  const { ORIGIN } = c.var.config
  const url = c.req.header('HX-Current-URL')
  return url?.startsWith(`${ORIGIN}/`) ? safeNext(url.slice(ORIGIN.length)) : undefined
}

export const account = new Hono<OpenApp>()
  .post('/sign-out', async c => {
    const parsed = await form(c, leavingInput)
    const entered = await enter(c)
    await signOut(c.var.person)
    dropCookie(c, 'session')
    if (entered) closeSockets(c, entered.session.user.id, [entered.session.id])
    return goWhole(c, (parsed.ok && safeNext(parsed.data.next)) || urls.signIn())
  })
  .use('/account/*', signedIn)
  .get('/account', c => accountPage(c))
  .post('/account/name', async c => {
    const parsed = await form(c, nameInput)
    if (!parsed.ok) return accountPage(c, parsed)
    await rename(c.var.person, parsed.data.name)
    return seeOther(c, urls.account(), 'accounts.notice.saved')
  })
  .post('/account/language', async c => {
    const parsed = await form(c, localeInput)
    if (!parsed.ok) return accountPage(c, parsed)
    await speak(c.var.person, parsed.data.locale)
    return goWhole(c, hereBefore(c) ?? urls.account())
  })
  .post('/account/own-eyes', async c => {
    const parsed = await form(c, leavingInput)
    await ownEyes(c.var.person)
    return goWhole(c, (parsed.ok && safeNext(parsed.data.next)) || urls.workspaces())
  })
  .post('/account/password', c =>
    withKeys(c, async () => {
      const parsed = await form(c, passwordInput)
      if (!parsed.ok) return accountPage(c, { values: {}, errors: parsed.errors })
      const done = await attempt({}, () =>
        endingOthers(c, () => setPassword(c.var.person, sessionOf(c), parsed.data.password)),
      )
      if (!done.ok) return accountPage(c, done)
      return seeOther(c, urls.account(), 'accounts.notice.password_set')
    }),
  )
  .post('/account/password/removal', c =>
    withKeys(c, async () => {
      await endingOthers(c, () => removePassword(c.var.person, sessionOf(c)))
      return seeOther(c, urls.account(), 'accounts.notice.password_removed')
    }),
  )
  .post('/account/email', c =>
    withKeys(c, async () => {
      const parsed = await form(c, emailInput)
      if (!parsed.ok) return accountPage(c, parsed)
      const done = await attempt(parsed.values, () =>
        askEmailChange(visitorOf(c), sessionOf(c), parsed.data.email),
      )
      if (!done.ok) return accountPage(c, done)
      queueMail(c, done.result.mailId)
      return seeOther(c, urls.account(), 'accounts.notice.email_sent')
    }),
  )
  .get('/account/email/:token', async c => {
    const token = c.req.param('token')
    const address = await emailChangeOf(visitorOf(c), token)
    if (!address) return overPage(c)
    const { EmailChangePage } = await import('../../../templates/accounts/account')
    return c.html(<EmailChangePage ui={c.var.ui} token={token} email={address} />)
  })
  .post('/account/email/:token', async c => {
    const session = sessionOf(c)
    const done = await changeEmail(visitorOf(c), session, c.req.param('token'))
    if (!done) return overPage(c)
    queueMail(c, done.mailId)
    closeSockets(c, session.user.id, done.ended)
    return seeOther(c, urls.account(), 'accounts.notice.email_changed')
  })
  .post('/account/confirmation', async c => {
    const parsed = await form(c, leavingInput)
    const next = (parsed.ok && safeNext(parsed.data.next)) || urls.account()
    const asked = await askCode(visitorOf(c), sessionOf(c).user.email, next)
    knowBrowser(c, asked.browser)
    queueMail(c, asked.mailId)
    return seeOther(c, urls.code(asked.ask, undefined, next))
  })
  .post('/account/sessions/end', async c => {
    await endingOthers(c, () => endOtherSessions(c.var.person))
    return seeOther(c, urls.account(), 'accounts.notice.sessions_ended')
  })
  .post('/account/sessions/:session/end', async c => {
    const id = c.req.param('session')
    try {
      await endSession(c.var.person, id)
    } catch (error) {
      // Somebody else's, gone already, or made up: the same.
      throw error instanceof Conflict ? new NotFound() : error
    }
    closeSockets(c, sessionOf(c).user.id, [id])
    return seeOther(c, urls.account(), 'accounts.notice.session_ended')
  })
