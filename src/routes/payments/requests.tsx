import { Hono } from 'hono'
import { Card, PageHeader } from '../../../templates/shared'
import type { Refusal } from '../../../templates/shared/refused'
import { type RequestInput, reminderInput, requestInput, stepInput } from '../../domain/payments/input'
import { stepIn } from '../../domain/payments/plan'
import { remind } from '../../domain/payments/remind'
import { askedFor, cancelRequest, changeRequest, createRequest } from '../../domain/payments/requests'
import { formChoices, paymentToEdit, showPayment } from '../../domain/payments/show'
import { NotFound } from '../../lib/errors'
import type { ProjectApp } from '../../web/context'
import { attempt, form, type Values } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'
import { closePages, type In, pathOf, placeOf } from './common'

/** Asking for money: owners and administrators. */
export const requests = new Hono<ProjectApp>()
  .get('/new', managers, c => requestPage(c))
  .post('/', managers, async c => {
    const parsed = await form(c, requestInput)
    if (!parsed.ok) return requestPage(c, undefined, { refused: parsed })
    if (isLook(parsed.values)) return look(c, parsed)
    const made = await attempt(parsed.values, () => createRequest(c.var.scope, parsed.data))
    if (!made.ok) return requestPage(c, undefined, { refused: made })
    const { heard } = await formChoices(c.var.scope)
    return seeOther(c, pathOf(c, made.result), `payments.notice.${heard ? 'requested' : 'unheard'}`)
  })
  .get('/:payment/edit', managers, c => requestPage(c, c.req.param('payment')))
  .post('/:payment', managers, async c => {
    const id = c.req.param('payment')
    const parsed = await form(c, requestInput)
    if (!parsed.ok) return requestPage(c, id, { refused: parsed })
    if (isLook(parsed.values)) return look(c, parsed, id)
    const made = await attempt(parsed.values, () => changeRequest(c.var.scope, id, parsed.data))
    if (!made.ok) return requestPage(c, id, { refused: made })
    closePages(c, id)
    return seeOther(c, pathOf(c, id), 'payments.notice.changed')
  })
  .get('/:payment/cancellation', managers, async c => {
    const payment = await showPayment(c.var.scope, c.req.param('payment'))
    const title = c.var.ui.t('payments.move.cancel_title')
    const { CancelPayment } = await import('../../../templates/payments/books')
    return page(
      c,
      { title, at: 'payments' },
      <>
        <PageHeader title={title} lead={payment.request.title} />
        <Card class="narrow">
          <CancelPayment {...placeOf(c)} payment={payment} />
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
  .get('/:payment/reminder', managers, c => reminderPage(c))
  .post('/:payment/reminder', managers, async c => {
    const id = c.req.param('payment')
    const parsed = await form(c, reminderInput)
    if (!parsed.ok) return reminderPage(c, parsed)
    const again = parsed.data.again !== undefined
    const made = await attempt(parsed.values, () => remind(c.var.scope, id, again))
    if (!made.ok) return reminderPage(c, made)
    return seeOther(c, pathOf(c, id), 'payments.notice.reminded')
  })

const isLook = (values: Values): boolean => stepInput.parse(values).step === 'preview'

type Shown = { refused?: Refusal; values?: Values; preview?: ReturnType<typeof askedFor> }

/** The same form again, under what the client would read. */
async function look(c: In, parsed: { data: RequestInput; values: Values }, id?: string) {
  const { values, data } = parsed
  const made = await attempt(values, async () => askedFor(c.var.scope, data))
  return requestPage(c, id, made.ok ? { values, preview: made.result } : { refused: made })
}

async function requestPage(c: In, id?: string, shown: Shown = {}): Promise<Response> {
  const { scope, ui, config } = c.var
  const { refused, preview, values } = shown
  const edited = id ? await paymentToEdit(scope, id) : undefined
  if (edited && !edited.moves.change && !refused) throw new NotFound()
  const choices = edited ?? (await formChoices(scope))
  const currency = edited?.request.currency ?? scope.workspace.currency
  if (preview) c.header('HX-Push-Url', 'false')
  const { RequestForm } = await import('../../../templates/payments/forms')
  return page(
    c,
    {
      title: ui.t(edited ? 'payments.form.edit_title' : 'payments.form.new_title'),
      at: 'payments',
      status: refused ? 422 : 200,
    },
    <RequestForm
      {...placeOf(c)}
      currency={currency}
      hasTaxes={scope.workspace.taxes.length > 0}
      inFives={'ways' in choices && stepIn(config, choices.ways, currency) > 1}
      phases={choices.phases}
      request={edited?.request}
      preview={preview && { ...preview, currency, state: 'pending', agreedAt: null }}
      refused={refused ?? (values && { values, errors: {} })}
    />,
  )
}

async function reminderPage(c: In, refused?: Refusal): Promise<Response> {
  const { scope, ui } = c.var
  const { request, moves, reminded, overdue } = await showPayment(scope, c.req.param('payment') ?? '')
  if (!moves.remind) throw new NotFound()
  const { ReminderForm } = await import('../../../templates/payments/settlement')
  return page(
    c,
    { title: ui.t('payments.remind.title'), at: 'payments', status: refused ? 422 : 200 },
    <ReminderForm
      {...placeOf(c)}
      request={request}
      reminded={reminded}
      overdue={overdue}
      refused={refused}
    />,
  )
}
