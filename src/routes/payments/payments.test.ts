import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, rows, scopeIn } from '../../../test/harness'
import {
  aPricedTicket,
  aRequest,
  attemptRows,
  playOutside,
  quietQueues,
  requestRow,
  session,
} from '../../../test/payments'
import { makeWorld, world } from '../../../test/world'
import { recordTransfer } from '../../domain/payments/transfer'
import { newId } from '../../lib/id'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

const list = `/w/atelier/p/${world.site.id}/payments`
const page = (id: string) => `${list}/${id}`

/** Stripe, opening pages. */
const stripe = () =>
  playOutside((_, { body }) => {
    const reference = new URLSearchParams(body).get('client_reference_id')
    return {
      id: `cs_${reference}`,
      object: 'checkout.session',
      url: `https://checkout.stripe.com/c/${reference}`,
    }
  })

describe('the pages of payments', () => {
  it('do not exist without the finance capability', async () => {
    const id = await aRequest()
    for (const name of ['hugo', 'equipe', 'nadia', 'koffi'] as const) {
      const browser = await as(name)
      for (const path of [list, page(id), `${page(id)}/transfer`, `${list}/new`])
        expect((await browser.get(path)).status, `${name} ${path}`).toBe(404)
      expect((await browser.post(`${page(id)}/checkouts`)).status).toBe(404)
    }
    expect((await (await as('hugo')).get('/w/atelier/payments')).status).toBe(404)
    expect((await (await as('lea')).get(`${list}/new`)).status).toBe(404)
  })

  it('cost two round trips at most', async () => {
    const id = await aRequest()
    for (const [name, path] of [
      ['lea', list],
      ['lea', page(id)],
      ['camille', page(id)],
      ['camille', `${page(id)}/edit`],
      ['camille', '/w/atelier/payments'],
    ] as const) {
      const answer = await (await as(name)).get(path)
      expect([path, answer.status, Number(answer.headers.get('X-D1-Round-Trips'))]).toEqual([path, 200, 2])
      expect(answer.headers.get('X-D1-Rows-Written')).toBe('0')
    }
  })

  it('say who, what, how much, and offer one button', async () => {
    const id = await aRequest()
    const html = await (await as('lea')).html(page(id))
    for (const words of ['Atelier Lumen vous demande de régler', 'Acompte de 30 %', '450,00'])
      expect(html).toContain(words)
    expect(html.match(/<button[^>]*data-variant="primary"/g)).toHaveLength(1)
    expect(html).not.toContain('style=')
  })

  it('answer a random id and a foreign one alike', async () => {
    const id = await aRequest()
    const camille = await as('camille')
    for (const path of [page(newId()), `/w/atelier/p/${world.cafe.id}/payments/${id}`, page('nonsense')])
      expect((await camille.get(path)).status).toBe(404)
  })

  it('list the workspace’s fifty by fifty', async () => {
    for (let i = 0; i < 52; i++) await aRequest()
    const camille = await as('camille')
    const first = await camille.html('/w/atelier/payments')
    expect(listed(first)).toHaveLength(50)
    const older = /before=([0-9a-f-]+)/.exec(first)?.[1]
    const second = await camille.html(`/w/atelier/payments?before=${older}`)
    expect(listed(second)).toHaveLength(2)
  })
})

describe('paying', () => {
  it('leads a plain form to the provider’s page, and htmx too', async () => {
    const id = await aRequest()
    stripe()
    const lea = await as('lea')
    const answer = await lea.post(`${page(id)}/checkouts`)
    const [attempt] = await attemptRows(id)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, attempt?.checkout_url])
    // The session; the account’s keys; the attempt, before anything goes outside; the client’s id there, kept once; the page.
    expect(Number(answer.headers.get('X-D1-Round-Trips'))).toBe(5)
    const boosted = await lea.request('POST', `${page(id)}/checkouts`, { headers: { 'HX-Request': 'true' } })
    expect([boosted.status, boosted.headers.get('HX-Redirect')]).toEqual([200, attempt?.checkout_url])
    expect(boosted.headers.get('Content-Security-Policy')).toContain(
      "form-action 'self' https://checkout.stripe.com https://*.cinetpay.com http://stripe.test http://cinetpay.test",
    )
  })

  it('sends the server’s price, the attempt’s key, and addresses of the configured origin', async () => {
    const id = await aRequest()
    const sent: { key: string | null; form: URLSearchParams }[] = []
    playOutside(({ pathname }, { body, headers }) => {
      if (!pathname.endsWith('/sessions')) return { id: 'cus_1' }
      sent.push({ key: headers.get('Idempotency-Key'), form: new URLSearchParams(body) })
      return { id: 'cs_1', url: 'https://checkout.stripe.com/c/1' }
    })
    const lea = await as('lea')
    await lea.request('POST', `${page(id)}/checkouts`, {
      fields: { amount: '1', price: '1', provider: 'stripe' },
      headers: { Host: 'evil.test' },
    })
    const [attempt] = await attemptRows(id)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.key).toBe(attempt?.id)
    const said = Object.fromEntries(sent[0]?.form ?? [])
    expect(said).toMatchObject({
      mode: 'payment',
      client_reference_id: attempt?.id,
      'line_items[0][price_data][unit_amount]': '45000',
      'line_items[0][price_data][currency]': 'eur',
      success_url: `http://parvis.test/pay/back/atelier/${world.site.id}/${id}?return=1`,
      cancel_url: `http://parvis.test/pay/back/atelier/${world.site.id}/${id}`,
    })
  })

  it('says calmly that the provider is down, and the same key is tried again', async () => {
    const id = await aRequest()
    const keys: (string | null)[] = []
    playOutside(({ pathname }, { headers }) => {
      if (!pathname.endsWith('/sessions')) return { id: 'cus_1' }
      keys.push(headers.get('Idempotency-Key'))
      return new Response('{"error":{"type":"api_error"}}', { status: 503 })
    })
    const lea = await as('lea')
    for (let i = 0; i < 2; i++) {
      const answer = await lea.post(`${page(id)}/checkouts`)
      expect(answer.headers.get('Location')).toBe(`${page(id)}?problem=down`)
    }
    expect(new Set(keys).size).toBe(1)
    expect(await lea.html(`${page(id)}?problem=down`)).toContain('Rien n’a été débité')
  })

  it('is confirmed by the provider alone: the return page only waits', async () => {
    const id = await aRequest({ dueOn: '2020-01-31' })
    stripe()
    const lea = await as('lea')
    expect(await lea.html(page(id))).toContain('En retard')
    await lea.post(`${page(id)}/checkouts`)
    const html = await lea.html(`${page(id)}?return=1`)
    expect(html).toContain('Paiement en cours de confirmation')
    expect(html).toContain('live:payments from:body, every 4s')
    expect(html).not.toContain('/checkouts"')
    expect(html).toContain('En cours</span>')
    for (const hurry of ['En retard', 'avant le', 'vous demande de régler']) expect(html).not.toContain(hurry)
    expect(await requestRow(id)).toMatchObject({ state: 'pending' })
    await recordTransfer(await scopeIn('camille'), id, { reference: 'VIR' })
    const paid = await lea.html(`${page(id)}?return=1`)
    expect(paid).toContain('Merci, c’est payé')
    expect(paid).not.toContain('every 4s')
  })
})

/** The rows of the list, apart from those of the months. */
const listed = (html: string) => html.match(/<th scope="row"><a /g)

const fields = {
  kind: 'deposit',
  title: 'Acompte',
  amount: '300,50',
  description: '',
  dueOn: '',
  validUntil: '',
}

describe('the books', () => {
  it('ask, change and cancel by plain forms', async () => {
    const ada = await as('ada')
    const made = await ada.post(list, fields)
    expect(made.status).toBe(303)
    const here = made.headers.get('Location') ?? ''
    const id = here.split('/').at(-1) ?? ''
    expect(await requestRow(id)).toMatchObject({ amount: 30_050, kind: 'deposit', title: 'Acompte' })
    await ada.post(here, { ...fields, amount: '400' })
    expect(await requestRow(id)).toMatchObject({ amount: 40_000 })
    expect(await ada.html(`${here}/cancellation`)).toContain('Ne plus demander ce paiement')
    await ada.post(`${here}/cancellation`)
    expect(await requestRow(id)).toMatchObject({ state: 'cancelled' })
    expect((await ada.post(`${here}/cancellation`)).status).toBe(409)
  })

  it('do not say that the client was told where nobody could be', async () => {
    const camille = await as('camille')
    const said = async () => {
      const { headers } = await camille.post(list, { kind: 'deposit', title: 'Acompte', amount: '300' })
      return camille.html(headers.get('Location') ?? '')
    }
    expect(await said()).toContain('le client est prévenu')
    await env.DB.prepare("update memberships set accepted_at = null where role = 'contact' and finance").run()
    expect(await said()).toContain('Personne chez le client ne peut encore le voir')
  })

  it('give a refused form back with its words', async () => {
    const ada = await as('ada')
    const answer = await ada.post(list, { ...fields, amount: 'beaucoup', title: 'Mon <acompte>' })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('value="beaucoup"')
    expect(html).toContain('Mon &lt;acompte&gt;')
    expect(html).toContain('Indiquez un montant')
    expect(await rows('select * from payment_requests')).toEqual([])
  })

  it('take no state, price or workspace from a form', async () => {
    const ada = await as('ada')
    const made = await ada.post(list, {
      ...fields,
      state: 'paid',
      currency: 'XOF',
      workspaceId: world.savane.id,
      projectId: world.cafe.id,
      refunded: '1',
    })
    const id = made.headers.get('Location')?.split('/').at(-1) ?? ''
    expect(await requestRow(id)).toMatchObject({
      state: 'pending',
      currency: 'EUR',
      workspace_id: world.atelier.id,
      project_id: world.site.id,
      refunded: 0,
    })
  })

  it('close the old page at the provider as soon as the price changes', async () => {
    const id = await aRequest()
    stripe()
    await (await as('lea')).post(`${page(id)}/checkouts`)
    const [attempt] = await attemptRows(id)
    const asked: string[] = []
    playOutside(url => {
      asked.push(url.pathname)
      return session(attempt ?? {}, {
        status: url.pathname.endsWith('/expire') ? 'expired' : 'open',
        payment_status: 'unpaid',
      })
    })
    await (await as('camille')).post(page(id), { ...fields, amount: '500' })
    expect(asked.at(-1)).toBe(`/v1/checkout/sessions/${attempt?.provider_ref}/expire`)
    expect(await attemptRows(id)).toMatchObject([{ state: 'voided', checkout_url: null }])
  })

  it('note a transfer, which accepts a priced ticket', async () => {
    const { requestId } = await aPricedTicket(await scopeIn('camille'))
    const camille = await as('camille')
    expect((await camille.post(`${page(requestId)}/transfer`, { reference: '' })).status).toBe(422)
    expect((await camille.post(`${page(requestId)}/transfer`, { reference: 'VIR 7' })).status).toBe(303)
    expect(await requestRow(requestId)).toMatchObject({ state: 'paid', transfer_reference: 'VIR 7' })
    expect(await rows('select state from tickets')).toEqual([{ state: 'accepted' }])
  })

  it('belong to owners and administrators, whoever else asks', async () => {
    const id = await aRequest()
    const before = await rows('select * from payment_requests')
    for (const name of ['equipe', 'lea', 'hugo'] as const) {
      const browser = await as(name)
      for (const path of [list, page(id), `${page(id)}/cancellation`, `${page(id)}/transfer`]) {
        const answer = await browser.post(path, { ...fields, reference: 'x' })
        expect([name, path, answer.status]).toEqual([name, path, 404])
        expect(answer.headers.get('X-D1-Rows-Written')).toBe('0')
      }
    }
    expect(await rows('select * from payment_requests')).toEqual(before)
  })
})
