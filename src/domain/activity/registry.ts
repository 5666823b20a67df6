import { accountsEvents } from '../accounts/events'
import { approvalEvents } from '../approvals/events'
import { clientEvents } from '../clients/events'
import { deliveryEvents } from '../deliveries/events'
import type { Meaning, Meanings } from '../events/meaning'
import { fileEvents } from '../files/events'
import { filePageEvents } from '../files/page-events'
import { importEvents } from '../imports/events'
import { inboundEvents } from '../inbound/events'
import { messageEvents } from '../messages/events'
import { noteEvents } from '../notes/events'
import { paymentAccountEvents } from '../payments/account-events'
import { paymentEvents } from '../payments/events'
import { projectEvents } from '../projects/events'
import { reminderEvents } from '../reminders/events'
import { reportEvents } from '../reports/events'
import { taskEvents } from '../tasks/events'
import { ticketEvents } from '../tickets/events'
import { slaEvents } from '../tickets/sla-events'
import { viewEvents } from '../tickets/view-events'
import { workspaceEvents } from '../workspaces/events'
import { activityEvents } from './events'

/** Every event kind of the product and what it means. A kind that is not here is refused by a test. */
const all = {
  ...accountsEvents,
  ...workspaceEvents,
  ...clientEvents,
  ...projectEvents,
  ...noteEvents,
  ...fileEvents,
  ...filePageEvents,
  ...taskEvents,
  ...ticketEvents,
  ...slaEvents,
  ...viewEvents,
  ...importEvents,
  ...paymentEvents,
  ...paymentAccountEvents,
  ...approvalEvents,
  ...reminderEvents,
  ...messageEvents,
  ...inboundEvents,
  ...deliveryEvents,
  ...reportEvents,
  ...activityEvents,
} satisfies Meanings

export type EventKind = keyof typeof all

/** @returns undefined for a kind that this version does not know (written by a newer one, or long retired) */
export const meaningOf = (kind: string): Meaning | undefined => (all as Meanings)[kind] as Meaning | undefined

export const kinds = (): string[] => Object.keys(all)
