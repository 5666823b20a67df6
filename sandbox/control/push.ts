import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { HonoEnv, Sandbox } from '../context.ts'
import { pushState } from '../push/api.ts'
import { newDevice } from '../push/browser.ts'
import { done } from './request.ts'

/** `/control/push`: browsers that can be told, and what they were. */
export function pushControl(sandbox: Sandbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>()

  // What a browser's `subscribe` answers.
  app.post('/devices', c => {
    const device = newDevice()
    pushState(sandbox).devices[device.id] = device
    sandbox.store.touch()
    const { id, p256dh, auth } = device
    return c.json({ id, endpoint: `${sandbox.origin}/push/${id}`, p256dh, auth })
  })

  app.post('/devices/:id/departure', c => {
    const device = pushState(sandbox).devices[c.req.param('id')]
    if (!device) throw new HTTPException(404, { message: 'no such device' })
    device.gone = true
    sandbox.store.touch()
    return done(c, { gone: true })
  })

  app.get('/messages', c => {
    const wanted = c.req.query('device')
    return c.json(pushState(sandbox).messages.filter(one => !wanted || one.device === wanted))
  })
  return app
}
