import { Hono } from 'hono'
import * as z from 'zod'
import type { HonoEnv, Sandbox } from '../context.ts'
import { faultyService } from '../faults.ts'
import { randomText } from '../ids.ts'
import { answer, cinetpayDate, codeOf } from './codes.ts'
import { CinetpayRefusal, checkPayment, paymentInput } from './input.ts'
import type { CinetpayPayment } from './types.ts'

/** CinetPay's API under `/v2`. Every error carries its code; the HTTP status says little, here as there. */
export function cinetpayApi(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  app.use(faultyService(sandbox, 'cinetpay', status => answer(status === 429 ? '429' : '500')))
  app.use(async (c, next) => {
    // The real service stands behind a shield that turns away callers without a name.
    if (!c.req.header('user-agent')) return c.text('error code: 1010', 403)
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.text('Forbidden', 403)
    await next()
  })

  app.post('/payment', async c => {
    const p = paymentInput(await c.req.json().catch(() => null))
    const owner = ownerOf(sandbox, p.apikey, p.site_id)
    const { payments } = sandbox.store.state.cinetpay
    if (payments[p.transaction_id]) {
      throw new CinetpayRefusal('620', 'transaction_id already used: give a new one for each attempt')
    }
    checkPayment(p)
    const token = randomText(64).toLowerCase()
    const payment: CinetpayPayment = {
      transactionId: p.transaction_id,
      token,
      amount: p.amount,
      currency: p.currency,
      description: p.description,
      notifyUrl: p.notify_url,
      returnUrl: p.return_url,
      channels: p.channels,
      lang: p.lang ?? 'fr',
      metadata: p.metadata ?? null,
      phone: p.customer_phone_number ?? null,
      knowsPayer: Boolean(p.customer_name && p.customer_surname && p.customer_address && p.customer_city),
      status: 'PENDING',
      method: null,
      refusal: null,
      operatorId: null,
      ...(owner && { owner }),
      createdAt: Date.now(),
      changedAt: Date.now(),
    }
    payments[payment.transactionId] = payment
    sandbox.store.touch()
    sandbox.log(`cinetpay payment ${payment.transactionId} ${payment.amount} ${payment.currency}`)
    const data = { payment_token: token, payment_url: `${sandbox.origin}/pay/cinetpay/${token}` }
    return c.json(answer('201', { description: 'Transaction created with success', data }))
  })

  app.post('/payment/check', async c => {
    const p = checkInput.safeParse(await c.req.json().catch(() => null)).data
    if (!p) throw new CinetpayRefusal('608', 'apikey, site_id and transaction_id (or token) are required')
    const owner = ownerOf(sandbox, p.apikey, p.site_id)
    const { payments } = sandbox.store.state.cinetpay
    const payment = p.transaction_id
      ? payments[p.transaction_id]
      : Object.values(payments).find(known => known.token === p.token)
    if (!payment || payment.owner?.secret !== owner?.secret)
      throw new CinetpayRefusal('624', 'transaction not found')
    return c.json(answer(codeOf(payment), { data: checkData(payment) }))
  })

  app.onError((error, c) => {
    if (!(error instanceof CinetpayRefusal)) throw error
    return c.json(answer(error.code, { description: error.message }), error.code === '609' ? 401 : 400)
  })
  return app
}

const checkInput = z.object({
  apikey: z.string(),
  site_id: z.coerce.string(),
  transaction_id: z.string().optional(),
  token: z.string().optional(),
})

/** A key `own-<name>` opens an account of its own, whatever its site; its secret key is `own-<name>-secret`. */
const OWN = /^own-\w+$/

/** Whose account it is; nothing for the sandbox's own. Throws for nobody's. */
function ownerOf(sandbox: Sandbox, apikey: string, siteId: string): CinetpayPayment['owner'] {
  if (OWN.test(apikey)) return { siteId, secret: `${apikey}-secret` }
  if (apikey !== sandbox.settings.cinetpayApiKey) throw new CinetpayRefusal('609', 'apikey not found')
  if (siteId !== sandbox.settings.cinetpaySiteId) throw new CinetpayRefusal('613', 'site_id not valid')
  return undefined
}

function checkData(payment: CinetpayPayment): object {
  const over = payment.status === 'ACCEPTED' || payment.status === 'REFUSED'
  return {
    amount: String(payment.amount),
    currency: payment.currency,
    status: payment.status,
    payment_method: payment.method ?? '',
    description: payment.description,
    metadata: payment.metadata,
    operator_id: payment.operatorId,
    payment_date: over ? cinetpayDate(payment.changedAt) : '',
    fund_availability_date: cinetpayDate(payment.changedAt + 2 * 86_400_000),
  }
}
