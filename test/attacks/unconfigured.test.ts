import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { app } from '../../src/app'
import type { Env } from '../../src/config'

it('where the Worker lacks a secret, it says nothing, and says it behind the same headers', async () => {
  const bare = { ...env, SECRET_KEY: undefined } as unknown as Env
  for (const path of ['/', '/w/atelier', '/health', '/webhooks/stripe']) {
    const answer = await app.fetch(new Request(`http://parvis.test${path}`), bare, createExecutionContext())
    expect([path, answer.status, await answer.text()]).toEqual([path, 500, 'fault'])
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(answer.headers.get('Strict-Transport-Security')).toContain('max-age=31536000')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
  }
})
