import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { workingDay } from '../../domain/tickets/sla'
import { changePolicies, policiesInput, readPolicies, recountOpen } from '../../domain/tickets/sla-policies'
import { presetNames, presetOf } from '../../lib/presets'
import { urls } from '../../urls'
import type { WorkspaceApp } from '../../web/context'
import { form, type Refused } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'

const recountInput = z.object({ back: z.string().optional() })

type In = Context<WorkspaceApp>

/** What is promised for requests, by type and urgency. */
export const promises = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', c => shown(c))
  .post('/', async c => {
    const { scope } = c.var
    const parsed = await form(c, policiesInput(workingDay(scope)))
    if (!parsed.ok) return shown(c, parsed)
    await changePolicies(scope, parsed.data)
    return seeOther(
      c,
      urls.promises(scope.workspace.slug),
      parsed.data.apply ? 'sla.page.saved_applied' : 'sla.page.saved',
    )
  })
  .post('/recount', async c => {
    const { scope } = c.var
    const parsed = await form(c, recountInput)
    await recountOpen(scope)
    const back = parsed.ok && parsed.data.back === 'calendar' ? urls.calendar : urls.promises
    return seeOther(c, back(scope.workspace.slug), 'sla.page.recounted')
  })

async function shown(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const { policies, open } = await readPolicies(scope)
  const day = workingDay(scope)
  const preset = presetNames.find(name => name === c.req.query('preset'))
  const { PromisesSettings } = await import('../../../templates/workspaces/promises')
  return page(
    c,
    { title: ui.t('sla.page.title'), at: 'settings', status: refused ? 422 : 200, wide: true },
    <PromisesSettings
      ui={ui}
      slug={scope.workspace.slug}
      policies={preset ? presetOf(preset, day) : policies}
      open={open}
      day={day}
      shown={scope.workspace.serving.promises}
      preset={preset}
      refused={refused}
    />,
  )
}
