import { Hono } from 'hono'
import { NotFound } from '../lib/errors'
import type { OpenApp } from '../web/context'

/** A workspace's picture, open to the world: mail programs and sign-in pages ask for it without a session. */
export const logo = new Hono<OpenApp>().get('/logo/:key', async c => {
  const { readLogo } = await import('../domain/workspaces/logo')
  const body = await readLogo(c.env.FILES, c.req.param('key'))
  if (!body) throw new NotFound()
  // Another picture has another key.
  return c.body(body, 200, {
    'Content-Type': 'image/png',
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
})
