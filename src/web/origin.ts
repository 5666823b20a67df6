import type { MiddlewareHandler } from 'hono'
import type { OpenApp } from './context'
import { refusalPage } from './errors'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses every unsafe method that does not come from our own pages, whatever its content type: a browser says
 * `Sec-Fetch-Site: same-origin`; one that does not say must name the configured origin (never the Host header's).
 */
export const sameOrigin: MiddlewareHandler<OpenApp> = async (c, next) => {
  if (!safe.has(c.req.method)) {
    const site = c.req.header('Sec-Fetch-Site')
    const origin = c.req.header('Origin')
    const ours = origin === undefined || origin === c.var.config.ORIGIN
    if (!(site ? site === 'same-origin' && ours : origin === c.var.config.ORIGIN))
      return refusalPage(c, 403, 'origin')
  }
  await next()
}
