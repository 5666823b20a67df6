import { type Context, Hono } from 'hono'
import { preferred, uiFor } from '../../locales'
import { enterPayLink } from '../db/enter'
import type { ProjectScope } from '../db/scope'
import { take } from '../domain/accounts/limits'
import { limitOf } from '../domain/accounts/visitor'
import { startCheckout } from '../domain/payments/checkout'
import { openPayLink, type PayLink } from '../domain/payments/link'
import { chosenProvider, offersFor, transferTo } from '../domain/payments/offers'
import { readReceipt } from '../domain/payments/receipt'
import { showByLink } from '../domain/payments/show'
import { Conflict, NotFound } from '../lib/errors'
import { isId } from '../lib/id'
import { ProviderFailure } from '../outside/provider'
import { urls } from '../urls'
import type { OpenApp } from '../web/context'
import { readCookie, writeCookie } from '../web/cookies'
import { bodyOf } from '../web/form'
import { leaveFor, seeOther } from '../web/reply'
import { visitorOf } from './accounts/visitor'
import { pdf } from './payments/documents'
import { problemOf } from './payments/pages'

type In = Context<OpenApp>

/** A provider's page stays open for less than a day. */
const DAY = 86_400

/**
 * One payment by a signed link, without signing in. Open to the world: the link is the proof, it opens that payment
 * alone, and each of these asks for nothing but it.
 */
export const pay = new Hono<OpenApp>()
  // Both ways of paying come back here; the cookie says which one it was. It only leads on.
  .get('/back/:slug/:place/:request', async c => {
    const { slug, place, request } = c.req.param()
    if (!/^[a-z0-9-]+$/.test(slug) || !isId(place) || !isId(request)) throw new NotFound()
    const token = readCookie(c, 'pay')
    const link = token ? await openPayLink(secretsOf(c), token, c.var.now) : null
    const byLink = token && link && link !== 'expired' && link.requestId === request
    const to = byLink ? urls.pay(token) : urls.payment(slug, place, request)
    return c.redirect(to + (c.req.query('return') === undefined ? '' : '?return=1'), 303)
  })
  .get('/:token', async c => {
    const entered = await enter(c)
    if (!entered.scope) return entered.refusal
    const { scope, link } = entered
    const { config, ui } = c.var
    const payment = await showByLink(scope, link.requestId)
    const { amount, currency } = payment.request
    const { PayByLink } = await import('../../templates/payments/by-link')
    return c.html(
      <PayByLink
        ui={ui}
        workspace={scope.workspace}
        token={c.req.param('token')}
        payment={payment}
        offers={offersFor(config, payment.ways, { amount: amount ?? 0, currency })}
        bank={transferTo(payment.ways.settings, currency)}
        returning={c.req.query('return') !== undefined}
        problem={problemOf(c.req.query('problem'))}
      />,
    )
  })
  .post('/:token/checkouts', async c => {
    const entered = await enter(c)
    if (!entered.scope) return entered.refusal
    const { scope, link } = entered
    const here = urls.pay(c.req.param('token'))
    await take(c.var.person, [
      await limitOf(visitorOf(c), 'pay', link.requestId),
      await limitOf(visitorOf(c), 'pay_ip'),
    ])
    try {
      const { provider: name } = await bodyOf(c)
      const provider = await chosenProvider(scope, c.var.config, link.requestId, name)
      const address = await startCheckout(scope, link.requestId, provider, c.var.config.ORIGIN)
      writeCookie(c, 'pay', c.req.param('token'), DAY)
      return leaveFor(c, address)
    } catch (error) {
      // Paid, cancelled or changed meanwhile: the page says which.
      if (error instanceof Conflict) return seeOther(c, here)
      if (!(error instanceof ProviderFailure)) throw error
      return seeOther(c, `${here}?problem=${error.kind === 'down' ? 'down' : 'refused'}`)
    }
  })
  .get('/:token/receipt', async c => {
    const entered = await enter(c)
    if (!entered.scope) return entered.refusal
    const { scope, link } = entered
    const receipt = await readReceipt(scope, link.requestId)
    await take(c.var.person, [await limitOf(visitorOf(c), 'pay_ip')])
    const { ui } = c.var
    const { paymentReceiptOf } = await import('../../templates/payments/receipt')
    const definition = paymentReceiptOf({ ui, workspace: scope.workspace, receipt })
    return pdf(c, definition, ui.t('pay.receipt.file', { title: receipt.request.title }))
  })

const secretsOf = ({ var: { config } }: In) => [config.SECRET_KEY, config.SECRET_KEY_OLD] as const

type Entered = { scope: ProjectScope; link: PayLink } | { scope: null; refusal: Response }

/**
 * The scope of a link that is good now, or the page that says that it is not any more. What is no link of ours is not
 * there at all; trying is limited.
 */
async function enter(c: In): Promise<Entered> {
  c.header('X-Robots-Tag', 'noindex, nofollow')
  const link = await openPayLink(secretsOf(c), c.req.param('token') ?? '', c.var.now)
  if (link === null) {
    await take(c.var.person, [await limitOf(visitorOf(c), 'pay_ip')])
    throw new NotFound()
  }
  const { PayLinkOver } = await import('../../templates/payments/by-link')
  if (link === 'expired') return { scope: null, refusal: await c.html(<PayLinkOver ui={c.var.ui} />, 410) }
  const { scope, revoked } = await enterPayLink(c.var.door, link)
  const { workspace } = scope
  const asked = c.req.header('Accept-Language')
  c.set('ui', await uiFor(preferred(asked ?? workspace.locale), workspace, c.var.now))
  if (revoked)
    return { scope: null, refusal: await c.html(<PayLinkOver ui={c.var.ui} workspace={workspace} />, 410) }
  return { scope, link }
}
