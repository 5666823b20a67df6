import { Hono } from 'hono'
import { PaymentList } from '../../../templates/payments/list'
import { PaymentPage } from '../../../templates/payments/payment'
import type { ProjectScope } from '../../db/scope'
import { startCheckout } from '../../domain/payments/checkout'
import { listPayments, showPayment } from '../../domain/payments/payments'
import { NotFound } from '../../lib/errors'
import { type Provider, ProviderFailure } from '../../outside/provider'
import { providersFor, providersNamed, providersOf } from '../../outside/providers'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { bodyOf } from '../../web/form'
import { page } from '../../web/page'
import { leaveFor, seeOther } from '../../web/reply'

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
    const payment = await showPayment(scope, c.req.param('payment'))
    const { title, amount, currency } = payment.request
    return page(
      c,
      { title, at: 'payments' },
      <PaymentPage
        ui={ui}
        slug={scope.workspace.slug}
        workspace={scope.workspace.name}
        project={scope.project}
        isTeam={scope.isTeam}
        payment={payment}
        providers={providersFor(providersOf(config), amount ?? 0, currency).map(p => p.name)}
        returning={c.req.query('return') !== undefined}
        problem={problemOf(c.req.query('problem'))}
      />,
    )
  })
  .post('/:payment/checkouts', async c => {
    const { scope, config } = c.var
    const { provider: name } = await bodyOf(c)
    const candidates = providersNamed(providersOf(config), name, scope.workspace.currency)
    const id = c.req.param('payment')
    try {
      return leaveFor(c, await startWithOneOf(scope, id, candidates, config.ORIGIN))
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error
      const here = urls.payment(scope.workspace.slug, scope.project.id, id)
      return seeOther(c, `${here}?problem=${error.kind === 'down' ? 'down' : 'refused'}`)
    }
  })

/** The next one only where the one before does not take such an amount. @throws as `startCheckout` */
async function startWithOneOf(
  scope: ProjectScope,
  id: string,
  [first, ...others]: Provider[],
  origin: string,
): Promise<string> {
  if (!first) throw new NotFound()
  try {
    return await startCheckout(scope, id, first, origin)
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.code !== 'amount' || others.length === 0) throw error
    return startWithOneOf(scope, id, others, origin)
  }
}

const problemOf = (text: string | undefined) => (text === 'down' || text === 'refused' ? text : undefined)
