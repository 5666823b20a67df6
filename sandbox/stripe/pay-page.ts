import { Hono } from 'hono'
import { html } from 'hono/html'
import type { HonoEnv, Sandbox } from '../context.ts'
import { button, type Html, languageOf, page } from '../pages/layout.ts'
import { decline, pay } from './checkout.ts'
import { showAmount } from './currency.ts'
import type { LineItem, Session } from './types.ts'

const words = {
  fr: {
    title: 'Paiement',
    test: 'Page de paiement Stripe, version d’essai',
    expires: (at: string) => `Expire le ${at}`,
    declined: 'La carte a été refusée. Essayez avec une autre carte.',
    pay: (amount: string) => `Payer ${amount}`,
    decline: 'Refuser la carte',
    later: 'Payer plus tard (virement / prélèvement)',
    leave: 'Quitter',
    expired: 'Cette page de paiement a expiré.',
    done: 'Ce paiement a déjà été fait.',
    back: 'Retour au site',
    unknown: 'Cette page de paiement n’existe pas.',
  },
  en: {
    title: 'Payment',
    test: 'Stripe payment page, for trying out',
    expires: (at: string) => `Expires ${at}`,
    declined: 'The card was declined. Try another card.',
    pay: (amount: string) => `Pay ${amount}`,
    decline: 'Decline the card',
    later: 'Pay later (transfer / direct debit)',
    leave: 'Leave',
    expired: 'This payment page has expired.',
    done: 'This payment has already been made.',
    back: 'Back to the site',
    unknown: 'This payment page does not exist.',
  },
}

/** Stripe's hosted page, `/pay/stripe/:session`. */
export function stripePayPage(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()
  const find = (id: string): Session | undefined => sandbox.store.state.stripe.sessions[id]

  app.get('/:session', c => {
    const session = find(c.req.param('session'))
    if (!session)
      return c.html(page(words.fr.title, html`<h1>${words.fr.unknown}</h1>`, { narrow: true }), 404)
    const lines = sandbox.store.state.stripe.lineItems[session.id] ?? []
    return c.html(payPage(session, lines, c.req.query('declined') !== undefined))
  })

  app.post('/:session/:act{payment|decline|later}', async c => {
    const session = find(c.req.param('session'))
    const act = c.req.param('act')
    if (!session) return c.notFound()
    const here = `/pay/stripe/${session.id}`
    if (session.status !== 'open') return c.redirect(here, 303)
    if (act === 'decline') {
      await decline(sandbox, session)
      return c.redirect(`${here}?declined`, 303)
    }
    // Like Stripe's page, wait for the first answer to the webhook before sending the person back.
    await pay(sandbox, session, act === 'later' ? 'sepa_debit' : 'card')
    return c.redirect(backTo(session), 303)
  })
  return app
}

/** The success address with the session's id where the merchant wanted it. */
function backTo(session: Session): string {
  return session.success_url
    .replaceAll('{CHECKOUT_SESSION_ID}', session.id)
    .replaceAll(/%7BCHECKOUT_SESSION_ID%7D/gi, session.id)
}

function payPage(session: Session, lines: LineItem[], declined: boolean): Html {
  const language = languageOf(session.locale)
  const say = words[language]
  const amount = showAmount(
    session.amount_total,
    session.currency,
    session.locale?.replace('auto', 'fr') ?? 'fr',
  )
  const expires = new Date(session.expires_at * 1000).toLocaleString(language)
  const here = `/pay/stripe/${session.id}`
  const content = html`
<p class="quiet">${say.test}</p>
<div class="sheet">
<h1>${lines.map(line => line.description).join(', ')}</h1>
<p class="amount">${amount}</p>
${session.customer_email ? html`<p class="quiet">${session.customer_email}</p>` : ''}
${session.status === 'open' ? open() : closed()}
</div>`
  return page(say.title, content, { narrow: true, language })

  function open(): Html {
    return html`
${declined ? html`<p class="alert" role="alert">${say.declined}</p>` : ''}
<div class="choices">
${button(say.pay(amount), `${here}/payment`, {}, 'main')}
${button(say.later, `${here}/later`)}
${button(say.decline, `${here}/decline`)}
</div>
${session.cancel_url ? html`<p><a href="${session.cancel_url}">${say.leave}</a></p>` : ''}
<p class="quiet">${say.expires(expires)}</p>`
  }

  function closed(): Html {
    const expired = session.status === 'expired'
    const back = expired ? session.cancel_url : backTo(session)
    return html`
<p class="alert" role="status">${expired ? say.expired : say.done}</p>
${back ? html`<p><a href="${back}">${say.back}</a></p>` : ''}`
  }
}
