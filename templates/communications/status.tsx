import type { MessageKey, Ui } from '../../locales'
import { isMessage } from '../../locales'
import { type MailStatus, statusOf } from '../../src/lib/mail-status'
import { Badge, type IconName } from '../shared'
import type { Tone } from '../shared/attrs'

/** What a mail's line needs to say what became of it. */
export type Fate = Parameters<typeof statusOf>[0] & { problem: string | null }

const looks: Record<MailStatus, [Tone, IconName]> = {
  waiting: ['neutral', 'clock'],
  held: ['neutral', 'hourglass'],
  sent: ['info', 'send'],
  delayed: ['warning', 'hourglass'],
  delivered: ['success', 'check'],
  bounced: ['danger', 'circle-x'],
  suppressed: ['danger', 'circle-x'],
  complained: ['danger', 'triangle-alert'],
  skipped: ['neutral', 'x'],
  failed: ['danger', 'circle-x'],
  stuck: ['warning', 'circle-help'],
  merged: ['neutral', 'inbox'],
}

/** In a word and a sign; colour is never alone. */
export const MailFate = ({ ui, mail }: { ui: Ui; mail: Fate }) => {
  const status = statusOf(mail)
  const [tone, icon] = looks[status]
  return (
    <Badge tone={tone} icon={icon}>
      {fateOf(ui, mail)}
    </Badge>
  )
}

export function fateOf({ t, format, now }: Ui, mail: Fate): string {
  const status = statusOf(mail)
  if (status !== 'held') return t(`communications.status.${status}`)
  const until = mail.heldUntil ?? now
  const time = format.isoDay(until) === format.isoDay(now) ? format.time(until) : format.dateTime(until)
  return t('communications.status.held', { time })
}

/** Why it did not go; nothing where it went. */
export function whyOf({ t }: Ui, { state, problem }: Fate): string | undefined {
  if (state !== 'skipped' && state !== 'failed' && state !== 'stuck') return undefined
  const key: MessageKey | string = `communications.reason.${problem}`
  return t(isMessage(key) ? key : 'communications.reason.refused')
}
