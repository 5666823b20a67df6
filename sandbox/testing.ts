import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { type RunningSandbox, startSandbox } from './sandbox.ts'
import type { Settings } from './settings.ts'

export type Hook = { path: string; headers: IncomingHttpHeaders; body: string }

/** The application's side of a test: keeps the webhooks it gets and answers what `answer` says. */
export type Listener = { origin: string; hooks: Hook[]; answer: number; close(): Promise<void> }

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(thing => thing.close()))
})

/** A sandbox on a free port, whose webhooks reach a listener. Both are gone after the test. */
export async function played(given: Partial<Settings> = {}) {
  const listener = await listen()
  const sandbox = await startSandbox({
    port: 0,
    appOrigin: listener.origin,
    delivers: false,
    retryAfter: [5, 5],
    ...given,
  })
  open.push(sandbox, listener)
  return { sandbox, listener, ...callsOf(sandbox) }
}

/** A sandbox that the test closes itself, to start another on the same state. */
export async function playedOnce(given: Partial<Settings>): Promise<RunningSandbox> {
  const sandbox = await startSandbox({
    port: 0,
    appOrigin: 'http://127.0.0.1:9',
    delivers: false,
    retryAfter: [],
    ...given,
  })
  open.push(sandbox)
  return sandbox
}

/** `get` and `post` of JSON, and `press`: a form as a browser sends it, its redirect not followed. */
export function callsOf(sandbox: RunningSandbox) {
  const json = async (response: Response) => JSON.parse(await response.text())
  return {
    get: async (path: string) => json(await fetch(sandbox.origin + path)),
    post: async (path: string, body: object = {}) =>
      json(
        await fetch(sandbox.origin + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'test' },
          body: JSON.stringify(body),
        }),
      ),
    press: (path: string, fields: Record<string, string> = {}) =>
      fetch(sandbox.origin + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' }),
  }
}

/** Waits until `found` gives something; the test's own time limit ends it otherwise. */
export async function until<T>(found: () => T | false | Promise<T | false>): Promise<T> {
  for (;;) {
    const value = await found()
    if (value) return value
    await new Promise(resolve => setTimeout(resolve, 2))
  }
}

async function listen(): Promise<Listener> {
  const hooks: Hook[] = []
  const listener: Listener = { origin: '', hooks, answer: 200, close: async () => {} }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      hooks.push({ path: request.url ?? '', headers: request.headers, body })
      response.writeHead(listener.answer).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  listener.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  listener.close = async () => {
    server.closeAllConnections()
    server.close()
  }
  return listener
}
