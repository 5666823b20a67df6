import * as z from 'zod'
import { equal, hex, sha256 } from '../lib/crypto'
import { decimals } from '../lib/money'
import {
  type Keys,
  PATIENCE,
  type Provider,
  ProviderFailure,
  type ProviderKind,
  type Standing,
  type Truth,
} from './provider'
import { signed } from './signature'

declare module '../lib/providers' {
  interface ProviderNames {
    cinetpay: true
  }
}

const currencies = ['XOF', 'XAF', 'CDF', 'GNF', 'USD']

/** The least it takes, in the currency's own units. */
const LEAST: Record<string, number> = { XOF: 100, XAF: 100, CDF: 100, GNF: 1000, USD: 5 }

const REAL = 'https://api-checkout.cinetpay.com'
const key = z.string().trim().min(8).max(200)

/** CinetPay v2: mobile money. Amounts travel in the currency's own units, in multiples of five. */
export const cinetpayKind: ProviderKind = {
  label: 'CinetPay',
  method: 'mobile',
  givesBack: false,
  invoices: false,
  currencies,
  takes(amount, currency) {
    const units = unitsOf(amount, currency)
    return units !== null && units % 5 === 0 && units >= (LEAST[currency] ?? Number.POSITIVE_INFINITY)
  },
  keys: z.object({
    apiKey: key,
    siteId: z
      .string()
      .trim()
      .regex(/^\d{3,20}$/),
    secretKey: key,
    // Its keys do not say which they are.
    mode: z.enum(['test', 'live']),
  }),
  known: 'siteId',
  listens: [],
  ofDeployment(config) {
    const { CINETPAY_API_KEY: apiKey, CINETPAY_SITE_ID: siteId, CINETPAY_SECRET_KEY: secretKey } = config
    const mode = config.CINETPAY_API_BASE === REAL ? 'live' : 'test'
    return apiKey && siteId && secretKey ? { apiKey, siteId, secretKey, mode } : null
  },
  modeOf: ({ mode }) => (mode === 'live' ? 'live' : 'test'),
  open: cinetpay,
}

type Answer = { code?: string; data?: Record<string, unknown> }

function cinetpay(keys: Keys, { config, accountId }: Standing): Provider {
  const post = async (path: string, fields: Record<string, unknown>): Promise<Answer> => {
    const response = await fetch(config.CINETPAY_API_BASE + path, {
      method: 'POST',
      // Without a name the service's own shield turns the call away.
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Parvis/1.0' },
      body: JSON.stringify({ apikey: keys.apiKey, site_id: keys.siteId, ...fields }),
      signal: AbortSignal.timeout(PATIENCE),
    }).catch(() => {
      throw new ProviderFailure('down', 'no_answer')
    })
    const answer = await response.json<Answer>().catch(() => ({}) as Answer)
    if (!answer.code) throw new ProviderFailure('down', String(response.status))
    if (response.status >= 500 || answer.code === '429' || answer.code === '500')
      throw new ProviderFailure('down', answer.code)
    return answer
  }
  const truth = async (ref: string) => truthOf(ref, await post('/v2/payment/check', { transaction_id: ref }))
  return {
    name: 'cinetpay',
    accountId,
    mode: cinetpayKind.modeOf(keys, config),
    refunds: false,
    takes: cinetpayKind.takes,
    refOf: attemptId => attemptId,
    async open(order) {
      const { code, data } = await post('/v2/payment', {
        transaction_id: order.attemptId,
        amount: unitsOf(order.amount, order.currency),
        currency: order.currency,
        description: order.title.replace(/[#/$_&]/g, ' '),
        notify_url: order.notify,
        return_url: order.counterReturn,
        channels: 'ALL',
        lang: order.language,
      })
      const url = data?.payment_url
      if (code === '201' && typeof url === 'string') return { ref: order.attemptId, url }
      // Accepted once already: its address was in an answer that never came.
      if (code === '620') throw new ProviderFailure('taken', code)
      throw new ProviderFailure('refused', code ?? 'no_code')
    },
    truth,
    // It offers no way to close a counter, to give money back, or to look money up by another id.
    expire: truth,
    refund: async () => {
      throw new ProviderFailure('refused', 'no_refunds')
    },
    received: async () => null,
    async verify(raw, headers) {
      const form = new URLSearchParams(raw)
      const id = form.get('cpm_trans_id')
      const said = tokenFields.map(field => form.get(field) ?? '').join('')
      const expected = hex(await signed(new TextEncoder().encode(keys.secretKey), said))
      if (!id || id.length > MOST || !(await equal(expected, headers.get('x-token') ?? ''))) return null
      if (form.get('cpm_site_id') !== keys.siteId) return null
      return { id: await sha256(raw), type: 'notification', payload: JSON.stringify(keptOf(form, id)) }
    },
    /** A notification is a hint, whatever it says: only the check marks paid. */
    async hear(payload) {
      const { transaction } = JSON.parse(payload) as { transaction: string }
      return { about: 'checkout', truth: await truth(transaction), source: 'check' }
    },
    async test() {
      const { code = '' } = await post('/v2/payment/check', { transaction_id: crypto.randomUUID() })
      // That it does not know the transaction is the right answer.
      if (aboutKeys.has(code)) throw new ProviderFailure('refused', code)
      return { identity: String(keys.siteId) }
    },
  }
}

/** No such transaction, or none yet. */
const UNKNOWN = '624'
/** What it says where it does not know who asks: a field is missing, the API key, the site. */
const aboutKeys = new Set(['608', '609', '613'])

/** No transaction of ours and no word of theirs is longer; whoever owns an account can sign some that are. */
const MOST = 60

/** A notification without the payer's telephone number and our own words. */
function keptOf(form: URLSearchParams, transaction: string) {
  const word = (field: string) => form.get(field)?.slice(0, MOST) ?? null
  return {
    transaction,
    date: word('cpm_trans_date'),
    amount: word('cpm_amount'),
    currency: word('cpm_currency'),
    method: word('payment_method'),
    message: word('cpm_error_message'),
  }
}

/** Minor units → the currency's own units; null where it is not one of theirs or has a fraction. */
function unitsOf(amount: number, currency: string): number | null {
  if (!currencies.includes(currency)) return null
  const units = amount / 10 ** decimals(currency)
  return Number.isInteger(units) ? units : null
}

const pending = new Set(['623', '662', '663', '664'])

/** What the check says. Waiting is not failure, and neither is a transaction it does not know (yet). */
function truthOf(ref: string, { code = '', data = {} }: Answer): Truth {
  const currency = typeof data.currency === 'string' ? data.currency : null
  const units = Number(data.amount)
  const truth = {
    ref,
    attemptId: ref,
    amount: currency && Number.isInteger(units) ? units * 10 ** decimals(currency) : null,
    currency,
    paymentRef: typeof data.operator_id === 'string' && data.operator_id ? data.operator_id : null,
  }
  if (code === '00' && data.status === 'ACCEPTED') return { ...truth, state: 'paid' }
  if (data.status === 'REFUSED') return { ...truth, state: 'failed', problem: `cinetpay_${code}` }
  if (pending.has(code) || code === UNKNOWN) return { ...truth, state: 'open' }
  if (data.status === 'PENDING' || data.status === 'WAITING_FOR_CUSTOMER') return { ...truth, state: 'open' }
  throw new ProviderFailure('down', code || 'no_code')
}

/** The fields of a notification, in the order in which its token is made of them. */
export const tokenFields = [
  'cpm_site_id',
  'cpm_trans_id',
  'cpm_trans_date',
  'cpm_amount',
  'cpm_currency',
  'signature',
  'payment_method',
  'cel_phone_num',
  'cpm_phone_prefixe',
  'cpm_language',
  'cpm_version',
  'cpm_payment_config',
  'cpm_page_action',
  'cpm_custom',
  'cpm_designation',
  'cpm_error_message',
] as const
