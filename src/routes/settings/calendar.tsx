import { type Context, Hono } from 'hono'
import {
  calendarPage,
  changeWeek,
  daysInput,
  setDays,
  stretchInput,
  unsetDays,
} from '../../domain/workspaces/calendar'
import { weekInput } from '../../domain/workspaces/week-input'
import { urls } from '../../urls'
import type { WorkspaceApp } from '../../web/context'
import { attempt, form, type Refused } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'

type In = Context<WorkspaceApp>

/** The days and hours on which work is done, which every promise is counted in. */
export const calendar = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', c => shown(c))
  .post('/', async c => {
    const parsed = await form(c, weekInput)
    if (!parsed.ok) return shown(c, { week: parsed })
    await changeWeek(c.var.scope, parsed.data)
    return saved(c)
  })
  .post('/days', async c => {
    const parsed = await form(c, daysInput)
    if (!parsed.ok) return shown(c, { days: parsed })
    const done = await attempt(parsed.values, () => setDays(c.var.scope, parsed.data))
    return done.ok ? saved(c) : shown(c, { days: done })
  })
  .post('/days/removal', async c => {
    const parsed = await form(c, stretchInput)
    if (!parsed.ok) return shown(c)
    await unsetDays(c.var.scope, parsed.data)
    return saved(c)
  })

const saved = (c: In) => seeOther(c, urls.calendar(c.var.scope.workspace.slug), 'workspaces.calendar.saved')

async function shown(c: In, refused: { week?: Refused; days?: Refused } = {}) {
  const { scope, ui } = c.var
  const status = c.req.method === 'POST' ? 422 : 200
  const { CalendarSettings } = await import('../../../templates/workspaces/calendar')
  return page(
    c,
    { title: ui.t('workspaces.calendar.title'), at: 'settings', status },
    <CalendarSettings
      ui={ui}
      slug={scope.workspace.slug}
      zone={scope.workspace.timezone}
      calendar={calendarPage(scope)}
      refused={refused}
    />,
  )
}
