import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openState, resetState, type State } from './state.ts'
import { localPorts, workerVariables } from './variables.ts'

const ports = { worker: 9001, sandbox: 9002 }
let state: State

beforeEach(() => {
  state = openState(mkdtempSync(join(tmpdir(), 'parvis-state-')))
})
afterEach(() => rmSync(state.dir, { recursive: true }))

it('points every outside service at the sandbox', () => {
  expect(workerVariables(ports, state, {})).toMatchObject({
    ORIGIN: 'http://localhost:9001',
    STRIPE_API_BASE: 'http://localhost:9002',
    RESEND_API_BASE: 'http://localhost:9002/resend',
  })
})

it('lets what the environment says win, but not an empty word', () => {
  const variables = workerVariables(ports, state, { STRIPE_API_BASE: 'https://api.stripe.com', ORIGIN: '' })
  expect(variables.STRIPE_API_BASE).toBe('https://api.stripe.com')
  expect(variables.ORIGIN).toBe('http://localhost:9001')
})

it('keeps its secret key from one run to the next, until a reset', () => {
  const first = workerVariables(ports, state, {}).SECRET_KEY
  expect(first).toMatch(/^[\w-]{43}$/)
  expect(workerVariables(ports, state, {}).SECRET_KEY).toBe(first)
  resetState(state)
  expect(workerVariables(ports, state, {}).SECRET_KEY).not.toBe(first)
})

it('keeps its keys for push as long', () => {
  const keys = () => {
    const { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY } = workerVariables(ports, state, {})
    return [VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY]
  }
  const first = keys()
  expect(first).toEqual([expect.stringMatching(/^B[\w-]{86}$/), expect.stringMatching(/^[\w-]{43}$/)])
  expect(keys()).toEqual(first)
  resetState(state)
  expect(keys()).not.toEqual(first)
})

it('knows an old key only when there is one', () => {
  expect(workerVariables(ports, state, {})).not.toHaveProperty('SECRET_KEY_OLD')
  expect(workerVariables(ports, state, { SECRET_KEY_OLD: 'older' }).SECRET_KEY_OLD).toBe('older')
})

it('refuses what is no port, and one port for two', () => {
  expect(() => localPorts({ PORT: '80x' })).toThrow('PORT must be a port between 1 and 65535, not «80x».')
  expect(() => localPorts({ PORT: '8788' })).toThrow('PORT and SANDBOX_PORT must differ.')
})
