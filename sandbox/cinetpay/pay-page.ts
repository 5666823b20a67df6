import { Hono } from 'hono'
import { html } from 'hono/html'
import type { HonoEnv, Sandbox } from '../context.ts'
import { type Html, languageOf, page } from '../pages/layout.ts'
import { decide, type Outcome } from './outcome.ts'
import type { CinetpayPayment } from './types.ts'

const words = {
  fr: {
    title: 'Paiement',
    test: 'Guichet CinetPay, version d’essai',
    choose: 'Moyen de paiement',
    card: 'Carte bancaire',
    accept: 'Payer',
    wait: 'Attendre la confirmation sur le téléphone',
    poor: 'Solde insuffisant',
    refuse: 'Annuler le paiement',
    unknown: 'Ce paiement n’existe pas.',
    ACCEPTED: 'Paiement accepté.',
    REFUSED: 'Paiement refusé.',
    PENDING: 'Paiement en attente.',
    WAITING_FOR_CUSTOMER: 'En attente de votre confirmation sur le téléphone.',
    back: 'Retourner sur le site du marchand',
  },
  en: {
    title: 'Payment',
    test: 'CinetPay counter, for trying out',
    choose: 'Means of payment',
    card: 'Bank card',
    accept: 'Pay',
    wait: 'Wait for confirmation on the telephone',
    poor: 'Insufficient balance',
    refuse: 'Cancel the payment',
    unknown: 'This payment does not exist.',
    ACCEPTED: 'Payment accepted.',
    REFUSED: 'Payment refused.',
    PENDING: 'Payment pending.',
    WAITING_FOR_CUSTOMER: 'Waiting for your confirmation on the telephone.',
    back: 'Return to the merchant’s site',
  },
}

const mobile = { OM: 'Orange Money', MOMO: 'MTN MoMo', WAVECI: 'Wave' }

/** CinetPay's counter, `/pay/cinetpay/:token`. */
export function cinetpayPayPage(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  const find = (token: string) =>
    Object.values(sandbox.store.state.cinetpay.payments).find(payment => payment.token === token)

  app.get('/:token', c => {
    const payment = find(c.req.param('token'))
    if (!payment)
      return c.html(page(words.fr.title, html`<h1>${words.fr.unknown}</h1>`, { narrow: true }), 404)
    return c.html(counter(payment, sandbox.store.state.cinetpay.returnBy, c.req.query('leave') !== undefined))
  })

  app.post('/:token/:act{accept|refuse|poor|wait}', async c => {
    const payment = find(c.req.param('token'))
    if (!payment) return c.notFound()
    const { method } = await c.req.parseBody()
    const chosen = typeof method === 'string' && methodsOf(payment)[method] ? method : undefined
    await decide(sandbox, payment, c.req.param('act') as Outcome, chosen)
    const byPost = sandbox.store.state.cinetpay.returnBy === 'post'
    return c.redirect(byPost ? `/pay/cinetpay/${payment.token}?leave` : returnLink(payment), 303)
  })
  return app
}

function methodsOf(payment: CinetpayPayment): Record<string, string> {
  const card = { CARD: words[languageOf(payment.lang.toLowerCase())].card }
  if (payment.channels === 'CREDIT_CARD') return card
  if (payment.channels !== 'ALL' || !payment.knowsPayer) return mobile
  return { ...mobile, ...card }
}

function returnLink(payment: CinetpayPayment): string {
  const url = new URL(payment.returnUrl)
  url.searchParams.set('token', payment.token)
  url.searchParams.set('transaction_id', payment.transactionId)
  return url.href
}

function counter(payment: CinetpayPayment, returnBy: 'post' | 'get', leaving: boolean): Html {
  const language = languageOf(payment.lang.toLowerCase())
  const say = words[language]
  const amount = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: payment.currency,
    maximumFractionDigits: 0,
  }).format(payment.amount)
  const over = payment.status === 'ACCEPTED' || payment.status === 'REFUSED'
  const content = html`
<p class="quiet">${say.test}</p>
<div class="sheet">
<h1>${payment.description}</h1>
<p class="amount">${amount}</p>
${over || leaving ? done() : choices()}
</div>`
  return page(say.title, content, { narrow: true, language })

  function choices(): Html {
    const here = `/pay/cinetpay/${payment.token}`
    return html`
${payment.status === 'PENDING' ? '' : html`<p role="status">${say[payment.status]}</p>`}
<form method="post" class="choices" action="${here}/accept">
<fieldset><legend class="quiet">${say.choose}</legend>
${Object.entries(methodsOf(payment)).map(
  ([value, name], at) =>
    html`<label><input type="radio" name="method" value="${value}" ${at === 0 ? 'checked' : ''}>${name}</label>`,
)}
</fieldset>
<button class="main">${say.accept} ${amount}</button>
<button formaction="${here}/wait">${say.wait}</button>
<button formaction="${here}/poor">${say.poor}</button>
<button formaction="${here}/refuse">${say.refuse}</button>
</form>`
  }

  // The real counter sends the person back with a form: POST of `token` and `transaction_id`.
  function done(): Html {
    if (returnBy === 'get') {
      return html`
<p class="alert" role="status">${say[payment.status]}</p>
<p><a href="${returnLink(payment)}">${say.back}</a></p>`
    }
    return html`
<p class="alert" role="status">${say[payment.status]}</p>
<form method="post" action="${payment.returnUrl}" ${leaving ? 'data-return' : ''}>
<input type="hidden" name="token" value="${payment.token}">
<input type="hidden" name="transaction_id" value="${payment.transactionId}">
<button class="main">${say.back}</button>
</form>
<script src="/return.js"></script>`
  }
}
