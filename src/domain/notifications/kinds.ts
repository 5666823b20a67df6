import type { MessageKey } from '../../../locales'
import type { Category } from '../../lib/cadence'
import type { EventKind } from '../activity/registry'

/**
 * Who is told. `everyone`: both sides; `otherSide`: contacts of what the team did, the team of what a contact did. Of a
 * request its followers: `inCharge` with its assignee, without any the whole team; `concerned` with its opener, without
 * any all contacts; `otherFollowers` the one or the other, `alongside` those of the same side as whoever acted, none
 * where there are none. `assignee`: where nobody has it, the whole team.
 * `pricedFor`: the payers, where a price of it ends that waited for them.
 */
export type Who =
  | 'everyone'
  | 'otherSide'
  | 'otherFollowers'
  | 'alongside'
  | 'team'
  | 'managers'
  | 'inCharge'
  | 'assignee'
  | 'taskPeople'
  | 'contacts'
  | 'concerned'
  | 'payers'
  | 'pricedFor'
  | 'deciders'
  | 'mentioned'
  | 'person'

/** One way in which an event is told. */
export type Told = {
  who: readonly Who[]
  category: Category
  /** The mail's kind, prefix of its messages; absent: shown in the portal alone. */
  mail?: string
  /** The sentence in the portal; absent: the journal's. */
  sentence?: MessageKey
  /** What goes together in one mail: all about the same page (the default), or all of the category in a project. */
  group?: 'project'
}

/**
 * Every kind of event and how it is told: none, one or several ways; a person gets the first that names them. The
 * meaning's `tell` finds the people; this table says what it is to them.
 */
export const kinds = {
  'invitation.accepted': [
    { who: ['managers'], category: 'workspace', sentence: 'notifications.sentence.joined' },
  ],
  'workspace.created': [],
  'workspace.changed': [],
  'workspace.branded': [],
  'workspace.calendar_changed': [],
  'workspace.serving_changed': [],
  'person.invited': [],
  'person.changed': [],
  'person.preferences_changed': [],
  'person.removed': [],
  'client.created': [],
  'client.changed': [],
  'project.created': [],
  'project.changed': [],
  'project.planned': [],
  'project.awaiting': [],
  'project.dated': [],
  'project.handed_over': [],
  'project.steered': [],
  'project.done': [],
  'project.resumed': [],
  'project.archived': [],
  'project.restored': [],
  'project.seen_as': [],
  'phase.added': [],
  'phase.changed': [],
  'phase.moved': [],
  'phase.removed': [],
  'note.added': [],
  'note.changed': [],
  'note.pinned': [],
  'note.unpinned': [],
  'note.removed': [],
  'file.added': [
    {
      who: ['otherSide'],
      category: 'file',
      mail: 'files.mail.added',
      sentence: 'notifications.sentence.file_added',
      group: 'project',
    },
  ],
  'file.version_added': [
    {
      who: ['otherSide'],
      category: 'file',
      mail: 'files.mail.version_added',
      sentence: 'notifications.sentence.version',
      group: 'project',
    },
  ],
  'file.shared': [
    {
      who: ['otherSide'],
      category: 'file',
      mail: 'files.mail.added',
      sentence: 'notifications.sentence.file_shared',
      group: 'project',
    },
  ],
  'file.hidden': [],
  'file.final_set': [],
  'file.final_unset': [],
  'file.deleted': [],
  'file.restored': [],
  'file.purged': [],
  'file.moved': [],
  'folder.created': [],
  'folder.renamed': [],
  'folder.deleted': [],
  'file.version_described': [],
  'file.preview_made': [],
  'file.held': [],
  'file.released': [
    {
      who: ['contacts'],
      category: 'file',
      mail: 'filePage.mail.released',
      sentence: 'notifications.sentence.released',
      group: 'project',
    },
  ],
  'file.commented': [
    {
      who: ['otherSide'],
      category: 'file',
      mail: 'filePage.mail.commented',
      sentence: 'notifications.sentence.remark',
    },
  ],
  'file.remark_resolved': [
    {
      who: ['otherSide'],
      category: 'file',
      mail: 'filePage.mail.resolved',
      sentence: 'notifications.sentence.remark_done',
    },
  ],
  'file.remark_reopened': [],
  'file.remark_turned': [],
  'task.created': [],
  'task.edited': [],
  'task.moved': [],
  'task.finished': [
    {
      who: ['contacts'],
      category: 'task',
      mail: 'tasks.mail.finished',
      sentence: 'notifications.sentence.finished',
      group: 'project',
    },
  ],
  'task.reordered': [],
  'task.blocked': [
    {
      who: ['contacts'],
      category: 'task',
      mail: 'tasks.mail.blocked',
      sentence: 'notifications.sentence.blocked',
    },
  ],
  'task.unblocked': [],
  'task.deleted': [],
  'task.restored': [],
  'task.commented': [{ who: ['taskPeople'], category: 'task', sentence: 'notifications.sentence.commented' }],
  'task.comment_removed': [],
  'task.checklist': [],
  'ticket.opened': [
    {
      who: ['otherFollowers'],
      category: 'request',
      mail: 'tickets.mail.opened',
      sentence: 'notifications.sentence.opened',
    },
  ],
  'ticket.replied': [
    {
      who: ['otherFollowers', 'alongside'],
      category: 'reply',
      mail: 'tickets.mail.reply',
      sentence: 'notifications.sentence.replied',
    },
  ],
  'ticket.answered': [
    {
      who: ['inCharge', 'alongside'],
      category: 'reply',
      mail: 'tickets.mail.reply',
      sentence: 'notifications.sentence.replied',
    },
  ],
  'ticket.noted': [],
  'ticket.clarification_asked': [
    {
      who: ['concerned'],
      category: 'reply',
      mail: 'tickets.mail.question',
      sentence: 'notifications.sentence.asked',
    },
  ],
  'ticket.resumed': [],
  'ticket.accepted': [
    {
      who: ['concerned'],
      category: 'request',
      mail: 'tickets.mail.accepted',
      sentence: 'notifications.sentence.accepted',
    },
  ],
  'ticket.priced': [
    {
      who: ['payers'],
      category: 'due',
      mail: 'tickets.mail.priced',
      sentence: 'notifications.sentence.priced',
    },
    {
      who: ['concerned'],
      category: 'request',
      mail: 'tickets.mail.priced_plain',
      sentence: 'notifications.sentence.priced',
    },
  ],
  'ticket.repriced': [
    {
      who: ['payers'],
      category: 'due',
      mail: 'tickets.mail.priced',
      sentence: 'notifications.sentence.repriced',
    },
    {
      who: ['concerned'],
      category: 'request',
      mail: 'tickets.mail.priced_plain',
      sentence: 'notifications.sentence.repriced',
    },
  ],
  'ticket.paid': [{ who: ['inCharge', 'concerned'], category: 'request', mail: 'tickets.mail.paid' }],
  'ticket.agreed': [
    {
      who: ['managers', 'inCharge'],
      category: 'request',
      mail: 'tickets.mail.agreed',
      sentence: 'notifications.sentence.agreed',
    },
    {
      who: ['concerned'],
      category: 'request',
      mail: 'tickets.mail.accepted',
      sentence: 'notifications.sentence.agreed',
    },
  ],
  'ticket.declined': [
    {
      who: ['inCharge', 'concerned'],
      category: 'request',
      mail: 'tickets.mail.declined',
      sentence: 'notifications.sentence.declined',
    },
  ],
  'ticket.price_withdrawn': [
    { who: ['concerned', 'pricedFor'], category: 'request', mail: 'tickets.mail.price_gone' },
  ],
  'ticket.price_expired': [
    { who: ['inCharge', 'concerned', 'pricedFor'], category: 'request', mail: 'tickets.mail.price_gone' },
  ],
  'ticket.refused': [
    {
      who: ['concerned', 'pricedFor'],
      category: 'request',
      mail: 'tickets.mail.refused',
      sentence: 'notifications.sentence.refused',
    },
  ],
  'ticket.withdrawn': [
    {
      who: ['inCharge', 'alongside', 'pricedFor'],
      category: 'request',
      mail: 'tickets.mail.withdrawn',
      sentence: 'notifications.sentence.withdrawn',
    },
  ],
  'ticket.started': [{ who: ['concerned'], category: 'request', sentence: 'notifications.sentence.started' }],
  'ticket.set_back': [],
  'ticket.resolved': [
    {
      who: ['concerned'],
      category: 'request',
      mail: 'tickets.mail.resolved',
      sentence: 'notifications.sentence.resolved',
    },
  ],
  'ticket.restarted': [],
  'ticket.reopened': [
    {
      who: ['inCharge', 'alongside'],
      category: 'request',
      mail: 'tickets.mail.reopened',
      sentence: 'notifications.sentence.reopened',
    },
  ],
  'ticket.confirmed': [
    { who: ['inCharge', 'alongside'], category: 'request', sentence: 'notifications.sentence.confirmed' },
  ],
  'ticket.closed': [],
  'ticket.reopened_by_team': [
    { who: ['concerned'], category: 'request', sentence: 'notifications.sentence.reopened' },
  ],
  'ticket.merged': [{ who: ['concerned', 'pricedFor'], category: 'request', mail: 'tickets.mail.merged' }],
  'ticket.followed': [
    {
      who: ['person'],
      category: 'request',
      mail: 'tickets.mail.followed',
      sentence: 'notifications.sentence.followed',
    },
  ],
  'ticket.unfollowed': [],
  'ticket.linked': [],
  'ticket.unlinked': [],
  'saved_reply.added': [],
  'saved_reply.changed': [],
  'saved_reply.removed': [],
  'ticket.triaged': [],
  'ticket.assigned': [
    {
      who: ['person'],
      category: 'request',
      mail: 'tickets.mail.assigned',
      sentence: 'notifications.sentence.assigned',
    },
  ],
  'ticket.tagged': [],
  'workspace.promises_changed': [],
  'workspace.promises_recounted': [],
  'ticket.sla_warned': [
    {
      who: ['assignee'],
      category: 'promise',
      mail: 'sla.mail.warned_first',
      sentence: 'notifications.sentence.warned_first',
    },
    {
      who: ['assignee'],
      category: 'promise',
      mail: 'sla.mail.warned_resolve',
      sentence: 'notifications.sentence.warned_resolve',
    },
  ],
  'ticket.sla_breached': [
    {
      who: ['assignee'],
      category: 'promise',
      mail: 'sla.mail.breached_first',
      sentence: 'notifications.sentence.breached_first',
    },
    {
      who: ['assignee'],
      category: 'promise',
      mail: 'sla.mail.breached_resolve',
      sentence: 'notifications.sentence.breached_resolve',
    },
  ],
  'ticket_view.saved': [],
  'ticket_view.renamed': [],
  'ticket_view.removed': [],
  'import.tickets': [],
  'import.tasks': [],
  'payment.requested': [
    {
      who: ['payers'],
      category: 'due',
      mail: 'payments.mail.requested',
      sentence: 'notifications.sentence.pay',
    },
  ],
  'payment.planned': [{ who: ['payers'], category: 'due', mail: 'payments.mail.planned' }],
  'payment.reminded': [{ who: ['payers'], category: 'reminder', mail: 'payments.mail.reminder' }],
  'payment.links_revoked': [],
  'payment.changed': [{ who: ['payers'], category: 'due', mail: 'payments.mail.changed' }],
  'payment.cancelled': [{ who: ['payers'], category: 'payment', mail: 'payments.mail.cancelled' }],
  'payment.expired': [],
  'payment.received': [
    { who: ['payers'], category: 'due', mail: 'payments.mail.receipt' },
    { who: ['managers'], category: 'payment', mail: 'payments.mail.received' },
  ],
  'payment.started': [],
  'payment.not_opened': [],
  'payment.processing': [],
  'payment.failed': [],
  'payment.checkout_expired': [],
  'payment.late': [{ who: ['managers'], category: 'payment', mail: 'payments.mail.late' }],
  'payment.duplicate': [{ who: ['managers'], category: 'payment', mail: 'payments.mail.duplicate' }],
  'payment.mismatch': [{ who: ['managers'], category: 'payment', mail: 'payments.mail.mismatch' }],
  'payment.refund_asked': [],
  'payment.refunded': [{ who: ['payers', 'managers'], category: 'due', mail: 'payments.mail.refunded' }],
  'payment.refund_failed': [
    { who: ['managers'], category: 'payment', mail: 'paymentSettings.mail.refund_failed' },
  ],
  'payment.dispute_won': [],
  'payment.dispute_lost': [
    { who: ['managers'], category: 'payment', mail: 'paymentSettings.mail.dispute_lost' },
  ],
  'payment.disputed': [{ who: ['managers'], category: 'payment', mail: 'payments.mail.disputed' }],
  'payment_account.saved': [],
  'payment_account.retired': [],
  'payment_settings.changed': [],
  'webhook.reprocessed': [],
  'approval.asked': [
    {
      who: ['deciders'],
      category: 'approval',
      mail: 'approvals.mail.asked',
      sentence: 'notifications.sentence.approval',
    },
  ],
  'approval.approved': [
    {
      who: ['team'],
      category: 'approval',
      mail: 'approvals.mail.approved',
      sentence: 'notifications.sentence.approved',
    },
  ],
  'approval.changes': [
    {
      who: ['team'],
      category: 'approval',
      mail: 'approvals.mail.changes',
      sentence: 'notifications.sentence.changes',
    },
  ],
  'approval.withdrawn': [],
  'approval.superseded': [],
  'reminder.sent': [
    {
      who: ['payers'],
      category: 'reminder',
      mail: 'reminders.mail.payment_before',
      sentence: 'reminders.sentence.payment',
    },
    {
      who: ['payers'],
      category: 'reminder',
      mail: 'reminders.mail.payment_today',
      sentence: 'reminders.sentence.payment',
    },
    {
      who: ['payers'],
      category: 'reminder',
      mail: 'reminders.mail.payment_late',
      sentence: 'reminders.sentence.payment',
    },
    {
      who: ['payers'],
      category: 'reminder',
      mail: 'reminders.mail.payment_firm',
      sentence: 'reminders.sentence.payment',
    },
    {
      who: ['deciders'],
      category: 'reminder',
      mail: 'reminders.mail.approval',
      sentence: 'reminders.sentence.approval',
    },
    {
      who: ['deciders'],
      category: 'reminder',
      mail: 'reminders.mail.approval_again',
      sentence: 'reminders.sentence.approval',
    },
    {
      who: ['concerned'],
      category: 'reminder',
      mail: 'reminders.mail.clarification',
      sentence: 'reminders.sentence.clarification',
    },
  ],
  'reminder.snoozed': [],
  'reminder.resumed': [],
  'workspace.reminders_changed': [],
  'message.posted': [
    {
      who: ['mentioned'],
      category: 'mention',
      mail: 'messages.mail.mentioned',
      sentence: 'notifications.sentence.mentioned',
    },
    {
      who: ['everyone'],
      category: 'message',
      mail: 'messages.mail.posted',
      sentence: 'notifications.sentence.posted',
      group: 'project',
    },
  ],
  'message.edited': [],
  'message.deleted': [],
  'message.pinned': [],
  'message.unpinned': [],
  'message.turned': [],
  'inbound.waiting': [{ who: ['managers'], category: 'workspace' }],
  'inbound.moved': [],
  'inbound.dismissed': [],
  'mail.bounced': [{ who: ['managers'], category: 'workspace', mail: 'communications.mail.bounced' }],
  'mail.complained': [{ who: ['managers'], category: 'workspace', mail: 'communications.mail.complained' }],
  'mail.address_trusted': [],
  'mail.set_aside': [],
  'mail.resent': [],
  'report.drafted': [
    { who: ['team'], category: 'report', mail: 'reports.mail.drafted' },
    { who: ['team'], category: 'report', mail: 'reports.mail.drafted_auto' },
  ],
  'report.changed': [],
  'report.left': [],
  'report.sent': [
    {
      who: ['contacts'],
      category: 'report',
      mail: 'reports.mail.sent',
      sentence: 'notifications.sentence.reported',
    },
  ],
  'project.weekly_set': [],
  'mail.retried': [],
  'message.retried': [],
} as const satisfies Record<EventKind, readonly Told[]>

/** The way an event is told by this mail, or without one. @returns undefined where the table does not know it */
export function toldBy(event: string, mail?: string): Told | undefined {
  const ways: readonly Told[] = (kinds as Record<string, readonly Told[]>)[event] ?? []
  return ways.find(way => way.mail === mail)
}
