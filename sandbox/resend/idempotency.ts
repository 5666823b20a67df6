import { createHash } from 'node:crypto'
import type { Sandbox } from '../context.ts'
import { ResendError } from './input.ts'

const KEPT = 24 * 3600 * 1000

/**
 * Sends once per `Idempotency-Key`: the same request is answered as the first time for 24 hours, another
 * under the same key with 409. A refused request is not kept.
 */
export function sendOnce(
  sandbox: Sandbox,
  key: string | undefined,
  request: string,
  send: () => object,
): object {
  if (key === undefined) return send()
  if (key.length < 1 || key.length > 256) {
    throw new ResendError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
  }
  const { keys } = sandbox.store.state.resend
  const digest = createHash('sha256').update(request).digest('hex')
  const kept = keys[key]
  if (kept && kept.at > Date.now() - KEPT) {
    if (kept.request === digest) return kept.answer
    const message = 'Same idempotency key used with a different request payload.'
    throw new ResendError(409, 'invalid_idempotent_request', message)
  }
  const answer = send()
  keys[key] = { request: digest, answer, at: Date.now() }
  return answer
}
