import { eq } from 'drizzle-orm'
import type { Happened, MailValue, Meanings } from '../events/meaning'
import { contacts, fact, otherSide, type Story, team, tell, withNear } from './story'

/** Those who see amounts get them; the other contacts read that there is a price, and not how much. */
const priced = tell(async (s, event, scope) => {
  const requests = scope.view('paymentRequests')
  const [[request]] = await scope.read(
    scope
      .select()
      .from(requests)
      .where(eq(requests.id, fact(event, 'requestId'))),
  )
  if (request?.state !== 'pending' || request.amount === null) return []
  const { payers } = s.audience
  const facts: Record<string, MailValue> = {
    amount: { money: request.amount, currency: request.currency },
    ...(request.delayDays !== null && { delay: request.delayDays }),
    ...(request.validUntil !== null && { valid: { day: request.validUntil } }),
  }
  return [
    { to: payers, mail: s.mail('priced', { quote: request.description, facts, finance: true }) },
    { to: contacts(s).filter(id => !payers.includes(id)), mail: s.mail('priced_plain') },
  ]
})

const agreed = tell((s, event) => {
  const { managers } = s.audience
  const { amount, currency } = event.money ?? {}
  const facts: Record<string, MailValue> =
    typeof amount === 'number' ? { amount: { money: amount, currency: String(currency) } } : {}
  return [
    { to: managers, mail: s.mail('agreed', { facts, finance: true }) },
    { to: team(s).filter(id => !managers.includes(id)), mail: s.mail('agreed') },
    // Whoever asked for it may be another than who agreed.
    { to: contacts(s), mail: s.mail('accepted') },
  ]
})

/** With these people, those who were to decide about the price that ends by it. */
const withPayers = (s: Story, event: Happened, to: string[]): string[] =>
  fact(event, 'requestId') ? [...new Set([...to, ...s.audience.payers])] : to

const topics = ['tickets', 'project'] as const
const withBoard = ['tickets', 'board', 'project'] as const
const withMoney = ['tickets', 'payments', 'board', 'project'] as const

export const ticketEvents = {
  'ticket.opened': {
    line: 'tickets.journal.opened',
    topics: withBoard,
    tell: tell(s => [
      {
        to: otherSide(s),
        mail: s.mail('opened', {
          quote: s.ticket.body,
          facts: {
            type: { message: `tickets.type.${s.ticket.type}` },
            urgency: { urgency: s.ticket.urgency },
          },
        }),
      },
    ]),
  },
  'ticket.replied': {
    line: 'tickets.journal.replied',
    topics,
    tell: tell(s => [{ to: withNear(s, otherSide(s)), mail: s.mail('reply', { quote: s.said }) }]),
  },
  'ticket.answered': {
    line: 'tickets.journal.answered',
    topics: withBoard,
    tell: tell(s => [{ to: withNear(s, team(s)), mail: s.mail('reply', { quote: s.said }) }]),
  },
  'ticket.noted': { line: 'tickets.journal.noted', topics: ['tickets'] },
  'ticket.clarification_asked': {
    line: 'tickets.journal.clarification_asked',
    topics: withBoard,
    tell: tell(s => [{ to: contacts(s), mail: s.mail('question', { quote: s.said }) }]),
  },
  'ticket.resumed': { line: 'tickets.journal.resumed', topics: withBoard },
  'ticket.accepted': {
    line: 'tickets.journal.accepted',
    topics: withBoard,
    tell: tell(s => [{ to: contacts(s), mail: s.mail('accepted') }]),
  },
  'ticket.priced': { line: 'tickets.journal.priced', topics: withMoney, tell: priced },
  'ticket.repriced': { line: 'tickets.journal.repriced', topics: withMoney, tell: priced },
  // Managers and payers are told of the money itself by the payment.
  'ticket.paid': {
    line: 'tickets.journal.paid',
    topics: withMoney,
    tell: tell(s => {
      const told = [...s.audience.managers, ...s.audience.payers]
      const others = [...team(s), ...contacts(s)].filter(id => !told.includes(id))
      return [{ to: others, mail: s.mail('paid') }]
    }),
  },
  'ticket.agreed': { line: 'tickets.journal.agreed', topics: withMoney, tell: agreed },
  'ticket.declined': {
    line: 'tickets.journal.declined',
    topics: withMoney,
    tell: tell(s => [
      { to: [...team(s), ...contacts(s)], mail: s.mail('declined', { quote: s.ticket.reason || undefined }) },
    ]),
  },
  'ticket.price_withdrawn': {
    line: 'tickets.journal.price_withdrawn',
    topics: withMoney,
    tell: tell((s, event) => [{ to: withPayers(s, event, contacts(s)), mail: s.mail('price_gone') }]),
  },
  'ticket.price_expired': {
    line: 'tickets.journal.price_expired',
    topics: withMoney,
    tell: tell((s, event) => [
      { to: [...withPayers(s, event, contacts(s)), ...team(s)], mail: s.mail('price_gone') },
    ]),
  },
  'ticket.refused': {
    line: 'tickets.journal.refused',
    topics: withMoney,
    tell: tell((s, event) => [
      {
        to: withPayers(s, event, contacts(s)),
        mail: s.mail('refused', { quote: s.ticket.reason || undefined }),
      },
    ]),
  },
  'ticket.withdrawn': {
    line: 'tickets.journal.withdrawn',
    topics: withMoney,
    tell: tell((s, event) => [{ to: withNear(s, withPayers(s, event, team(s))), mail: s.mail('withdrawn') }]),
  },
  'ticket.started': {
    line: 'tickets.journal.started',
    topics: withBoard,
    tell: tell(s => [{ to: contacts(s), path: s.path }]),
  },
  'ticket.set_back': { line: 'tickets.journal.set_back', topics: withBoard },
  // Undone within the seconds that a card dropped by mistake needs: then there is nothing to tell.
  'ticket.resolved': {
    line: 'tickets.journal.resolved',
    topics: withBoard,
    patience: 10,
    tell: tell((s, event) =>
      s.ticket.state === 'resolved' && s.ticket.stateAt === event.at
        ? [{ to: contacts(s), mail: s.mail('resolved') }]
        : [],
    ),
  },
  'ticket.restarted': { line: 'tickets.journal.restarted', topics: withBoard },
  'ticket.reopened': {
    line: 'tickets.journal.reopened',
    topics: withBoard,
    tell: tell(s => [{ to: withNear(s, team(s)), mail: s.mail('reopened', { quote: s.said }) }]),
  },
  'ticket.confirmed': {
    line: 'tickets.journal.confirmed',
    topics: withBoard,
    tell: tell(s => [{ to: withNear(s, team(s)), path: s.path }]),
  },
  'ticket.closed': { line: 'tickets.journal.closed', topics: withBoard },
  'ticket.reopened_by_team': {
    line: 'tickets.journal.reopened_by_team',
    topics: withBoard,
    tell: tell(s => [{ to: contacts(s), path: s.path }]),
  },
  'ticket.merged': {
    line: 'tickets.journal.merged',
    topics: withMoney,
    tell: tell((s, event) => [
      {
        to: withPayers(s, event, contacts(s)),
        mail: s.mail('merged', { values: mergedValues(s, event) }),
      },
    ]),
  },
  // Left again meanwhile, they are not to be told that they are in copy.
  'ticket.followed': {
    line: 'ticketPage.journal.followed',
    topics: ['tickets'],
    tell: tell((s, event) => {
      const person = fact(event, 'personId')
      const still = s.following.includes(person) && person !== event.actorId
      const to = s.people.map(p => p.id).filter(id => still && id === person)
      return [{ to, mail: s.mail('followed', { quote: s.ticket.body }) }]
    }),
  },
  'ticket.unfollowed': { line: 'ticketPage.journal.unfollowed', topics: ['tickets'] },
  'ticket.linked': { line: 'ticketPage.journal.linked', topics: ['tickets'] },
  'ticket.unlinked': { line: 'ticketPage.journal.unlinked', topics: ['tickets'] },
  'saved_reply.added': { line: 'ticketPage.journal.saved_added', topics: [] },
  'saved_reply.changed': { line: 'ticketPage.journal.saved_changed', topics: [] },
  'saved_reply.removed': { line: 'ticketPage.journal.saved_removed', topics: [] },
  'ticket.triaged': { line: 'tickets.journal.triaged', topics },
  // Given away again meanwhile, it is no longer theirs to do.
  'ticket.assigned': {
    line: 'tickets.journal.assigned',
    topics: ['tickets', 'board'],
    tell: tell((s, event) => {
      const to = team(s).filter(id => id === s.ticket.assigneeId && id === fact(event, 'to'))
      return [{ to, mail: s.mail('assigned', { quote: s.ticket.body }) }]
    }),
  },
  'ticket.tagged': { line: 'tickets.journal.tagged', topics: ['tickets'] },
} satisfies Meanings

const mergedValues = (s: Story, event: Happened) => ({
  number: s.ticket.number,
  subject: s.ticket.subject,
  who: s.actor,
  into: fact(event, 'intoNumber'),
})
