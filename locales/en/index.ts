import { accounts } from './accounts'
import { activity } from './activity'
import { approvals } from './approvals'
import { board } from './board'
import { clients } from './clients'
import { common } from './common'
import { communications } from './communications'
import { errors } from './errors'
import { filePage } from './file-page'
import { files } from './files'
import { imports } from './imports'
import { inbound } from './inbound'
import { mail } from './mail'
import { messages } from './messages'
import { notes } from './notes'
import { notifications } from './notifications'
import { pay } from './pay'
import { paymentSettings } from './payment-settings'
import { payments } from './payments'
import { preferences } from './preferences'
import { projects } from './projects'
import { push } from './push'
import { reminders } from './reminders'
import { reports } from './reports'
import { shell } from './shell'
import { sla } from './sla'
import { tasks } from './tasks'
import { ticketList } from './ticket-list'
import { ticketPage } from './ticket-page'
import { tickets } from './tickets'
import { workspaces } from './workspaces'

export const en = {
  accounts,
  activity,
  approvals,
  board,
  clients,
  common,
  communications,
  errors,
  filePage,
  files,
  imports,
  inbound,
  mail,
  messages,
  notes,
  notifications,
  pay,
  paymentSettings,
  payments,
  preferences,
  projects,
  push,
  reminders,
  reports,
  shell,
  sla,
  tasks,
  ticketList,
  ticketPage,
  tickets,
  workspaces,
}
