import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { say } from '../lib/log'
import type { OpenApp } from './context'

/** One log line a request, and (outside production) what it cost as `Server-Timing`. The route's pattern, never its path: paths hold tokens. */
export const trace: MiddlewareHandler<OpenApp> = async (c, next) => {
  await next()
  const { meter, now, requestId, entered, config } = c.var
  const ms = Date.now() - now
  if (config.ENVIRONMENT === 'development' && c.res.status !== 101) {
    c.res.headers.set(
      'Server-Timing',
      `d1;desc="${meter.roundTrips} trips, ${meter.queries} queries";dur=${meter.ms}, all;dur=${ms}`,
    )
    c.res.headers.set('X-D1-Round-Trips', String(meter.roundTrips))
    c.res.headers.set('X-D1-Rows-Written', String(meter.rowsWritten))
  }
  say('request', {
    requestId,
    method: c.req.method,
    route: routePath(c, -1),
    status: c.res.status,
    workspace: entered?.scope?.workspace.slug,
    trips: meter.roundTrips,
    ms,
  })
}
