import { Hono } from 'hono'
import { NotFound } from '../lib/errors'
import type { OpenApp } from '../web/context'

/** For us alone: in production these pages do not exist. */
export const dev = new Hono<OpenApp>()
  .use('/dev/*', async (c, next) => {
    if (c.var.config.ENVIRONMENT === 'production') throw new NotFound()
    await next()
  })
  .get('/dev/ui', async c => {
    const { DevUi } = await import('../../templates/dev/ui')
    return c.html(<DevUi ui={c.var.ui} audience={c.req.query('audience') === 'client' ? 'client' : 'team'} />)
  })
  .get('/dev/mails', async c => (await import('./dev-mails')).mailsPage(c))
  .get('/dev/mails/frame', async c => (await import('./dev-mails')).mailFrame(c))
