import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { acceptInvitation, type Offer, offerOf } from '../../domain/accounts/acceptance'
import { Conflict } from '../../lib/errors'
import { optionalLine } from '../../lib/fields'
import type { OpenApp } from '../../web/context'
import { attempt, form, type Refused } from '../../web/form'
import { seeOther } from '../../web/reply'
import { enter } from '../../web/session'
import { letIn, visitorOf } from './visitor'

const acceptInput = z.object({ name: optionalLine(80) })

async function over(c: Context<OpenApp>) {
  const { OverPage } = await import('../../../templates/accounts/reset')
  return c.html(<OverPage ui={c.var.ui} what="invitation" />, 404)
}

/** The page of an invitation, for nobody in particular, for its own person, or for somebody else. */
async function offerPage(c: Context<OpenApp>, token: string, offer: Offer, refused?: Refused) {
  const { ui, entered } = c.var
  const { slug, accent, logoKey, email, name, client, project } = offer
  const offered = { face: { slug, accent, logoKey, name: offer.workspace }, email, name, client, project }
  const { InvitationPage, OtherPersonPage } = await import('../../../templates/accounts/invitation')
  if (entered && entered.session.user.id !== offer.userId)
    return c.html(
      <OtherPersonPage ui={ui} token={token} offered={offered} present={entered.session.user.email} />,
    )
  const status = refused ? 422 : 200
  return c.html(<InvitationPage ui={ui} token={token} offered={offered} {...refused} />, status)
}

/** GET shows who invites to what; POST accepts, once. */
export const invitations = new Hono<OpenApp>()
  .get('/invitations/:token', async c => {
    const token = c.req.param('token')
    await enter(c)
    const offer = await offerOf(visitorOf(c), token)
    return offer ? offerPage(c, token, offer) : over(c)
  })
  .post('/invitations/:token', async c => {
    const token = c.req.param('token')
    await enter(c)
    const visitor = visitorOf(c)
    const again = async (refused?: Refused) => {
      const offer = await offerOf(visitor, token)
      return offer ? offerPage(c, token, offer, refused) : over(c)
    }
    const parsed = await form(c, acceptInput)
    if (!parsed.ok) return again(parsed)
    try {
      const done = await attempt(parsed.values, () => acceptInvitation(visitor, token, parsed.data.name))
      if (!done.ok) return again(done)
      if (done.result === 'somebody_else') return again()
      if (!done.result) return over(c)
      letIn(c, done.result)
      return seeOther(c, done.result.path)
    } catch (error) {
      if (error instanceof Conflict) return over(c)
      throw error
    }
  })
