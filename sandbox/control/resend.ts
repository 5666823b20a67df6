import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import type { HonoEnv, Sandbox } from '../context.ts'
import { sendAnswer } from '../resend/answer.ts'
import { bareAddress } from '../resend/input.ts'
import { receive, recipients, report } from '../resend/mail.ts'
import { bounceTypes, type Mail, type MailEvent, mailEvents } from '../resend/types.ts'
import { done, read } from './request.ts'

const POLL = 25
const MAX_WAIT = 60_000

const words = { bounce: z.enum(bounceTypes).optional(), words: z.string().optional() }
const reportInput = z.object({ proof: z.enum(['good', 'forged', 'old']).optional(), ...words })
const endInput = z.object({ address: z.string(), event: z.enum(mailEvents), ...words })
const answerInput = z.object({
  from: z.string().optional(),
  text: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
})
const receiveInput = z.object({
  from: z.string(),
  to: z.union([z.string(), z.array(z.string())]).transform(value => [value].flat()),
  subject: z.string().default(''),
  text: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
})

/** `/control/mails` and `/control/resend`: reading what was sent, and saying what became of it. */
export function resendControl(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()

  // Newest first. `after` is an instant in milliseconds or a mail's id; `wait` holds the answer back, for at
  // most so many milliseconds, until there is a mail to show.
  app.get('/mails', async c => {
    const { to, after, wait = '0' } = c.req.query()
    const until = Date.now() + Math.min(MAX_WAIT, Number(wait))
    let found = select(sandbox.store.state.resend.mails, to, after)
    while (found.length === 0 && Date.now() < until && !sandbox.stopping.aborted) {
      await sleep(POLL)
      found = select(sandbox.store.state.resend.mails, to, after)
    }
    return c.json(found.toReversed().map(mail => ({ ...mail, links: linksOf(mail) })))
  })

  app.post('/resend/mails/:id/answer', async c => {
    const mail = sandbox.store.state.resend.mails.find(known => known.id === c.req.param('id'))
    if (!mail) throw new HTTPException(404, { message: 'no such mail' })
    if (mail.replyTo.length === 0) throw new HTTPException(409, { message: 'this mail cannot be answered' })
    const { from, text, headers } = await read(c, answerInput)
    return done(c, await sendAnswer(sandbox, mail, { from: from ?? mail.to[0] ?? '', words: text, headers }))
  })

  app.post('/resend/mails/:id/:event', async c => {
    const mail = sandbox.store.state.resend.mails.find(known => known.id === c.req.param('id'))
    const event = c.req.param('event') as MailEvent
    if (!mail || !mailEvents.includes(event)) {
      throw new HTTPException(404, { message: 'no such mail or event' })
    }
    const { proof, ...said } = await read(c, reportInput)
    const delivery = await report(sandbox, mail, event, { proof, retry: !proof, ...said })
    return done(c, { delivery })
  })

  // From now on; `delivered` makes an address one like all others again.
  app.post('/resend/addresses', async c => {
    const { address, ...end } = await read(c, endInput)
    const { resend } = sandbox.store.state
    const { [bareAddress(address)]: _, ...others } = resend.ends ?? {}
    resend.ends = end.event === 'delivered' ? others : { ...others, [bareAddress(address)]: end }
    sandbox.store.touch()
    return done(c, { ends: resend.ends })
  })

  app.post('/resend/receive', async c => {
    const delivery = await receive(sandbox, await read(c, receiveInput))
    return done(c, { delivery })
  })
  return app
}

function select(mails: readonly Mail[], to: string | undefined, after: string | undefined): Mail[] {
  const at = after ? mails.findIndex(mail => mail.id === after) : -1
  const since = after && at === -1 ? Number(after) : 0
  return mails
    .slice(at + 1)
    .filter(mail => mail.createdAt > since && (!to || recipients(mail).includes(bareAddress(to))))
}

/** The addresses that the mail's HTML links to, or else those in its text. */
function linksOf(mail: Mail): string[] {
  if (mail.html !== null) {
    return [...mail.html.matchAll(/\bhref="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  }
  return [...(mail.text ?? '').matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link)
}
