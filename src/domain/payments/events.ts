import { eq, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, MailDraft, Meaning, Meanings, Telling } from '../events/meaning'
import { contactsOf, managersOf, type Recipient, whoMayEnter } from '../events/recipients'

const money = ['payments', 'project'] as const

/** Mails of money go to those who may see amounts, and say so again at the moment of sending. */
type Mailed = { kind: string; facts?: (r: Asked) => MailDraft['facts']; link?: true }
type Asked = Awaited<ReturnType<typeof asked>>['request']

/** The event's request and the people of its project, in one round trip. */
async function asked(scope: ProjectScope, event: Happened) {
  const r = scope.view('paymentRequests')
  const [rows, people] = await scope.read(
    scope
      .select({
        id: r.id,
        title: r.title,
        description: r.description,
        dueOn: r.dueOn,
        validUntil: r.validUntil,
        reference: r.transferReference,
        kind: r.kind,
        linkVersion: r.linkVersion,
      })
      .from(r)
      .where(eq(r.id, event.subjectId ?? '')),
    whoMayEnter(scope),
  )
  return { request: rows[0], people: people as Recipient[] }
}

const day = (iso: string | null | undefined, name: string) => (iso ? { [name]: { day: iso } } : {})

function draftOf(
  scope: ProjectScope,
  event: Happened,
  request: NonNullable<Asked>,
  mailed: Mailed,
): MailDraft {
  const { amount, currency } = event.money ?? {}
  const sum = { money: Number(amount), currency: String(currency) }
  return {
    kind: mailed.kind,
    values: { title: request.title, amount: sum, project: scope.project.name },
    facts: { amount: sum, project: scope.project.name, ...mailed.facts?.(request) },
    path: urls.payment(scope.workspace.slug, scope.project.id, request.id),
    ...(mailed.link && {
      pay: { projectId: scope.project.id, requestId: request.id, version: request.linkVersion },
    }),
    finance: true,
  }
}

/** Tells the paying contacts and those who keep the books, each in their own words. */
const telling =
  (to: { payers?: Mailed; keepers?: Mailed }): NonNullable<Meaning['tell']> =>
  async (scope, event) => {
    const { request, people } = await asked(scope, event)
    if (!request) return []
    const tellings: Telling[] = []
    const draft = (mailed: Mailed) => draftOf(scope, event, request, mailed)
    if (to.payers) tellings.push({ to: contactsOf(people, event.actorId, true), mail: draft(to.payers) })
    if (to.keepers) tellings.push({ to: managersOf(people, event.actorId), mail: draft(to.keepers) })
    return tellings
  }

const forRequest = (r: Asked) => ({ ...day(r?.dueOn, 'due'), ...day(r?.validUntil, 'valid') })
const forReceipt = (r: Asked): MailDraft['facts'] => (r?.reference ? { reference: r.reference } : {})
/** A ticket's price and its payment are told with the ticket. */
const unlessTicket =
  (tell: NonNullable<Meaning['tell']>): NonNullable<Meaning['tell']> =>
  async (scope, event) =>
    event.facts?.kind === 'ticket' ? [] : tell(scope, event)

/** One mail for a whole plan: what it comes to, and when it begins. */
async function ofPlan(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const r = scope.view('paymentRequests')
  const [[first], people] = await scope.read(
    scope
      .select({ dueOn: sql<string | null>`min(${r.dueOn})`.as('first_due') })
      .from(r)
      .where(eq(r.planId, event.subjectId ?? '')),
    whoMayEnter(scope),
  )
  const { amount, currency } = event.money ?? {}
  const sum = { money: Number(amount), currency: String(currency) }
  const project = scope.project.name
  const mail: MailDraft = {
    kind: 'payments.mail.planned',
    values: { amount: sum, project, count: Number(event.facts?.count ?? 0) },
    facts: { amount: sum, project, ...day(first?.dueOn, 'due') },
    path: urls.payments(scope.workspace.slug, scope.project.id),
    finance: true,
  }
  return [{ to: contactsOf(people as Recipient[], event.actorId, true), mail }]
}

/** Everything that happens to money. What is nothing but money stands under `finance` in the journal. */
export const paymentEvents = {
  'payment.requested': {
    line: 'payments.journal.requested',
    topics: money,
    tell: unlessTicket(
      telling({ payers: { kind: 'payments.mail.requested', facts: forRequest, link: true } }),
    ),
  },
  'payment.planned': { line: 'payments.journal.planned', topics: money, tell: ofPlan },
  'payment.reminded': {
    line: 'payments.journal.reminded',
    topics: ['payments'],
    tell: telling({ payers: { kind: 'payments.mail.reminder', facts: forRequest, link: true } }),
  },
  'payment.links_revoked': { line: 'payments.journal.links_revoked', topics: ['payments'] },
  'payment.changed': {
    line: 'payments.journal.changed',
    topics: money,
    tell: telling({ payers: { kind: 'payments.mail.changed', facts: forRequest, link: true } }),
  },
  'payment.cancelled': {
    line: 'payments.journal.cancelled',
    topics: money,
    tell: unlessTicket(telling({ payers: { kind: 'payments.mail.cancelled' } })),
  },
  'payment.expired': { line: 'payments.journal.expired', topics: money },
  'payment.received': {
    line: 'payments.journal.received',
    topics: [...money, 'tickets', 'board'],
    tell: telling({
      payers: { kind: 'payments.mail.receipt', facts: forReceipt, link: true },
      keepers: { kind: 'payments.mail.received', facts: forReceipt },
    }),
  },
  'payment.started': { line: 'payments.journal.started', topics: ['payments'] },
  'payment.not_opened': { line: 'payments.journal.not_opened', topics: ['payments'] },
  'payment.processing': { line: 'payments.journal.processing', topics: ['payments'] },
  'payment.failed': { line: 'payments.journal.failed', topics: ['payments'] },
  'payment.checkout_expired': { line: 'payments.journal.checkout_expired', topics: ['payments'] },
  'payment.late': {
    line: 'payments.journal.late',
    topics: ['payments'],
    tell: telling({ keepers: { kind: 'payments.mail.late' } }),
  },
  'payment.duplicate': {
    line: 'payments.journal.duplicate',
    topics: ['payments'],
    tell: telling({ keepers: { kind: 'payments.mail.duplicate' } }),
  },
  'payment.mismatch': {
    line: 'payments.journal.mismatch',
    topics: ['payments'],
    tell: telling({ keepers: { kind: 'payments.mail.mismatch' } }),
  },
  'payment.refund_asked': { line: 'payments.journal.refund_asked', topics: ['payments'] },
  'payment.refunded': {
    line: 'payments.journal.refunded',
    topics: money,
    tell: telling({
      payers: { kind: 'payments.mail.refunded' },
      keepers: { kind: 'payments.mail.refunded' },
    }),
  },
  'payment.refund_failed': {
    line: 'paymentSettings.journal.refund_failed',
    topics: money,
    tell: telling({ keepers: { kind: 'paymentSettings.mail.refund_failed' } }),
  },
  'payment.dispute_won': { line: 'paymentSettings.journal.dispute_won', topics: ['payments'] },
  'payment.dispute_lost': {
    line: 'paymentSettings.journal.dispute_lost',
    topics: ['payments'],
    tell: telling({ keepers: { kind: 'paymentSettings.mail.dispute_lost' } }),
  },
  'payment.disputed': {
    line: 'payments.journal.disputed',
    topics: ['payments'],
    tell: telling({ keepers: { kind: 'payments.mail.disputed' } }),
  },
} satisfies Meanings
