import type { MiddlewareHandler } from 'hono'
import type { Config } from '../config'
import type { OpenApp } from './context'

/** Browsers hold a form's redirects to `form-action` too: paying without JavaScript leads to these. */
const payPages = ({ STRIPE_API_BASE, CINETPAY_API_BASE }: Config): string => {
  const played = [STRIPE_API_BASE, CINETPAY_API_BASE]
    .map(base => new URL(base))
    .filter(({ hostname }) => hostname !== 'api.stripe.com' && !hostname.endsWith('.cinetpay.com'))
    .map(({ origin }) => origin)
  return ['https://checkout.stripe.com', 'https://*.cinetpay.com', ...new Set(played)].join(' ')
}

const csp = (config: Config) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self' ${payPages(config)}`,
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "manifest-src 'self'",
    ...(config.secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')

/** For the line that says that the Worker is not configured. */
const NOTHING = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"

/**
 * What every answer carries: it stands first, for that of a Worker that lacks its configuration too. A route may set its own `Content-Security-Policy`, `X-Frame-Options`, `Cache-Control` or
 * `Cross-Origin-Resource-Policy` first.
 */
export const securityHeaders: MiddlewareHandler<OpenApp> = async (c, next) => {
  await next()
  const { config } = c.var as Partial<OpenApp['Variables']>
  // A socket's 101 cannot be changed, and needs none of this.
  if (c.res.status === 101) return
  const set = (name: string, value: string) => c.res.headers.set(name, value)
  if (!c.res.headers.has('Content-Security-Policy'))
    set('Content-Security-Policy', config ? csp(config) : NOTHING)
  if (!c.res.headers.has('Cache-Control')) set('Cache-Control', 'no-store')
  set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  set('X-Content-Type-Options', 'nosniff')
  if (!c.res.headers.has('X-Frame-Options')) set('X-Frame-Options', 'DENY')
  set('Cross-Origin-Opener-Policy', 'same-origin')
  if (!c.res.headers.has('Cross-Origin-Resource-Policy')) set('Cross-Origin-Resource-Policy', 'same-origin')
  // Not `no-referrer`: with it browsers send `Origin: null` on our own forms. The path, and any token in it, is never sent.
  set('Referrer-Policy', 'strict-origin')
  // The microphone for voice messages, on every page: a boosted link swaps the body and keeps the first page's policy.
  set('Permissions-Policy', 'camera=(), microphone=(self), geolocation=()')
  set('Vary', 'Cookie, HX-Request, HX-Request-Type')
}
