import type { MessageKey, Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Card, Icon, type IconName, List, Row } from '../shared'

type Door = { to: (slug: string) => string; icon: IconName; title: MessageKey; text: MessageKey }

/** The pages of the settings beside the first, in the order in which they are shown: one line each. */
const doors: readonly Door[] = [
  {
    to: urls.members,
    icon: 'users',
    title: 'workspaces.settings.team',
    text: 'workspaces.settings.team_text',
  },
  {
    to: urls.calendar,
    icon: 'calendar',
    title: 'workspaces.settings.calendar',
    text: 'workspaces.settings.calendar_text',
  },
  {
    to: urls.serving,
    icon: 'ticket',
    title: 'workspaces.settings.serving',
    text: 'workspaces.settings.serving_text',
  },
  {
    to: urls.savedReplies,
    icon: 'message-circle',
    title: 'ticketPage.saved.title',
    text: 'ticketPage.saved.text',
  },
  { to: urls.promises, icon: 'timer', title: 'sla.page.title', text: 'sla.page.lead' },
  { to: urls.reminders, icon: 'bell', title: 'reminders.title', text: 'reminders.door' },
  { to: urls.mails, icon: 'send', title: 'communications.mails.title', text: 'communications.mails.door' },
  { to: urls.inbound, icon: 'mail', title: 'inbound.title', text: 'inbound.door' },
  {
    to: urls.paymentSettings,
    icon: 'wallet',
    title: 'paymentSettings.title',
    text: 'paymentSettings.door_text',
  },
]

/** The doors to the other settings. */
export const SettingsDoors = ({ ui: { t }, slug }: { ui: Ui; slug: string }) => (
  <Card flush class="doors">
    <List>
      {doors.map(({ to, icon, title, text }) => (
        <Row title={t(title)} href={to(slug)} lead={<Icon name={icon} />} meta={t(text)} />
      ))}
    </List>
  </Card>
)
