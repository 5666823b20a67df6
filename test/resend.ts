import { vi } from 'vitest'

export type PlayedMail = {
  from: string
  to: string[]
  subject: string
  html: string
  text: string
  headers: Record<string, string>
}
/** `before`: refuses before anything is done. `after`: takes the mail, and then loses or spoils the answer. */
export type Fault = { when: 'before' | 'after'; status: number | 'cut'; name?: string; retryAfter?: number }

/** Plays Resend: keeps what it takes, once per idempotency key, and fails as it is told to. */
export function playResend() {
  const taken: PlayedMail[] = []
  const keys = new Map<string, { body: string; id: string }>()
  const faults: Fault[] = []
  const calls: string[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init as RequestInit)
    if (!request.url.startsWith('http://resend.test')) return new Response('', { status: 599 })
    const key = request.headers.get('Idempotency-Key') ?? ''
    const body = await request.text()
    calls.push(key)
    const fault = faults.shift()
    if (fault?.when === 'before') return spoiled(fault)
    const known = keys.get(key)
    if (known && known.body !== body) return refusal(409, 'invalid_idempotent_request')
    const id = known?.id ?? `resend-${taken.length + 1}`
    if (!known) {
      keys.set(key, { body, id })
      taken.push(JSON.parse(body) as PlayedMail)
    }
    return fault ? spoiled(fault) : Response.json({ id })
  })
  return {
    taken,
    faults,
    /** The keys of all calls, in order. */
    calls,
    /** Who got a mail, one entry each. */
    readers: () => taken.flatMap(mail => mail.to).sort(),
  }
}

const refusal = (status: number, name: string, headers: Record<string, string> = {}) =>
  Response.json({ statusCode: status, name, message: 'played' }, { status, headers })

function spoiled({ status, name, retryAfter }: Fault): Response {
  if (status === 'cut') throw new TypeError('network connection lost')
  const headers: Record<string, string> = retryAfter ? { 'retry-after': String(retryAfter) } : {}
  return refusal(status, name ?? (status === 429 ? 'rate_limit_exceeded' : 'application_error'), headers)
}
