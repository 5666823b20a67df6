import { type Context, Hono } from 'hono'
import { take } from '../domain/accounts/limits'
import { limitOf } from '../domain/accounts/visitor'
import { recordStanding } from '../domain/activity/record'
import { readCode } from '../lib/code'
import { urls } from '../urls'
import type { OpenApp } from '../web/context'
import { visitorOf } from './accounts/visitor'

const templates = () => import('../../templates/approvals/verify')

/** Open to the world: whether the record behind a receipt's code is intact, and nothing of what it says. */
export const verify = new Hono<OpenApp>()
  .get('/', async c => {
    const typed = c.req.query('code')?.trim()
    const { VerifyPage } = await templates()
    if (!typed) return c.html(<VerifyPage ui={c.var.ui} />)
    const digest = c.req.query('sha256')?.trim().toLowerCase()
    const code = readCode(typed)
    return code && !digest ? c.redirect(urls.verify(code), 303) : answer(c, code, digest)
  })
  .get('/:code', c => answer(c, readCode(c.req.param('code'))))

/** The same page, with the same status, whatever the code is. */
async function answer(c: Context<OpenApp>, code: string | null, digest?: string) {
  await take(c.var.person, [await limitOf(visitorOf(c), 'verify_ip')])
  const standing = code ? await recordStanding(c.var.door, code, digest) : 'unknown'
  c.header('Cache-Control', 'no-store')
  const { VerifyPage } = await templates()
  return c.html(<VerifyPage ui={c.var.ui} code={code ?? undefined} standing={standing} />)
}
