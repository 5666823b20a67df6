import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Attempt } from './story'

/** What goes wrong with a call: nothing, no answer at all, an answer that comes late, or a failing one. */
export type Fault = 'cut' | 'slow' | 'failing' | null

/**
 * Stripe played a second time, apart from the sandbox and in a few lines: what is asked about money is answered from
 * the story. @param faultOf what goes wrong with the n-th call
 */
export async function standIn(attempts: readonly Attempt[], faultOf: (call: number) => Fault) {
  const byIntent = new Map(attempts.map(a => [a.intent, a]))
  const byDispute = new Map(attempts.map(a => [`dp_${a.id}`, a]))
  let calls = 0
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stripe.test')
    const fault = faultOf(calls++)
    if (fault === 'cut') return void request.socket.destroy()
    const body = answer(url)
    const status = fault === 'failing' ? 503 : body ? 200 : 404
    const text = JSON.stringify(fault === 'failing' ? {} : (body ?? missing))
    setTimeout(
      () => response.writeHead(status, { 'content-type': 'application/json' }).end(text),
      fault === 'slow' ? 300 : 0,
    )
  })

  function answer(url: URL): object | undefined {
    const [, , kind, id = ''] = url.pathname.split('/')
    if (kind === 'refunds') {
      const a = byIntent.get(url.searchParams.get('payment_intent') ?? '')
      const data = a?.refunds.map(r => ({ ...r, object: 'refund', currency: 'eur', metadata: {} })) ?? []
      return { object: 'list', data, has_more: false }
    }
    const dispute = kind === 'disputes' && byDispute.get(id)
    if (dispute) return { id, object: 'dispute', status: dispute.dispute }
    const a = kind === 'payment_intents' && byIntent.get(id)
    return a ? { id, object: 'payment_intent', latest_charge: chargeOf(a) } : undefined
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const missing = {
  error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such thing' },
}

const chargeOf = (a: Attempt) => ({
  id: `ch_${a.id}`,
  object: 'charge',
  metadata: { attempt: a.id },
  payment_intent: a.intent,
  paid: true,
  status: 'succeeded',
  amount: a.amount,
  amount_refunded: 0,
  currency: 'eur',
})
