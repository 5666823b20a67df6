import { setTimeout as sleep } from 'node:timers/promises'
import { createMiddleware } from 'hono/factory'
import type { HonoEnv, Sandbox } from './context.ts'
import type { Fault, Service } from './state.ts'

const KEPT_CALLS = 500
const FOR_EVER = 600_000

/** How a service words an error that came about by itself. */
export type ErrorBody = (status: number) => object

/**
 * Stands before a provider's API: notes the call and plays the fault that waits for it. «status» refuses
 * before anything is done; the «after-accept» kinds do and keep everything, and then lose or spoil the answer.
 */
export function faultyService(sandbox: Sandbox, service: Service, errorBody: ErrorBody) {
  return createMiddleware<HonoEnv>(async (c, next) => {
    const { method, path } = c.req
    const note = (status: number) => {
      const idempotencyKey = c.req.header('idempotency-key') ?? null
      sandbox.calls.push({ at: Date.now(), service, method, path, status, idempotencyKey })
      if (sandbox.calls.length > KEPT_CALLS) sandbox.calls.shift()
    }
    const broken = (status: number) => {
      const headers: Record<string, string> = status === 429 ? { 'retry-after': '1' } : {}
      return new Response(JSON.stringify(errorBody(status)), {
        status,
        headers: { 'content-type': 'application/json', ...headers },
      })
    }
    const fault = takeFault(sandbox, service, method, path)
    if (!fault) {
      await next()
      return note(c.res.status)
    }
    sandbox.log(`${service} fault: ${fault.kind} on ${method} ${path}`)
    if (fault.kind === 'status') {
      note(fault.status ?? 500)
      return broken(fault.status ?? 500)
    }
    if (fault.kind === 'slow') await pause(fault.ms ?? 1000, sandbox.stopping, c.req.raw.signal)
    await next()
    note(c.res.status)
    if (fault.kind === 'status-after-accept') c.res = broken(fault.status ?? 500)
    if (fault.kind === 'cut-after-accept') c.env.incoming.socket.destroy()
    if (fault.kind === 'timeout-after-accept') {
      await pause(fault.ms ?? FOR_EVER, sandbox.stopping, c.req.raw.signal)
    }
  })
}

function takeFault(sandbox: Sandbox, service: Service, method: string, path: string): Fault | undefined {
  const { state } = sandbox.store
  const fault = state.faults.find(
    f =>
      f.service === service &&
      (!f.method || f.method === method) &&
      (!f.path || path.includes(f.path)) &&
      f.times !== 0,
  )
  if (fault?.times !== undefined) {
    fault.times -= 1
    sandbox.store.touch()
  }
  state.faults = state.faults.filter(f => f.times !== 0)
  return fault
}

/** Waits, unless the sandbox stops or the caller gives up first. */
async function pause(ms: number, ...signals: AbortSignal[]): Promise<void> {
  await sleep(ms, undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined)
}
