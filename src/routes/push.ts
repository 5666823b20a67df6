import { Hono } from 'hono'
import { NotFound } from '../lib/errors'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { form } from '../web/form'
import { seeOther } from '../web/reply'

/** One's own devices that are told by web push; they are shown among one's preferences. */
export const push = new Hono<WorkspaceApp>()
  .post('/', async c => {
    const { scope, person, config } = c.var
    const [{ addDevice, deviceInput }, { areDeviceKeys, isPushService, vapidOf }] = await Promise.all([
      import('../domain/notifications/devices'),
      import('../outside/push'),
    ])
    if (!vapidOf(config)) throw new NotFound()
    const parsed = await form(c, deviceInput)
    const { slug } = scope.workspace
    if (!parsed.ok || !isPushService(config, parsed.data.endpoint) || !areDeviceKeys(parsed.data))
      return seeOther(c, urls.pushRefused(slug))
    const userAgent = c.req.header('User-Agent') ?? ''
    await addDevice(scope, person, config.SECRET_KEY, { address: parsed.data, userAgent })
    return seeOther(c, urls.ownPreferences(slug), 'push.added')
  })
  .post('/:device/removal', async c => {
    const { scope, person } = c.var
    const { removeDevice } = await import('../domain/notifications/devices')
    await removeDevice(scope, person, c.req.param('device'))
    return seeOther(c, urls.ownPreferences(scope.workspace.slug), 'push.removed')
  })
