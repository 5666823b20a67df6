import type { Ui } from '../../locales'
import type { NextReminder } from '../../src/domain/reminders/next'
import { NEVER, snoozes } from '../../src/lib/reminders'
import { urls } from '../../src/urls'
import { Button, Menu, MenuForm, Notice } from '../shared'

type Props = { ui: Ui; slug: string; projectId: string; next: NextReminder | null }

/** When the client is reminded of this next, and the way to leave them alone; for the team. */
export const NextReminderLine = (props: Props) =>
  props.next && (
    <Notice icon="bell" tone="neutral" actions={<Moves {...props} next={props.next} />}>
      <p>{saidOf(props.ui, props.next)}</p>
    </Notice>
  )

function saidOf(ui: Ui, next: NextReminder): string {
  const last = next.last && ui.t('reminders.next.last', { date: ui.format.date(next.last) })
  return [last, comingOf(ui, next)].filter(Boolean).join(' ')
}

function comingOf({ t, format, now }: Ui, { at, snoozed }: NextReminder): string {
  const { by: name = '', until = 0 } = snoozed ?? {}
  if (until >= NEVER) return t('reminders.next.stopped', { name })
  if (snoozed) return t('reminders.next.until', { name, date: format.date(until) })
  if (at === null) return t('reminders.next.none')
  return at > now
    ? t('reminders.next.planned', { date: format.weekday(at), time: format.time(at) })
    : t('reminders.next.at_once')
}

const Moves = ({ ui: { t }, slug, projectId, next }: Props & { next: NextReminder }) => {
  const { kind, id, at, snoozed } = next
  if (snoozed)
    return (
      <form method="post" action={urls.snoozeRemoval(slug, projectId, kind, id)}>
        <Button size="sm">{t('reminders.next.resume')}</Button>
      </form>
    )
  if (at === null) return null
  return (
    <Menu id={`snooze-${id}`} label={t('reminders.next.snooze')} icon="clock" size="sm" showLabel>
      {snoozes.map(how => (
        <MenuForm action={urls.snooze(slug, projectId, kind, id)} fields={{ for: how }}>
          {t(`reminders.next.${how}`)}
        </MenuForm>
      ))}
    </Menu>
  )
}
