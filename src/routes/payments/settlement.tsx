import { Hono } from 'hono'
import type { Refusal } from '../../../templates/shared/refused'
import { giveBack } from '../../domain/payments/give-back'
import { refundInput, repaymentInput, transferInput } from '../../domain/payments/input'
import { isRefundable } from '../../domain/payments/policy'
import { showPayment } from '../../domain/payments/show'
import { recordRepayment, recordTransfer } from '../../domain/payments/transfer'
import { dayIn } from '../../lib/days'
import { NotFound } from '../../lib/errors'
import { ProviderFailure } from '../../outside/provider'
import type { ProjectApp } from '../../web/context'
import { attempt, filesOf, form } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'
import { closePages, type In, pathOf, placeOf } from './common'

const templates = () => import('../../../templates/payments/settlement')

/** Keeping the books: transfers, and money that goes back. Owners and administrators. */
export const settlement = new Hono<ProjectApp>()
  .get('/:payment/transfer', managers, c => transferPage(c))
  .post('/:payment/transfer', managers, async c => {
    const id = c.req.param('payment')
    const parsed = await form(c, transferInput)
    if (!parsed.ok) return transferPage(c, parsed)
    const [file] = await filesOf(c, 'files')
    const proof = file && { file, bucket: c.env.FILES }
    const made = await attempt(parsed.values, () => recordTransfer(c.var.scope, id, parsed.data, proof))
    if (!made.ok) return transferPage(c, made)
    closePages(c, id)
    return seeOther(c, pathOf(c, id), 'payments.notice.transferred')
  })
  .get('/:payment/repayment', managers, c => repaymentPage(c))
  .post('/:payment/repayment', managers, async c => {
    const id = c.req.param('payment')
    const parsed = await form(c, repaymentInput)
    if (!parsed.ok) return repaymentPage(c, parsed)
    const made = await attempt(parsed.values, () => recordRepayment(c.var.scope, id, parsed.data))
    if (!made.ok) return repaymentPage(c, made)
    return seeOther(c, pathOf(c, id), 'payments.notice.repaid')
  })
  .get('/:payment/attempts/:attempt/refund', managers, c => refundPage(c))
  .post('/:payment/attempts/:attempt/refund', managers, async c => {
    const { payment: id, attempt: attemptId } = c.req.param()
    const parsed = await form(c, refundInput)
    if (!parsed.ok) return refundPage(c, parsed)
    const { data, values } = parsed
    try {
      const named = { request: id, attempt: attemptId }
      const made = await attempt(values, () => giveBack(c.var.scope, c.var.config, named, data))
      if (!made.ok) return refundPage(c, made)
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error
      return refundPage(c, { values, errors: {} }, error.kind === 'down' ? 'down' : 'refused')
    }
    return seeOther(c, pathOf(c, id), 'payments.notice.refunded')
  })

async function transferPage(c: In, refused?: Refusal): Promise<Response> {
  const { scope, ui } = c.var
  const { request, moves } = await showPayment(scope, c.req.param('payment') ?? '')
  if (!moves.transfer) throw new NotFound()
  const { TransferForm } = await templates()
  return page(
    c,
    { title: ui.t('payments.transfer.title'), at: 'payments', status: refused ? 422 : 200 },
    <TransferForm
      {...placeOf(c)}
      request={request}
      today={dayIn(scope.workspace.timezone, scope.now)}
      takesProof={scope.project.archivedAt === null}
      refused={refused}
    />,
  )
}

async function repaymentPage(c: In, refused?: Refusal): Promise<Response> {
  const { scope, ui } = c.var
  const { request, moves } = await showPayment(scope, c.req.param('payment') ?? '')
  if (!moves.repay) throw new NotFound()
  const { RepaymentForm } = await templates()
  return page(
    c,
    { title: ui.t('payments.repay.title'), at: 'payments', status: refused ? 422 : 200 },
    <RepaymentForm {...placeOf(c)} request={request} refused={refused} />,
  )
}

async function refundPage(c: In, refused?: Refusal, problem?: 'down' | 'refused'): Promise<Response> {
  const { scope, ui } = c.var
  const { payment, attempt: attemptId } = c.req.param()
  const { request, attempts } = await showPayment(scope, payment ?? '')
  const found = attempts.find(a => a.id === attemptId && isRefundable(a))
  if (!found) throw new NotFound()
  const { RefundForm } = await templates()
  return page(
    c,
    { title: ui.t('payments.refund.title'), at: 'payments', status: refused ? 422 : 200 },
    <RefundForm {...placeOf(c)} request={request} attempt={found} refused={refused} problem={problem} />,
  )
}
