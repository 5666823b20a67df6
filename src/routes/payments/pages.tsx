import { Hono } from 'hono'
import { PaymentList } from '../../../templates/payments/list'
import { PaymentPage } from '../../../templates/payments/payment'
import { startCheckout } from '../../domain/payments/checkout'
import { chosenProvider, offersFor, transferTo } from '../../domain/payments/offers'
import { listPayments } from '../../domain/payments/payments'
import { showPayment } from '../../domain/payments/show'
import { ProviderFailure } from '../../outside/provider'
import { givingBack } from '../../outside/providers'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { dropCookie } from '../../web/cookies'
import { bodyOf } from '../../web/form'
import { page } from '../../web/page'
import { leaveFor, seeOther } from '../../web/reply'
import { nextReminderOf } from '../next-reminder'

/** A project's payments as both sides read them, and the way to the pay page. */
export const pages = new Hono<ProjectApp>()
  .get('/', async c => {
    const { scope, ui } = c.var
    const [slug, projectId] = [scope.workspace.slug, scope.project.id]
    const { payments, remaining } = await listPayments(scope)
    return page(
      c,
      { title: ui.t('payments.title'), at: 'payments' },
      <PaymentList
        ui={ui}
        slug={slug}
        projectId={projectId}
        currency={scope.workspace.currency}
        payments={payments}
        remaining={remaining}
        here={urls.payments(slug, projectId)}
        isTeam={scope.isTeam}
        canAsk={scope.can.manage && scope.project.archivedAt === null}
      />,
    )
  })
  .get('/:payment', async c => {
    const { scope, ui, config } = c.var
    const reminder = await nextReminderOf(c, 'payment', c.req.param('payment'))
    const payment = await showPayment(scope, c.req.param('payment'), reminder.asks)
    const { title, amount, currency } = payment.request
    const { ways, stories, beside, ...shown } = payment
    return page(
      c,
      { title, at: 'payments', scripts: ['copy'] },
      <PaymentPage
        ui={ui}
        slug={scope.workspace.slug}
        workspace={scope.workspace.name}
        project={scope.project}
        isTeam={scope.isTeam}
        payment={shown}
        stories={stories}
        reminder={reminder.line(beside)}
        givingBack={givingBack()}
        offers={offersFor(config, ways, { amount: amount ?? 0, currency })}
        bank={transferTo(ways.settings, currency)}
        returning={c.req.query('return') !== undefined}
        problem={problemOf(c.req.query('problem'))}
      />,
    )
  })
  .post('/:payment/checkouts', async c => {
    const { scope, config } = c.var
    const id = c.req.param('payment')
    const { provider: name } = await bodyOf(c)
    try {
      const provider = await chosenProvider(scope, config, id, name)
      const address = await startCheckout(scope, id, provider, config.ORIGIN)
      // Whoever paid by a link in this browser before comes back to the portal now.
      dropCookie(c, 'pay')
      return leaveFor(c, address)
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error
      const here = urls.payment(scope.workspace.slug, scope.project.id, id)
      return seeOther(c, `${here}?problem=${error.kind === 'down' ? 'down' : 'refused'}`)
    }
  })

export const problemOf = (text: string | undefined) =>
  text === 'down' || text === 'refused' ? text : undefined
