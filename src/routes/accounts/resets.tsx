import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { askReset, resetOf, resetPassword } from '../../domain/accounts/resets'
import { Conflict } from '../../lib/errors'
import { email } from '../../lib/fields'
import { urls } from '../../urls'
import type { OpenApp } from '../../web/context'
import { attempt, form } from '../../web/form'
import { seeOther } from '../../web/reply'
import { closeSockets, letIn, queueMail, visitorOf } from './visitor'

const forgotInput = z.object({ email })
/** As typed: spaces at either end are part of it. */
export const passwordInput = z.object({ password: z.string().min(1).max(2000) })

const templates = () => import('../../../templates/accounts/reset')

async function over(c: Context<OpenApp>) {
  const { OverPage } = await templates()
  return c.html(<OverPage ui={c.var.ui} what="reset" />, 404)
}

/** A new password by e-mail: GET shows, POST uses the link up. */
export const resets = new Hono<OpenApp>()
  .get('/forgot', async c => {
    const { ui } = c.var
    const { ForgotPage, ForgotSentPage } = await templates()
    return c.html(c.req.query('sent') === undefined ? <ForgotPage ui={ui} /> : <ForgotSentPage ui={ui} />)
  })
  .post('/forgot', async c => {
    const parsed = await form(c, forgotInput)
    const { ForgotPage } = await templates()
    if (!parsed.ok) return c.html(<ForgotPage ui={c.var.ui} {...parsed} />, 422)
    const { mailId } = await askReset(visitorOf(c), parsed.data.email)
    queueMail(c, mailId)
    return seeOther(c, urls.forgotSent())
  })
  .get('/reset/:token', async c => {
    const token = c.req.param('token')
    const found = await resetOf(visitorOf(c), token)
    if (!found) return over(c)
    const { ResetPage } = await templates()
    return c.html(<ResetPage ui={c.var.ui} token={token} email={found.email} />)
  })
  .post('/reset/:token', async c => {
    const token = c.req.param('token')
    const visitor = visitorOf(c)
    const again = async (errors: Awaited<ReturnType<typeof form>> & { ok: false }) => {
      const found = await resetOf(visitor, token)
      if (!found) return over(c)
      const { ResetPage } = await templates()
      return c.html(<ResetPage ui={c.var.ui} token={token} email={found.email} errors={errors.errors} />, 422)
    }
    const parsed = await form(c, passwordInput)
    if (!parsed.ok) return again(parsed)
    try {
      const done = await attempt({}, () => resetPassword(visitor, token, parsed.data.password))
      if (!done.ok) return again(done)
      if (!done.result) return over(c)
      letIn(c, done.result)
      closeSockets(c, done.result.userId, done.result.ended)
      return seeOther(c, urls.workspaces())
    } catch (error) {
      if (error instanceof Conflict) return over(c)
      throw error
    }
  })
