import { expect, it } from 'vitest'
import { rows, system } from '../../../test/harness'
import { furnishedWorld, type Ids } from '../../../test/isolation/furnish'
import { follow, idOf, nameOf } from '../../../test/told'
import { type PersonName, people, world } from '../../../test/world'
import { tellingsOf } from '../../jobs/events'
import { meaningOf } from '../activity/registry'
import type { Happened } from '../events/meaning'
import { kinds, type Told, type Who } from './kinds'

/** Every kind that somebody is told of. */
type Kind = {
  [K in keyof typeof kinds]: (typeof kinds)[K] extends readonly [] ? never : K
}[keyof typeof kinds]

/** One way in which a thing of this kind comes to be: who does it, to what, and how that stands then. */
type Act = {
  by?: PersonName
  of?: keyof Ids
  facts?: Record<string, unknown>
  /** A fact that is one of the world's things. */
  names?: Record<string, keyof Ids>
  money?: Record<string, unknown>
  /** Where it has several ways and each time one of them. */
  mail?: string
  /** Of its table, as SQL. */
  set?: string
}

const AT = 1_795_000_000_000
const team = ['ada', 'camille', 'equipe', 'limited']
/** Of the request that Hugo opened, that Équipe has and Limited follows. Léa sees amounts and approves. */
const whom: Record<Who, (act: Act) => string[]> = {
  everyone: () => [...team, 'hugo', 'lea'],
  otherSide: ({ by }) => (by === 'lea' || by === 'hugo' ? team : ['hugo', 'lea']),
  otherFollowers: ({ by }) => (by === 'lea' || by === 'hugo' ? ['equipe', 'limited'] : ['hugo']),
  alongside: ({ by }) => (by === 'lea' || by === 'hugo' ? ['hugo'] : ['equipe', 'limited']),
  team: () => team,
  managers: () => ['ada', 'camille'],
  inCharge: () => ['equipe', 'limited'],
  assignee: () => ['equipe'],
  taskPeople: () => ['camille', 'equipe'],
  contacts: () => ['hugo', 'lea'],
  concerned: () => ['hugo'],
  payers: () => ['lea'],
  pricedFor: ({ names }) => (names?.requestId ? ['lea'] : []),
  deciders: () => ['lea'],
  mentioned: () => ['hugo'],
  person: () => ['equipe'],
}

const ticket = (by: PersonName, more: Act = {}): Act[] => [{ by, of: 'ticket', ...more }]
const either = [...ticket('lea'), ...ticket('ada')]
const into: Act = { facts: { intoNumber: 2 } }
const priced: Act = { names: { requestId: 'payment' } }
const money = { money: { amount: 100, currency: 'EUR' }, of: 'payment' } as const
const paid = (by?: PersonName): Act[] => [{ ...money, by, facts: { kind: 'deposit' } }]
const alarms = (what: string): Act[] =>
  (['first', 'resolve'] as const).map(which => ({
    of: 'ticket',
    facts: { which },
    mail: `sla.mail.${what}_${which}`,
    set: `first_due_at = ${AT}, resolve_due_at = ${AT}`,
  }))
const reminded = (day: string, step: number, tone: string): Act => ({
  of: 'payment',
  facts: { kind: 'payment', since: day, step },
  mail: `reminders.mail.${tone}`,
  set: `state = 'pending', due_on = '${day}'`,
})
const asked = (step: number, tone: string): Act => ({
  of: 'approval',
  facts: { kind: 'approval', since: String(AT), step },
  mail: `reminders.mail.${tone}`,
  set: `state = 'asked', asked_at = ${AT}`,
})
const decided = (state: string, by: PersonName): Act[] => [{ by, of: 'approval', set: `state = '${state}'` }]
const files: Act[] = [
  { by: 'lea', of: 'file' },
  { by: 'ada', of: 'file' },
]
const remarks: Act[] = files.map(act => ({ ...act, names: { remark: 'remark' } }))

const acts: Record<Kind, Act[]> = {
  'invitation.accepted': [{ by: 'lea', of: 'contact' }],
  'file.added': files,
  'file.version_added': files,
  'file.shared': [{ by: 'ada', of: 'file' }],
  'file.released': [{ by: 'ada', of: 'file' }],
  'file.commented': remarks,
  'file.remark_resolved': remarks,
  'task.finished': [{ by: 'ada', of: 'task', set: `state = 'done', done_at = ${AT}` }],
  'task.blocked': [{ by: 'ada', of: 'task', set: `state = 'waiting_client', blocked_at = ${AT}` }],
  'task.commented': [{ by: 'ada', of: 'task' }],
  'ticket.opened': either,
  'ticket.replied': either,
  'ticket.answered': ticket('lea'),
  'ticket.clarification_asked': ticket('ada'),
  'ticket.accepted': ticket('ada'),
  'ticket.priced': ticket('ada', priced),
  'ticket.repriced': ticket('ada', priced),
  'ticket.paid': [{ of: 'ticket' }],
  'ticket.agreed': ticket('lea', { money: money.money }),
  'ticket.declined': ticket('lea'),
  'ticket.price_withdrawn': ticket('ada', priced),
  'ticket.price_expired': [{ of: 'ticket', ...priced }],
  'ticket.refused': [...ticket('ada'), ...ticket('ada', priced)],
  'ticket.withdrawn': [...ticket('hugo'), ...ticket('hugo', priced)],
  'ticket.started': ticket('ada'),
  'ticket.resolved': ticket('ada', { set: `state = 'resolved', state_at = ${AT}` }),
  'ticket.reopened': ticket('lea'),
  'ticket.confirmed': ticket('lea'),
  'ticket.reopened_by_team': ticket('ada'),
  'ticket.merged': [...ticket('ada', into), ...ticket('ada', { ...priced, ...into })],
  'ticket.followed': ticket('ada', { facts: { personId: idOf('equipe') } }),
  'ticket.assigned': ticket('ada', { facts: { to: idOf('equipe') } }),
  'ticket.sla_warned': alarms('warned'),
  'ticket.sla_breached': alarms('breached'),
  'payment.requested': paid('ada'),
  'payment.planned': paid('ada'),
  'payment.reminded': paid('ada'),
  'payment.changed': paid('ada'),
  'payment.cancelled': paid('ada'),
  'payment.received': paid(),
  'payment.late': paid(),
  'payment.duplicate': paid(),
  'payment.mismatch': paid(),
  'payment.refunded': paid('ada'),
  'payment.refund_failed': paid(),
  'payment.dispute_lost': paid(),
  'payment.disputed': paid(),
  'approval.asked': decided('asked', 'ada'),
  'approval.approved': decided('approved', 'lea'),
  'approval.changes': decided('changes', 'lea'),
  'reminder.sent': [
    reminded('2026-12-01', -3, 'payment_before'),
    reminded('2026-11-18', 0, 'payment_today'),
    reminded('2026-11-15', 3, 'payment_late'),
    reminded('2026-11-11', 7, 'payment_firm'),
    asked(2, 'approval'),
    asked(5, 'approval_again'),
    {
      of: 'ticket',
      facts: { kind: 'clarification', since: String(AT), step: 3 },
      mail: 'reminders.mail.clarification',
      set: `state = 'waiting_client', state_at = ${AT}`,
    },
  ],
  'message.posted': [{ by: 'lea', of: 'message' }],
  'inbound.waiting': [{ of: 'inbound' }],
  'mail.bounced': [{ of: 'contact', set: "mail_problem = 'bounced'" }],
  'mail.complained': [{ of: 'contact', set: "mail_problem = 'complained'" }],
  'report.drafted': [
    { of: 'report', facts: {}, mail: 'reports.mail.drafted' },
    { of: 'report', facts: { sendAt: AT }, mail: 'reports.mail.drafted_auto' },
  ],
  'report.sent': [{ by: 'ada', of: 'report', set: "state = 'sent'" }],
}

const tables: Partial<Record<keyof Ids, string>> = {
  ticket: 'tickets',
  task: 'tasks',
  file: 'files',
  approval: 'approvals',
  payment: 'payment_requests',
  report: 'weekly_reports',
}

/** The table's word: each person by the first of these ways that names them, but whoever did it. */
function said(ways: readonly Told[], act: Act): string[] {
  const told = new Map<string, string>()
  for (const way of ways.filter(one => !act.mail || one.mail === act.mail))
    for (const name of way.who.flatMap(who => whom[who](act)))
      if (name !== act.by && !told.has(name)) told.set(name, `${name}: ${way.mail ?? 'no mail'}`)
  return [...told.values()].sort()
}

/** Who is told by what the event means, and how. */
async function done(kind: string, act: Act, ids: Ids): Promise<string[]> {
  const subjectId = ids[act.of ?? 'ticket']
  const table = act.of && tables[act.of]
  if (act.set && table) await rows(`update ${table} set ${act.set} where id = ?`, subjectId)
  if (act.set && act.of === 'contact') await rows(`update users set ${act.set} where id = ?`, people.lea.user)
  const named = Object.entries(act.names ?? {}).map(([name, thing]) => [name, ids[thing]])
  const inWorkspace = act.of === 'contact'
  const event = {
    id: 'event',
    kind,
    subjectId,
    at: AT,
    workspaceId: world.atelier.id,
    clientId: inWorkspace ? null : world.lune.id,
    projectId: inWorkspace ? null : world.site.id,
    actorId: act.by === undefined ? null : idOf(act.by),
    facts: { ...act.facts, ...Object.fromEntries(named) },
    money: act.money ?? null,
  } as unknown as Happened
  const meaning = meaningOf(kind)
  const tellings = meaning ? await tellingsOf(system(AT), meaning, event) : []
  const names = Object.values(people).map(person => person.membership)
  const lines = tellings.flatMap(({ to, mail }) =>
    to.filter(id => names.includes(id)).map(id => `${nameOf(id)}: ${mail?.kind ?? 'no mail'}`),
  )
  return lines.sort()
}

it('tells whom the table names, by the mail that it names, and nobody else', async () => {
  const { site: ids } = await furnishedWorld()
  const both = [idOf('equipe'), idOf('hugo'), ids.ticket]
  await rows('update tickets set assignee_id = ?, opened_by = ? where id = ?', ...both)
  await rows('delete from ticket_followers')
  await follow(ids.ticket, 'limited', 'equipe')
  await rows('update tasks set assignee_id = ? where id = ?', idOf('equipe'), ids.task)
  await rows(
    'insert into mentions (workspace_id, client_id, project_id, message_id, membership_id) values (?, ?, ?, ?, ?)',
    ...[world.atelier.id, world.lune.id, world.site.id, ids.message, idOf('hugo')],
  )
  await rows('update file_comments set resolved_at = 1')
  for (const [kind, list] of Object.entries(acts))
    for (const act of list) {
      const [is, says] = [await done(kind, act, ids), said(kinds[kind as Kind], act)]
      expect.soft({ kind, act, told: is }).toEqual({ kind, act, told: says })
    }
})
