import { Hono } from 'hono'
import { DevUi } from '../../templates/dev/ui'
import { NotFound } from '../lib/errors'
import type { OpenApp } from '../web/context'

/** For us alone: in production these pages do not exist. */
export const dev = new Hono<OpenApp>()
  .use('/dev/*', async (c, next) => {
    if (c.var.config.ENVIRONMENT === 'production') throw new NotFound()
    await next()
  })
  .get('/dev/ui', c =>
    c.html(<DevUi ui={c.var.ui} audience={c.req.query('audience') === 'client' ? 'client' : 'team'} />),
  )
