import type { Sandbox } from '../context.ts'
import { StripeError } from './errors.ts'

const KEPT = 24 * 3600 * 1000

/**
 * Runs a POST once per `Idempotency-Key`: the same request gets the same answer for 24 hours, another request
 * under the same key a 400. A refused request is not kept, so that it may be mended and sent again.
 */
export function answerOnce(
  sandbox: Sandbox,
  key: string | undefined,
  request: string,
  answer: () => object,
): { body: unknown; replayed: boolean } {
  if (!key) return { body: answer(), replayed: false }
  if (key.length > 255) {
    throw new StripeError(400, 'Idempotency keys may be at most 255 characters.', {
      type: 'idempotency_error',
    })
  }
  const { keys } = sandbox.store.state.stripe
  const kept = keys[key]
  if (kept && kept.at > Date.now() - KEPT) {
    if (kept.request === request) return { body: kept.body, replayed: true }
    const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
    throw new StripeError(400, message, { type: 'idempotency_error' })
  }
  const body = structuredClone(answer())
  keys[key] = { request, status: 200, body, at: Date.now() }
  sandbox.store.touch()
  return { body, replayed: false }
}
