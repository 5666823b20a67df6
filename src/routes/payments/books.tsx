import { type Context, Hono } from 'hono'
import { CancelPayment } from '../../../templates/payments/books'
import { RequestForm } from '../../../templates/payments/forms'
import { RefundForm, TransferForm } from '../../../templates/payments/settlement'
import { Card, PageHeader } from '../../../templates/shared'
import type { Refusal } from '../../../templates/shared/refused'
import { refundInput, requestInput, transferInput } from '../../domain/payments/input'
import { paymentToEdit, phasesToName, showPayment } from '../../domain/payments/payments'
import { closeVoided } from '../../domain/payments/recheck'
import { refundAttempt } from '../../domain/payments/refund'
import { cancelRequest, changeRequest, createRequest } from '../../domain/payments/requests'
import { recordTransfer } from '../../domain/payments/transfer'
import { NotFound } from '../../lib/errors'
import { say } from '../../lib/log'
import { ProviderFailure } from '../../outside/provider'
import { providersOf } from '../../outside/providers'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { attempt, form } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'

type C = Context<ProjectApp>

/** Asking for money and keeping its books: owners and administrators. */
export const books = new Hono<ProjectApp>()
  .get('/new', managers, c => requestPage(c))
  .post('/', managers, async c => {
    const { scope } = c.var
    const parsed = await form(c, requestInput)
    if (!parsed.ok) return requestPage(c, undefined, parsed)
    const made = await attempt(parsed.values, () => createRequest(scope, parsed.data))
    if (!made.ok) return requestPage(c, undefined, made)
    return seeOther(
      c,
      urls.payment(scope.workspace.slug, scope.project.id, made.result),
      'payments.notice.requested',
    )
  })
  .get('/:payment/edit', managers, c => requestPage(c, c.req.param('payment')))
  .post('/:payment', managers, async c => {
    const id = c.req.param('payment')
    const parsed = await form(c, requestInput)
    if (!parsed.ok) return requestPage(c, id, parsed)
    const made = await attempt(parsed.values, () => changeRequest(c.var.scope, id, parsed.data))
    if (!made.ok) return requestPage(c, id, made)
    closePages(c, id)
    return seeOther(c, pathOf(c, id), 'payments.notice.changed')
  })
  .get('/:payment/cancellation', managers, async c => {
    const { scope, ui } = c.var
    const payment = await showPayment(scope, c.req.param('payment'))
    const title = ui.t('payments.move.cancel_title')
    return page(
      c,
      { title, at: 'payments' },
      <>
        <PageHeader title={title} lead={payment.request.title} />
        <Card class="narrow">
          <CancelPayment ui={ui} slug={scope.workspace.slug} projectId={scope.project.id} payment={payment} />
        </Card>
      </>,
    )
  })
  .post('/:payment/cancellation', managers, async c => {
    const id = c.req.param('payment')
    await cancelRequest(c.var.scope, id)
    closePages(c, id)
    return seeOther(c, pathOf(c, id), 'payments.notice.cancelled')
  })
  .get('/:payment/transfer', managers, c => transferPage(c))
  .post('/:payment/transfer', managers, async c => {
    const id = c.req.param('payment')
    const parsed = await form(c, transferInput)
    if (!parsed.ok) return transferPage(c, parsed)
    await recordTransfer(c.var.scope, id, parsed.data)
    closePages(c, id)
    return seeOther(c, pathOf(c, id), 'payments.notice.transferred')
  })
  .get('/:payment/attempts/:attempt/refund', managers, c => refundPage(c))
  .post('/:payment/attempts/:attempt/refund', managers, async c => {
    const { payment: id, attempt: attemptId } = c.req.param()
    const parsed = await form(c, refundInput)
    if (!parsed.ok) return refundPage(c, parsed)
    const { stripe } = providersOf(c.var.config)
    if (!stripe) throw new NotFound()
    try {
      const { data, values } = parsed
      const made = await attempt(values, () =>
        refundAttempt(c.var.scope, { request: id, attempt: attemptId }, data, stripe),
      )
      if (!made.ok) return refundPage(c, made)
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error
      return refundPage(c, { values: parsed.values, errors: {} }, error.kind === 'down' ? 'down' : 'refused')
    }
    return seeOther(c, pathOf(c, id), 'payments.notice.refunded')
  })

const pathOf = (c: C, id: string) => urls.payment(c.var.scope.workspace.slug, c.var.scope.project.id, id)

/** The pages just voided are closed at their provider at once; the cron does it where this fails. */
function closePages(c: C, id: string): void {
  const closing = closeVoided(c.var.scope, id, providersOf(c.var.config))
  c.executionCtx.waitUntil(
    closing.catch(error => say('pages not closed', { request: id, why: (error as Error).name })),
  )
}

const at = (c: C) => ({
  ui: c.var.ui,
  slug: c.var.scope.workspace.slug,
  projectId: c.var.scope.project.id,
})

async function requestPage(c: C, id?: string, refused?: Refusal): Promise<Response> {
  const { scope, ui } = c.var
  const edited = id ? await paymentToEdit(scope, id) : undefined
  if (edited && !edited.moves.change && !refused) throw new NotFound()
  return page(
    c,
    {
      title: ui.t(edited ? 'payments.form.edit_title' : 'payments.form.new_title'),
      at: 'payments',
      status: refused ? 422 : 200,
    },
    <RequestForm
      {...at(c)}
      currency={edited?.request.currency ?? scope.workspace.currency}
      hasTaxes={scope.workspace.taxes.length > 0}
      phases={edited?.phases ?? (await phasesToName(scope))}
      request={edited?.request}
      refused={refused}
    />,
  )
}

async function transferPage(c: C, refused?: Refusal): Promise<Response> {
  const { scope, ui } = c.var
  const { request, moves } = await showPayment(scope, c.req.param('payment') ?? '')
  if (!moves.transfer) throw new NotFound()
  return page(
    c,
    { title: ui.t('payments.transfer.title'), at: 'payments', status: refused ? 422 : 200 },
    <TransferForm {...at(c)} request={request} refused={refused} />,
  )
}

async function refundPage(c: C, refused?: Refusal, problem?: 'down' | 'refused'): Promise<Response> {
  const { scope, ui } = c.var
  const { payment, attempt: attemptId } = c.req.param()
  const { request, attempts } = await showPayment(scope, payment ?? '')
  const found = attempts.find(a => a.id === attemptId && a.state === 'succeeded' && a.provider === 'stripe')
  if (!found) throw new NotFound()
  return page(
    c,
    { title: ui.t('payments.refund.title'), at: 'payments', status: refused ? 422 : 200 },
    <RefundForm {...at(c)} request={request} attempt={found} refused={refused} problem={problem} />,
  )
}
