import { Hono } from 'hono'
import { html } from 'hono/html'
import type { CinetpayPayment } from '../cinetpay/types.ts'
import type { HonoEnv, Sandbox } from '../context.ts'
import type { Delivery, Service } from '../state.ts'
import { showAmount } from '../stripe/currency.ts'
import type { Session } from '../stripe/types.ts'
import { button, type Html, page, when } from './layout.ts'

const SHOWN = 50

/** The console: what the providers know, and buttons to make them behave well or badly. */
export function consolePages(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()

  app.get('/', c => {
    const { state } = sandbox.store
    const app = sandbox.settings.appOrigin
    const content = html`<h1>Le monde extérieur, joué sur cette machine</h1>
<p>L’application se trouve à <a href="${app}">${app}</a>.</p>
<ul>
<li><a href="/inbox">Boîte aux lettres</a> : ${state.resend.mails.length} mails, avec les codes et les liens</li>
<li><a href="/stripe">Stripe</a> : ${Object.keys(state.stripe.sessions).length} sessions de paiement</li>
<li><a href="/cinetpay">CinetPay</a> : ${Object.keys(state.cinetpay.payments).length} paiements</li>
<li><a href="/webhooks">Webhooks</a> : ${state.deliveries.length} envois</li>
</ul>
<h2>Pannes prévues</h2>
${state.faults.length ? html`<pre>${JSON.stringify(state.faults, null, 2)}</pre>${button('Tout réparer', '/control/faults/repair')}` : html`<p class="quiet">Aucune. Voir sandbox/README.md pour en provoquer.</p>`}`
    return c.html(page('Accueil', content))
  })

  app.get('/stripe', c => {
    const { sessions, events, endpoints = {} } = sandbox.store.state.stripe
    const latest = Object.values(sessions).slice(-SHOWN).toReversed()
    const told = Object.values(events).slice(-SHOWN).toReversed()
    const send = '/control/stripe/deliver'
    const content = html`<h1>Stripe</h1>
${hold(sandbox, 'stripe')}
<h2>Sessions</h2>
<div class="scroll"><table><thead><tr><th>Session</th><th>Montant</th><th>État</th><th>Actions</th></tr></thead>
<tbody>${latest.map(session => sessionRow(sandbox, session))}</tbody></table></div>
<h2>Autres comptes</h2>
<p class="quiet">La clé <code>sk_test_own_nom</code> ouvre le compte « nom », dont les webhooks sont signés avec <code>whsec_own_nom</code> et partent à l’adresse déclarée ici.</p>
<form method="post" action="/control/stripe/endpoints" class="row"><input name="account" placeholder="nom" aria-label="Compte" required><input name="url" type="url" size="60" placeholder="http://localhost:8787/webhooks/stripe/…" aria-label="Adresse" required><button>Déclarer</button></form>
<ul>${Object.entries(endpoints).map(([name, url]) => html`<li><code>${name}</code> : ${url}</li>`)}</ul>
<h2>Événements</h2>
<div class="row">
${button('Tout renvoyer, à l’envers', send, { order: 'reversed' })}
${button('Tout renvoyer, mélangé', send, { order: 'shuffled' })}
</div>
<div class="scroll"><table><thead><tr><th>Événement</th><th>Créé</th><th>Actions</th></tr></thead>
<tbody>${told.map(
      event => html`<tr><td>${event.type}<br><code>${event.id}</code></td><td>${when(event.created * 1000)}</td>
<td><div class="row">
${button('Renvoyer', send, { event: event.id })}
${button('20 fois en parallèle', send, { event: event.id, times: 20 })}
${button('Signature fausse', send, { event: event.id, proof: 'forged' }, 'danger')}
${button('Vieux de 400 s', send, { event: event.id, proof: 'old' }, 'danger')}
</div></td></tr>`,
    )}</tbody></table></div>`
    return c.html(page('Stripe', content))
  })

  app.get('/cinetpay', c => {
    const { payments, returnBy } = sandbox.store.state.cinetpay
    const latest = Object.values(payments).slice(-SHOWN).toReversed()
    const other = returnBy === 'post' ? 'get' : 'post'
    const content = html`<h1>CinetPay</h1>
${hold(sandbox, 'cinetpay')}
<div class="row"><span>Retour sur le site par <strong>${returnBy.toUpperCase()}</strong>.</span>
${button(`Revenir par ${other.toUpperCase()}`, '/control/settings', { returnBy: other })}</div>
<div class="scroll"><table><thead><tr><th>Paiement</th><th>Montant</th><th>État</th><th>Actions</th></tr></thead>
<tbody>${latest.map(paymentRow)}</tbody></table></div>`
    return c.html(page('CinetPay', content))
  })

  app.get('/webhooks', c => {
    const latest = sandbox.store.state.deliveries.slice(-SHOWN * 2).toReversed()
    const content = html`<h1>Webhooks</h1>
${(['stripe', 'cinetpay', 'resend'] as const).map(service => hold(sandbox, service))}
<div class="row">${button('Réessayer maintenant tout ce qui attend', '/control/deliveries/flush')}</div>
<div class="scroll"><table><thead><tr><th>Envoi</th><th>Créé</th><th>État</th><th>Essais</th></tr></thead>
<tbody>${latest.map(deliveryRow)}</tbody></table></div>`
    return c.html(page('Webhooks', content))
  })
  return app
}

function hold(sandbox: Sandbox, service: Service): Html {
  const { state } = sandbox.store
  const held = state.deliveries.filter(d => d.service === service && d.state === 'held').length
  const act = '/control/hold'
  return html`<div class="row"><strong>${service}</strong>
${
  state.hold[service]
    ? html`<span class="bad">webhooks retenus (${held})</span>
${button('Libérer', act, { service, on: 'false' }, 'main')}
${button('Libérer à l’envers', act, { service, on: 'false', order: 'reversed' })}`
    : html`<span class="good">webhooks envoyés aussitôt</span>${button('Retenir', act, { service, on: 'true' })}`
}</div>`
}

const sessionStates = { open: 'ouverte', complete: 'terminée', expired: 'expirée' }

function sessionRow(sandbox: Sandbox, session: Session): Html {
  const at = (act: string) => `/control/stripe/sessions/${session.id}/${act}`
  const waits = session.status === 'complete' && session.payment_status === 'unpaid'
  const paid = session.payment_status === 'paid'
  const { charges, disputes } = sandbox.store.state.stripe
  const charge = Object.values(charges).find(known => known.payment_intent === session.payment_intent)
  const dispute = Object.values(disputes).find(known => known.charge === charge?.id)
  return html`<tr>
<td><code>${session.id}</code><br><span class="quiet">${session.client_reference_id ?? ''}</span></td>
<td>${showAmount(session.amount_total, session.currency)}</td>
<td>${sessionStates[session.status]}, ${paid ? 'payée' : 'non payée'}</td>
<td><div class="row">
${session.url ? html`<a href="${session.url}">Page de paiement</a>${button('Expirer', at('expire'))}` : ''}
${waits ? html`${button('Le paiement arrive', at('succeed'), {}, 'main')}${button('Le paiement échoue', at('fail'), {}, 'danger')}` : ''}
${
  paid && !dispute
    ? html`${button('Rembourser', at('refund'))}
<form method="post" action="${at('refund')}" class="row"><input name="amount" inputmode="numeric" size="8" aria-label="Montant en unités mineures" placeholder="1000"><button>Rembourser une part</button></form>
${charge?.amount_refunded ? button('Le remboursement échoue', at('refund-failed'), {}, 'danger') : ''}
${button('Contester', at('dispute'), {}, 'danger')}`
    : ''
}
${dispute ? html`litige : ${dispute.status}` : ''}
${dispute?.status === 'needs_response' ? html`${button('Litige gagné', at('dispute-won'))}${button('Litige perdu', at('dispute-lost'))}` : ''}
</div></td></tr>`
}

function paymentRow(payment: CinetpayPayment): Html {
  const at = `/control/cinetpay/payments/${encodeURIComponent(payment.transactionId)}`
  const over = payment.status === 'ACCEPTED' || payment.status === 'REFUSED'
  return html`<tr><td><code>${payment.transactionId}</code><br><span class="quiet">${payment.description}</span></td>
<td>${payment.amount} ${payment.currency}</td><td>${payment.status} ${payment.method ?? ''}</td>
<td><div class="row">
${
  over
    ? ''
    : html`<a href="/pay/cinetpay/${payment.token}">Guichet</a>
${button('Accepter', `${at}/accept`, {}, 'main')}${button('Faire attendre', `${at}/wait`)}${button('Refuser', `${at}/refuse`, {}, 'danger')}`
}
${button('Notifier', `${at}/notify`)}${button('20 fois', `${at}/notify`, { times: 20 })}${button('Signature fausse', `${at}/notify`, { proof: 'forged' }, 'danger')}
</div></td></tr>`
}

const deliveryStates = { held: 'retenu', waiting: 'en attente', delivered: 'reçu', failed: 'abandonné' }

function deliveryRow(delivery: Delivery): Html {
  const tries = delivery.attempts.map(one => one.status ?? one.error).join(', ')
  const look = delivery.state === 'delivered' ? 'good' : delivery.state === 'failed' ? 'bad' : ''
  return html`<tr><td>${delivery.service} ${delivery.kind} ${delivery.proof === 'good' ? '' : `(${delivery.proof})`}<br><code>${delivery.ref}</code></td>
<td>${when(delivery.createdAt)}</td><td class="${look}">${deliveryStates[delivery.state]}</td><td>${tries}</td></tr>`
}
