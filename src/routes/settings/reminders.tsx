import { type Context, Hono } from 'hono'
import type { Preview } from '../../domain/reminders/preview'
import { type Awaiting, type Reminders, usualReminders } from '../../lib/reminders'
import { urls } from '../../urls'
import type { WorkspaceApp } from '../../web/context'
import { bodyOf, form, type Refused } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'

type In = Context<WorkspaceApp>

const settings = () => import('../../domain/reminders/settings')

/** What clients are reminded of, and when; nothing goes before it was seen what would go. */
export const reminders = new Hono<WorkspaceApp>()
  .use(managers)
  .get('/', c => shown(c))
  .post('/', async c => {
    const { scope } = c.var
    const { remindersInput, changeReminders, awaitsNothing } = await settings()
    const parsed = await form(c, remindersInput)
    if (!parsed.ok) return shown(c, { refused: parsed, ticked: await bodyOf(c) })
    const { reminders, seen } = parsed.data
    const off = awaitsNothing(reminders)
    if (!off && !seen) {
      const { previewReminders } = await import('../../domain/reminders/preview')
      const preview = await previewReminders(scope, reminders)
      return shown(c, { refused: { values: parsed.values, errors: {} }, preview, reminders })
    }
    await changeReminders(scope, reminders)
    return seeOther(c, urls.reminders(scope.workspace.slug), off ? 'reminders.saved_off' : 'reminders.saved')
  })

type Shown = {
  refused?: Refused
  /** The form as it was sent: its boxes are lists, which `refused` leaves out. */
  ticked?: Awaited<ReturnType<typeof bodyOf>>
  preview?: Preview
  reminders?: Reminders
}

async function shown(c: In, { refused, ticked, preview, reminders }: Shown = {}) {
  const { scope, ui, config } = c.var
  const { readReminders, signature } = await settings()
  const stored = preview ? null : await readReminders(scope)
  const kept = reminders ?? stored ?? usualReminders
  const daysOf = (kind: Awaiting) =>
    ticked ? [ticked[`${kind}_days`] ?? []].flat().map(Number) : kept[kind].days
  const { RemindersSettings } = await import('../../../templates/reminders/settings')
  if (preview) c.header('HX-Push-Url', 'false')
  return page(
    c,
    { title: ui.t('reminders.title'), at: 'settings', status: refused && !preview ? 422 : 200 },
    <RemindersSettings
      ui={ui}
      slug={scope.workspace.slug}
      workspace={scope.workspace.name}
      origin={config.ORIGIN}
      chosen={stored !== null}
      kept={kept}
      days={{
        payment: daysOf('payment'),
        approval: daysOf('approval'),
        clarification: daysOf('clarification'),
      }}
      preview={preview}
      seen={reminders && signature(reminders)}
      refused={refused}
    />,
  )
}
