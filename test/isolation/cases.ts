import { env } from 'cloudflare:workers'
import { decide } from '../../src/domain/approvals/decide'
import { acceptTicket } from '../../src/domain/tickets/accept'
import { followTicket } from '../../src/domain/tickets/followers'
import { linkTickets } from '../../src/domain/tickets/links'
import { openTicket } from '../../src/domain/tickets/open'
import { priceTicket } from '../../src/domain/tickets/price'
import { resolveTicket } from '../../src/domain/tickets/resolve'
import { tagTicket } from '../../src/domain/tickets/tags'
import { usualReminders } from '../../src/lib/reminders'
import { rows, scopeIn } from '../harness'
import { ticketIn } from '../tickets'
import type { PersonName } from '../world'
import type { Ids } from './furnish'

/** Who may, of the six who have a place in the project. */
const everyone = ['camille', 'ada', 'equipe', 'limited', 'lea', 'hugo'] as const
const team = ['camille', 'ada', 'equipe', 'limited'] as const
const managers = ['camille', 'ada'] as const
const money = ['camille', 'ada', 'lea'] as const
const contacts = ['lea', 'hugo'] as const
const payer = ['lea'] as const

export type Fields = Record<string, string | Blob>

export type Case = {
  may: readonly PersonName[]
  /** What a GET is asked with. */
  query?: (ids: Ids) => Record<string, string>
  /** What is sent; ids of the world stand in it as they are. */
  body?: (ids: Ids) => Fields
  /** Brings the thing into the state in which the insider succeeds. */
  before?: (ids: Ids) => Promise<unknown>
  /** What the insider gets: a page or a way on, unless said. */
  status?: number
  /** What those get who see the thing and may not do this to it; else a 404, as if it were not there. */
  refused?: number
  headers?: Record<string, string>
}

const w = '/w/:workspace'
const p = `${w}/p/:project`
const t = `${p}/tickets/:ticket`

const ticketBody = (ids: Ids) => ({
  type: 'bug',
  urgency: 'urgent',
  subject: 'Objet',
  body: 'Mots',
  phaseId: ids.phase,
})
const taskBody = (ids: Ids) => ({
  title: 'Titre',
  priority: 'normal',
  assigneeId: ids.member,
  phaseId: ids.phase,
})
const paymentBody = (ids: Ids) => ({
  kind: 'milestone',
  title: 'Jalon',
  amount: '10,00',
  basis: 'with',
  phaseId: ids.phase,
})
const csv = (): Fields => ({
  kind: 'tickets',
  file: new File(['Titre\nUne demande\n'], 'reprise.csv', { type: 'text/csv' }),
})
const priceBody = () => ({
  amount: '450,00',
  entry: 'ttc',
  description: 'Le travail',
  delayDays: '5',
  terms: 'now',
  validUntil: '',
})

/** It is waited for, and its workspace reminds of such things. */
const awaiting =
  (table: string, state: string, thing: 'payment' | 'approval' | 'ticket') => async (ids: Ids) => {
    await rows('update workspaces set reminders = ?', JSON.stringify(usualReminders))
    await rows(`update ${table} set ${state} where id = ?`, ids[thing])
  }
const snoozed = (id: string) =>
  rows(
    `insert or ignore into reminder_snoozes (workspace_id, client_id, project_id, subject_id, until, by, at)
    select p.workspace_id, p.client_id, p.id, ?1, 1e15, m.id, 1 from projects p
    join memberships m on m.workspace_id = p.workspace_id and m.role = 'owner'
    where p.id in (select project_id from payment_requests where id = ?1
      union select project_id from approvals where id = ?1 union select project_id from tickets where id = ?1)`,
    id,
  )

const priced = (terms: 'now' | 'later') => async (ids: Ids) =>
  priceTicket(await scopeIn('camille'), ids.ticket, {
    amount: '450,00',
    entry: 'ttc',
    description: 'Le travail',
    delayDays: 5,
    terms,
    validUntil: null,
  })
const requestOf = async (ids: Ids) =>
  (await rows<{ id: string }>('select id from payment_requests where ticket_id = ?', ids.ticket))[0]?.id ?? ''

const waiting = async (ids: Ids) => {
  const { askClarification } = await import('../../src/domain/tickets/clarify')
  await askClarification(await scopeIn('camille'), ids.ticket, 'Laquelle ?')
}
const tagged = async (ids: Ids) => tagTicket(await scopeIn('camille'), ids.ticket, 'facture')
const followed = async (ids: Ids) => followTicket(await scopeIn('camille'), ids.ticket, ids.member)
/** Another request of the same project, #7. */
const neighbour = async () => {
  await ticketIn('open', { number: 7 })
}
const linked = async (ids: Ids) => {
  await neighbour()
  await linkTickets(await scopeIn('camille'), ids.ticket, '#7')
}
const resolved = async (ids: Ids) => {
  await acceptTicket(await scopeIn('camille'), ids.ticket)
  await resolveTicket(await scopeIn('camille'), ids.ticket)
}
const blocked = async (ids: Ids) => {
  const { moveTask } = await import('../../src/domain/tickets/move-task')
  await moveTask(await scopeIn('camille'), ids.task, { to: 'waiting_client', reason: 'Vos photos' })
}
const taskDeleted = async (ids: Ids) => {
  const { deleteTask } = await import('../../src/domain/tasks/deletion')
  await deleteTask(await scopeIn('camille'), ids.task)
}
const deleted = async (ids: Ids) => {
  const { deleteFile } = await import('../../src/domain/files/change')
  await deleteFile(await scopeIn('camille'), ids.file)
}
const previewed = (ids: Ids) =>
  rows("update file_versions set preview_key = 'there' where id = ?", ids.version)
const held = (ids: Ids) => rows("update files set held_for = 'project' where id = ?", ids.file)
const remarkResolved = (ids: Ids) => rows('update file_comments set resolved_at = 1 where id = ?', ids.remark)
/** A newer version came after it. */
const outdated = async (ids: Ids) => {
  const { addVersion } = await import('../../src/domain/files/versions')
  await addVersion(await scopeIn('camille'), env.FILES, ids.file, [new File(['bonsoir'], 'bonsoir.txt')])
}
/** A mail that failed, its words still there; and an address that was refused. */
const unsent = (ids: Ids) => rows("update mails set sealed_props = 'x' where id = ?", ids.mail)
const refusedAddress = (membership: string) =>
  rows(
    "update users set mail_problem = 'bounced' where id = (select user_id from memberships where id = ?)",
    membership,
  )
const succeeded = (ids: Ids) =>
  env.DB.batch([
    env.DB.prepare(`update payment_attempts set state = 'succeeded' where id = ?`).bind(ids.attempt),
    env.DB.prepare(`update payment_requests set state = 'paid' where id = ?`).bind(ids.payment),
  ])
/** Three parts of 100,00, as the form sends a plan: the fields of its parts beside each other. */
const planBody = (ids: Ids) => ({
  total: '100,00',
  basis: 'with',
  ...lists({
    share: ['30', '40', '30'],
    title: ['Acompte', 'Milieu', 'Solde'],
    kind: ['deposit', 'milestone', 'balance'],
    dueOn: ['', '', ''],
    phaseId: [ids.phase, '', ''],
  }),
})
const lists = (fields: Record<string, string[]>) => fields as unknown as Record<string, string>
const transferred = (ids: Ids) =>
  rows(
    `update payment_requests set state = 'paid', paid_at = 1, paid_source = 'transfer' where id = ?`,
    ids.payment,
  )
const agreed = (ids: Ids) =>
  rows(
    `update payment_requests set kind = 'ticket', ticket_id = ?, agreed_at = 1 where id = ?`,
    ids.ticket,
    ids.payment,
  )
const told = (ids: Ids) =>
  rows(
    `insert into webhook_events (provider, id, type, payload, received_at, workspace_id, attempt_id, tries)
      select 'stripe', 'evt_told', 'checkout.session.completed', '{}', 1, workspace_id, id, 0
      from payment_attempts where id = ?`,
    ids.attempt,
  )
const thumbed = (ids: Ids) => rows("update file_versions set thumb_key = 'there' where id = ?", ids.version)
const reportSent = (ids: Ids) =>
  rows("update weekly_reports set state = 'sent', sent_at = 1 where id = ?", ids.report)
const reportBody = () => ({ body: 'Nos mots', seen: '0' })
const aDevice = () => ({
  endpoint: 'http://push.test/push/1',
  p256dh: `B${'A'.repeat(86)}`,
  auth: 'A'.repeat(22),
})
const upload = () => ({ files: new File(['bonjour'], 'bonjour.txt', { type: 'text/plain' }) })

/** Every route behind the guard: who may, and what an unsafe one is sent. One that is not here fails the tests. */
export const cases: Record<string, Case> = {
  [`GET ${w}`]: { may: everyone },
  [`GET ${w}/preferences`]: { may: everyone },
  [`POST ${w}/preferences`]: { may: everyone, body: () => ({ request: 'daily', hour: '7' }) },
  [`POST ${w}/push`]: { may: everyone, body: aDevice },
  [`POST ${w}/push/:device/removal`]: { may: payer },
  [`GET ${w}/projects`]: { may: team },
  [`GET ${w}/projects/new`]: { may: managers },
  [`POST ${w}/projects`]: { may: managers, body: ids => ({ name: 'Projet', clientId: ids.client }) },
  [`GET ${w}/clients`]: { may: managers },
  [`GET ${w}/clients/new`]: { may: managers },
  [`POST ${w}/clients`]: { may: managers, body: () => ({ name: 'Cliente' }) },
  [`GET ${w}/clients/:client`]: { may: managers },
  [`GET ${w}/communications`]: { may: contacts },
  [`GET ${w}/clients/:client/communications`]: { may: team },
  [`GET ${w}/clients/:client/edit`]: { may: managers },
  [`POST ${w}/clients/:client/edit`]: { may: managers, body: () => ({ name: 'Autre nom' }) },
  [`GET ${w}/clients/:client/contacts/new`]: { may: managers },
  [`POST ${w}/clients/:client/contacts`]: { may: managers, body: () => ({ email: 'neuve@parvis.test' }) },
  [`GET ${w}/clients/:client/contacts/:contact`]: { may: managers },
  [`POST ${w}/clients/:client/contacts/:contact`]: { may: managers, body: () => ({ finance: '1' }) },
  [`POST ${w}/clients/:client/contacts/:contact/address`]: {
    may: managers,
    before: ids => refusedAddress(ids.contact),
  },
  [`GET ${w}/clients/:client/contacts/:contact/removal`]: { may: managers },
  [`POST ${w}/clients/:client/contacts/:contact/removal`]: { may: managers },
  [`POST ${w}/clients/:client/notes`]: { may: managers, body: () => ({ body: 'Entre nous' }) },
  [`GET ${w}/clients/:client/notes/:clientNote`]: { may: managers },
  [`POST ${w}/clients/:client/notes/:clientNote`]: { may: managers, body: () => ({ body: 'Entre nous' }) },
  [`POST ${w}/clients/:client/notes/:clientNote/pin`]: { may: managers, body: () => ({ pinned: '1' }) },
  [`GET ${w}/clients/:client/notes/:clientNote/removal`]: { may: managers },
  [`POST ${w}/clients/:client/notes/:clientNote/removal`]: { may: managers },
  [`GET ${w}/payments`]: { may: money },
  [`GET ${w}/payments/export`]: { may: managers },
  [`GET ${w}/payments/inbox`]: { may: managers },
  [`POST ${w}/payments/inbox`]: {
    may: managers,
    before: told,
    body: () => ({ provider: 'stripe', id: 'evt_told' }),
  },
  [`GET ${w}/tickets`]: { may: team },
  [`GET ${w}/tickets/filters`]: { may: team },
  [`POST ${w}/tickets/selection`]: {
    may: team,
    body: ids => ({ do: 'assign', ids: ids.ticket, assignee: ids.member }),
  },
  [`GET ${w}/tickets/views/new`]: { may: team },
  [`POST ${w}/tickets/views`]: { may: team, body: () => ({ name: 'Les miennes', query: 'who=me' }) },
  [`GET ${w}/tickets/views/:view`]: { may: ['camille'] },
  [`POST ${w}/tickets/views/:view`]: { may: ['camille'], body: () => ({ name: 'Autre nom' }) },
  [`GET ${w}/tickets/views/:view/removal`]: { may: ['camille'] },
  [`POST ${w}/tickets/views/:view/removal`]: { may: ['camille'] },
  [`GET ${w}/tickets/overview`]: { may: team },
  [`GET ${w}/settings`]: { may: managers },
  [`POST ${w}/settings`]: {
    may: managers,
    body: () => ({ name: 'Atelier', accent: '#336699', timezone: 'Europe/Paris' }),
  },
  // A PNG alone is taken.
  [`POST ${w}/settings/logo`]: { may: managers, status: 422, body: () => ({ logo: upload().files }) },
  [`POST ${w}/settings/logo/removal`]: { may: managers },
  [`GET ${w}/settings/calendar`]: { may: managers },
  [`POST ${w}/settings/calendar`]: {
    may: managers,
    body: () => ({ mon_on: '1', mon_from: '09:00', mon_to: '17:00', holidays: 'FR' }),
  },
  [`POST ${w}/settings/calendar/days`]: {
    may: managers,
    body: () => ({ from: '2027-08-02', to: '2027-08-20', name: 'Congés' }),
  },
  [`POST ${w}/settings/calendar/days/removal`]: {
    may: managers,
    body: () => ({ from: '2027-08-02', to: '2027-08-20' }),
  },
  [`GET ${w}/settings/requests`]: { may: managers },
  [`POST ${w}/settings/requests`]: { may: managers, body: () => ({ urgent: 'Panne', promises: '1' }) },
  [`GET ${w}/settings/replies`]: { may: managers },
  [`GET ${w}/settings/replies/new`]: { may: managers },
  [`POST ${w}/settings/replies`]: {
    may: managers,
    body: () => ({ title: 'Merci', body: 'Merci {{prénom}}' }),
  },
  [`GET ${w}/settings/replies/:saved`]: { may: managers },
  [`POST ${w}/settings/replies/:saved`]: { may: managers, body: () => ({ title: 'Merci', body: 'Merci' }) },
  [`GET ${w}/settings/replies/:saved/removal`]: { may: managers },
  [`POST ${w}/settings/replies/:saved/removal`]: { may: managers },
  [`GET ${w}/settings/members`]: { may: managers },
  [`GET ${w}/settings/members/new`]: { may: managers },
  [`POST ${w}/settings/members`]: {
    may: managers,
    body: () => ({ email: 'neuve@parvis.test', role: 'member' }),
  },
  [`GET ${w}/settings/members/:member`]: { may: managers },
  [`POST ${w}/settings/members/:member`]: { may: managers, body: () => ({ role: 'member' }) },
  [`POST ${w}/settings/members/:member/address`]: {
    may: managers,
    before: ids => refusedAddress(ids.member),
  },
  [`GET ${w}/settings/members/:member/removal`]: { may: managers },
  [`POST ${w}/settings/members/:member/removal`]: { may: managers },
  [`GET ${w}/settings/promises`]: { may: managers },
  [`POST ${w}/settings/promises`]: {
    may: managers,
    body: () => ({ bug_urgent_first: '4 h', apply: '1' }),
  },
  [`POST ${w}/settings/promises/recount`]: { may: managers },
  [`GET ${w}/settings/inbound`]: { may: managers },
  [`GET ${w}/settings/inbound/:inbound/original`]: { may: managers },
  [`GET ${w}/settings/inbound/:inbound/project`]: { may: managers },
  [`POST ${w}/settings/inbound/:inbound/project`]: {
    may: managers,
    body: ids => ({ project: ids.place }),
  },
  [`GET ${p}/inbound/:inbound`]: { may: managers },
  [`POST ${p}/inbound/:inbound/placement`]: { may: managers, body: ids => ({ to: ids.ticket }) },
  [`POST ${p}/inbound/:inbound/ticket`]: {
    may: managers,
    body: () => ({ subject: 'Objet', type: 'bug', urgency: 'urgent' }),
  },
  [`POST ${p}/inbound/:inbound/dismissal`]: { may: managers },
  [`GET ${w}/settings/reminders`]: { may: managers },
  [`POST ${w}/settings/reminders`]: { may: managers, body: () => ({ payment_days: '0' }) },
  [`POST ${p}/payments/:payment/snooze`]: {
    may: managers,
    before: awaiting('payment_requests', "due_on = '2099-01-01'", 'payment'),
    body: () => ({ for: 'week' }),
  },
  [`POST ${p}/payments/:payment/snooze/removal`]: { may: managers, before: ids => snoozed(ids.payment) },
  [`POST ${p}/approvals/:approval/snooze`]: {
    may: team,
    before: awaiting('approvals', "state = 'asked'", 'approval'),
    body: () => ({ for: 'days' }),
  },
  [`POST ${p}/approvals/:approval/snooze/removal`]: { may: team, before: ids => snoozed(ids.approval) },
  [`POST ${p}/tickets/:ticket/snooze`]: {
    may: team,
    before: awaiting('tickets', "state = 'waiting_client'", 'ticket'),
    body: () => ({ for: 'ever' }),
  },
  [`POST ${p}/tickets/:ticket/snooze/removal`]: { may: team, before: ids => snoozed(ids.ticket) },
  [`GET ${w}/settings/payments`]: { may: managers },
  [`POST ${w}/settings/payments/methods`]: {
    may: managers,
    body: () => ({ currency: 'EUR', method: 'transfer' }),
  },
  [`POST ${w}/settings/payments/bank`]: {
    may: managers,
    body: () => ({ holder: 'Atelier Lumen', iban: 'FR14 2004 1010 0505 0001 3M02 606' }),
  },
  [`POST ${w}/settings/payments/bank/removal`]: { may: managers },
  [`POST ${w}/settings/payments/invoice`]: { may: managers, body: () => ({ invoice: '1' }) },
  [`GET ${w}/settings/payments/accounts/new`]: { may: managers, query: () => ({ provider: 'stripe' }) },
  [`POST ${w}/settings/payments/accounts`]: {
    may: managers,
    body: () => ({ provider: 'stripe', secretKey: 'sk_test_walked', webhookSecret: 'whsec_walked' }),
  },
  [`GET ${w}/settings/payments/accounts/:account`]: { may: managers },
  [`POST ${w}/settings/payments/accounts/:account`]: {
    may: managers,
    body: () => ({ secretKey: 'sk_test_walked', webhookSecret: 'whsec_walked' }),
  },
  [`GET ${w}/settings/payments/accounts/:account/retirement`]: { may: managers },
  [`POST ${w}/settings/payments/accounts/:account/retirement`]: { may: managers },
  [`GET ${w}/settings/failures`]: { may: managers },
  [`GET ${w}/settings/mails`]: { may: managers },
  [`GET ${w}/settings/mails/:mail`]: { may: managers },
  [`POST ${w}/settings/mails/:mail/again`]: { may: managers, before: unsent },
  [`POST ${w}/settings/mails/:mail/aside`]: { may: managers, before: unsent },
  [`POST ${w}/settings/mails/letters/:letter`]: { may: managers },
  [`GET ${w}/entrance/:membership`]: { may: ['camille'] },
  [`POST ${w}/entrance/:membership`]: { may: ['camille'] },

  [`GET ${p}`]: { may: everyone },
  [`GET ${p}/steering`]: { may: team },
  [`POST ${p}/steering`]: { may: team, body: () => ({ nextStep: 'La suite', awaited: '', update: '' }) },
  [`GET ${p}/imports`]: { may: managers },
  [`GET ${p}/imports/review`]: { may: managers },
  [`POST ${p}/imports/review`]: { may: managers, body: csv },
  [`POST ${p}/imports`]: { may: managers, body: csv },
  [`GET ${p}/settings`]: { may: managers },
  [`POST ${p}/settings`]: { may: managers, body: () => ({ name: 'Projet' }) },
  [`POST ${p}/settings/state`]: { may: managers, body: () => ({ state: 'done' }) },
  [`POST ${p}/settings/archive`]: { may: managers, body: () => ({ archived: '1' }) },
  [`GET ${p}/steering/next`]: { may: team },
  [`POST ${p}/steering/next`]: { may: team, body: () => ({ nextStep: 'La suite' }) },
  [`GET ${p}/steering/awaited`]: { may: team },
  [`POST ${p}/steering/awaited`]: { may: team, body: () => ({ awaited: 'Vos photos' }) },
  [`GET ${p}/steering/update`]: { may: team },
  [`POST ${p}/steering/update`]: { may: team, body: () => ({ update: 'Du nouveau' }) },
  [`GET ${p}/steering/date`]: { may: team },
  [`POST ${p}/steering/date`]: { may: team, body: () => ({ estimatedOn: '2026-12-24' }) },
  [`POST ${p}/settings/contact`]: { may: managers, body: ids => ({ contactId: ids.contact }) },
  [`GET ${p}/timeline`]: { may: everyone },
  [`POST ${p}/timeline`]: { may: team, body: () => ({ name: 'Étape' }) },
  [`GET ${p}/timeline/:phase`]: { may: team },
  [`POST ${p}/timeline/:phase`]: { may: team, body: () => ({ name: 'Étape', state: 'done' }) },
  [`POST ${p}/timeline/:phase/position`]: { may: team, body: () => ({ to: '0' }) },
  [`GET ${p}/timeline/:phase/removal`]: { may: team },
  [`POST ${p}/timeline/:phase/removal`]: { may: team },
  [`GET ${p}/reports`]: { may: everyone },
  [`POST ${p}/reports/weekly`]: { may: managers, body: () => ({ weekly: 'auto' }) },
  [`GET ${p}/reports/:report`]: { may: everyone, before: reportSent },
  [`POST ${p}/reports/:report`]: { may: team, body: reportBody },
  [`POST ${p}/reports/:report/sending`]: { may: team, body: reportBody },
  [`POST ${p}/reports/:report/leaving`]: { may: team, body: reportBody },
  [`POST ${p}/reports/:report/preview`]: { may: team, body: reportBody },
  [`POST ${p}/reports/:report/compilation`]: { may: team, body: reportBody },
  [`GET ${p}/journal`]: { may: everyone },
  [`GET ${p}/notes`]: { may: team },
  [`POST ${p}/notes`]: { may: team, body: () => ({ body: 'Entre nous' }) },
  [`GET ${p}/notes/:note`]: { may: team },
  [`POST ${p}/notes/:note`]: { may: team, body: () => ({ body: 'Entre nous' }) },
  [`POST ${p}/notes/:note/pin`]: { may: team, body: () => ({ pinned: '1' }) },
  [`GET ${p}/notes/:note/removal`]: { may: team },
  [`POST ${p}/notes/:note/removal`]: { may: team },
  [`GET ${p}/seen-as`]: { may: team },
  [`POST ${p}/seen-as`]: { may: team, body: ids => ({ contact: ids.contact }) },
  [`GET ${p}/live`]: { may: everyone, status: 426 },
  [`GET ${p}/live/badges`]: { may: everyone },
  [`GET ${w}/badges`]: { may: everyone },
  [`GET ${w}/live`]: { may: everyone, status: 426 },
  [`GET ${w}/notifications`]: { may: everyone },
  // What one person was told is theirs alone, whoever else has the same rights.
  [`POST ${w}/notifications/:notification/read`]: { may: ['lea'], body: () => ({ width: 'thing' }) },

  [`GET ${p}/board`]: { may: everyone },
  [`GET ${p}/tasks`]: { may: everyone },
  [`GET ${p}/tasks/new`]: { may: team },
  [`POST ${p}/tasks`]: { may: team, body: taskBody },
  [`GET ${p}/tasks/:task`]: { may: everyone },
  [`GET ${p}/tasks/:task/edit`]: { may: team },
  [`POST ${p}/tasks/:task/edit`]: { may: team, body: taskBody },
  [`GET ${p}/tasks/:task/position`]: { may: team },
  [`POST ${p}/tasks/:task/position`]: { may: team, body: () => ({ to: 'in_progress' }) },
  [`POST ${p}/tasks/:task/block`]: { may: team, body: () => ({ reason: 'Vos photos' }) },
  [`POST ${p}/tasks/:task/block/removal`]: { may: team, before: blocked },
  [`GET ${p}/tasks/:task/removal`]: { may: team },
  [`POST ${p}/tasks/:task/removal`]: { may: team },
  [`POST ${p}/tasks/:task/restoration`]: { may: team, before: taskDeleted },
  [`GET ${p}/tasks/deleted`]: { may: team },
  [`POST ${p}/tasks/:task/adjustment`]: { may: team, body: ids => ({ assigneeId: ids.member }) },
  [`POST ${p}/tasks/:task/comments`]: { may: team, body: () => ({ body: 'Un mot' }) },
  [`POST ${p}/tasks/:task/comments/:comment/removal`]: { may: ['camille'] },
  [`POST ${p}/tasks/:task/items`]: { may: team, body: () => ({ label: 'Un point' }) },
  [`POST ${p}/tasks/:task/items/:item`]: { may: team, body: () => ({ label: 'Autrement dit' }) },
  [`POST ${p}/tasks/:task/items/:item/state`]: { may: team, body: () => ({ done: '1' }) },
  [`POST ${p}/tasks/:task/items/:item/position`]: { may: team },
  [`POST ${p}/tasks/:task/items/:item/removal`]: { may: team },

  [`GET ${p}/tickets`]: { may: everyone },
  [`GET ${p}/tickets/new`]: { may: everyone },
  [`POST ${p}/tickets`]: { may: everyone, body: ticketBody },
  [`GET ${t}`]: { may: everyone },
  [`POST ${t}/replies`]: { may: everyone, body: () => ({ body: 'Merci' }) },
  [`POST ${t}/notes`]: { may: team, body: () => ({ body: 'Entre nous' }) },
  [`POST ${t}/replies/preview`]: { may: team, body: () => ({ body: 'Entre nous' }) },
  [`GET ${t}/replies/saved/:saved`]: { may: team },
  [`GET ${t}/acceptance`]: { may: team },
  [`POST ${t}/assignment`]: { may: team, body: ids => ({ assigneeId: ids.member }) },
  [`POST ${t}/tags`]: { may: team, body: () => ({ tag: 'facture' }) },
  [`POST ${t}/tags/removal`]: { may: team, before: tagged, body: () => ({ tag: 'facture' }) },
  [`POST ${t}/followers`]: { may: everyone, body: ids => ({ person: ids.contact }) },
  [`POST ${t}/followers/removal`]: {
    may: team,
    before: followed,
    body: ids => ({ person: ids.member }),
  },
  [`POST ${t}/links`]: { may: team, before: neighbour, body: () => ({ other: '#7' }) },
  [`POST ${t}/links/removal`]: { may: team, before: linked, body: () => ({ other: '#7' }) },
  [`GET ${t}/price`]: { may: managers },
  [`POST ${t}/price`]: { may: managers, body: priceBody },
  [`GET ${t}/price/withdrawal`]: { may: team, before: priced('now') },
  [`POST ${t}/price/withdrawal`]: { may: team, before: priced('now') },
  [`POST ${t}/acceptance`]: { may: team },
  [`POST ${t}/resumption`]: { may: team, before: waiting },
  [`POST ${t}/resolution`]: { may: team },
  [`POST ${t}/confirmation`]: { may: contacts, before: resolved },
  [`GET ${t}/clarification`]: { may: team },
  [`POST ${t}/clarification`]: { may: team, body: () => ({ reason: 'Laquelle ?' }) },
  [`GET ${t}/refusal`]: { may: team },
  [`POST ${t}/refusal`]: { may: team, body: () => ({ reason: 'Hors projet' }) },
  [`GET ${t}/decline`]: { may: contacts, before: priced('now') },
  [`POST ${t}/decline`]: { may: contacts, before: priced('now'), body: () => ({ reason: '' }) },
  [`GET ${t}/withdrawal`]: { may: contacts },
  [`POST ${t}/withdrawal`]: { may: contacts },
  [`GET ${t}/reopening`]: { may: contacts, before: resolved },
  [`POST ${t}/reopening`]: {
    may: contacts,
    before: resolved,
    refused: 409,
    body: () => ({ reason: 'Pas encore' }),
  },
  [`GET ${t}/merge`]: { may: team },
  [`POST ${t}/merge`]: { may: team, before: openTwin, body: () => ({ into: twin.id }) },
  [`GET ${t}/triage`]: { may: team },
  [`POST ${t}/triage`]: { may: team, body: () => ({ type: 'question', urgency: 'urgent' }) },
  [`GET ${t}/agreement`]: { may: payer, before: priced('later') },
  [`POST ${t}/agreement`]: {
    may: payer,
    before: async ids => {
      await priced('later')(ids)
      offer.id = await requestOf(ids)
    },
    body: () => ({ request: offer.id, agreed: '1' }),
  },

  [`GET ${p}/payments`]: { may: money },
  [`GET ${p}/payments/new`]: { may: managers },
  [`POST ${p}/payments`]: { may: managers, body: paymentBody },
  [`GET ${p}/payments/:payment`]: { may: money },
  [`POST ${p}/payments/:payment`]: { may: managers, body: paymentBody },
  [`GET ${p}/payments/:payment/edit`]: { may: managers },
  [`GET ${p}/payments/:payment/cancellation`]: { may: managers },
  [`POST ${p}/payments/:payment/cancellation`]: { may: managers },
  [`GET ${p}/payments/plan`]: { may: managers },
  [`POST ${p}/payments/plan`]: { may: managers, body: planBody },
  [`GET ${p}/payments/:payment/reminder`]: { may: managers },
  [`POST ${p}/payments/:payment/reminder`]: { may: managers },
  [`GET ${p}/payments/:payment/repayment`]: { may: managers, before: transferred },
  [`POST ${p}/payments/:payment/repayment`]: {
    may: managers,
    before: transferred,
    body: () => ({ amount: '10,00', base: '0' }),
  },
  [`GET ${p}/payments/:payment/receipt`]: { may: money, before: transferred },
  [`GET ${p}/payments/:payment/agreement`]: { may: money, before: agreed },
  [`GET ${p}/payments/:payment/link`]: { may: money },
  [`POST ${p}/payments/:payment/link/removal`]: { may: managers },
  [`GET ${p}/payments/:payment/transfer`]: { may: managers },
  [`POST ${p}/payments/:payment/transfer`]: { may: managers, body: () => ({ reference: 'VIR 12' }) },
  [`GET ${p}/payments/:payment/attempts/:attempt/refund`]: { may: managers, before: succeeded },
  [`POST ${p}/payments/:payment/attempts/:attempt/refund`]: {
    may: managers,
    before: succeeded,
    body: () => ({ amount: '10,00', base: '0' }),
  },
  [`POST ${p}/payments/:payment/checkouts`]: { may: payer, body: () => ({ provider: 'stripe' }) },

  [`GET ${p}/approvals`]: { may: everyone },
  [`GET ${p}/approvals/new`]: { may: team, query: ids => ({ phase: ids.phase }) },
  [`POST ${p}/approvals`]: { may: team, body: ids => ({ file: ids.file, version: ids.version }) },
  [`GET ${p}/approvals/:approval`]: { may: everyone },
  [`GET ${p}/approvals/:approval/acceptance`]: { may: payer },
  [`POST ${p}/approvals/:approval/acceptance`]: {
    may: payer,
    before: seen,
    body: () => ({ sha256: text.sha256, agreed: '1' }),
  },
  [`GET ${p}/approvals/:approval/changes`]: { may: payer },
  [`POST ${p}/approvals/:approval/changes`]: {
    may: payer,
    before: seen,
    body: () => ({ sha256: text.sha256, comment: 'Le logo' }),
  },
  [`POST ${p}/approvals/:approval/withdrawal`]: { may: team },
  [`GET ${p}/approvals/:approval/receipt`]: { may: everyone, before: approved },

  [`GET ${p}/messages`]: { may: everyone },
  [`POST ${p}/messages`]: {
    may: everyone,
    body: ids => ({
      id: '01990000-0000-7000-8000-00000000abcd',
      body: 'Bonjour',
      replyToId: ids.message,
    }),
  },
  [`GET ${p}/messages/marks`]: { may: everyone },
  [`GET ${p}/messages/people`]: { may: everyone },
  [`GET ${p}/messages/search`]: { may: everyone, query: () => ({ q: 'bonjour' }) },
  [`GET ${p}/messages/:message`]: { may: everyone },
  [`POST ${p}/messages/:message/pin`]: { may: team },
  [`POST ${p}/messages/:message/pin/removal`]: { may: team },
  [`GET ${p}/messages/:message/ticket`]: { may: everyone },
  [`POST ${p}/messages/:message/ticket`]: { may: everyone, body: ticketBody },
  [`GET ${p}/messages/:message/task`]: { may: team },
  [`POST ${p}/messages/:message/task`]: { may: team, body: taskBody },
  [`GET ${p}/messages/:message/edit`]: { may: payer, refused: 403 },
  [`POST ${p}/messages/:message`]: { may: payer, refused: 403, body: () => ({ body: 'Bonsoir' }) },
  [`POST ${p}/messages/:message/deletion`]: { may: payer, refused: 403 },

  [`GET ${p}/files`]: { may: everyone },
  [`POST ${p}/files`]: { may: everyone, body: () => ({ folder: 'content', ...upload() }) },
  [`GET ${p}/files/archive`]: { may: everyone, query: ids => ({ files: ids.file }) },
  [`POST ${p}/files/folders`]: { may: team, body: () => ({ folder: 'content', name: 'Photos' }) },
  [`POST ${p}/files/folders/:folder`]: { may: team, body: () => ({ name: 'Photos' }) },
  [`POST ${p}/files/folders/:folder/deletion`]: { may: team },
  [`POST ${p}/files/moves`]: { may: team, body: ids => ({ files: ids.file, to: 'branding' }) },
  [`POST ${p}/files/uploads`]: {
    may: everyone,
    body: () => ({ name: 'a.pdf', size: '9', sha256: 'b'.repeat(64), folder: 'content' }),
  },
  // One's own alone.
  [`GET ${p}/files/uploads/:upload`]: { may: ['lea'] },
  // Nothing was sent: not what was declared, and no part to join.
  [`PUT ${p}/files/uploads/:upload/parts/:number`]: { may: ['lea'], status: 422 },
  [`POST ${p}/files/uploads/:upload/completion`]: { may: ['lea'], status: 409 },
  [`POST ${p}/files/uploads/:upload/cancellation`]: { may: ['lea'] },
  [`GET ${p}/files/:file/versions/:version/thumb`]: { may: everyone, before: thumbed },
  [`GET ${p}/files/:file`]: { may: everyone },
  [`GET ${p}/files/:file/versions/:version`]: { may: everyone },
  [`GET ${p}/files/:file/versions/:version/content`]: { may: everyone },
  [`POST ${p}/files/:file/versions`]: { may: everyone, body: upload },
  [`GET ${p}/files/:file/compare`]: { may: everyone },
  // The reduced picture is there for whoever sees the file; a text has none.
  [`GET ${p}/files/:file/versions/:version/preview`]: { may: everyone, before: previewed },
  [`POST ${p}/files/:file/versions/:version/preview`]: { may: team, status: 422, body: upload },
  [`POST ${p}/files/:file/versions/:version/words`]: {
    may: [...team, 'lea'],
    refused: 403,
    body: () => ({ label: 'Avant', note: '' }),
  },
  [`POST ${p}/files/:file/versions/:version/restoration`]: { may: team, before: outdated },
  [`POST ${p}/files/:file/versions/:version/remarks`]: { may: everyone, body: () => ({ body: 'Mots' }) },
  [`GET ${p}/files/:file/remarks/:remark`]: { may: everyone },
  [`POST ${p}/files/:file/remarks/:remark/answers`]: { may: everyone, body: () => ({ body: 'Mots' }) },
  [`POST ${p}/files/:file/remarks/:remark/resolution`]: { may: everyone },
  [`POST ${p}/files/:file/remarks/:remark/reopening`]: { may: everyone, before: remarkResolved },
  [`GET ${p}/files/:file/remarks/:remark/task`]: { may: team },
  [`POST ${p}/files/:file/remarks/:remark/task`]: { may: team, body: taskBody },
  [`POST ${p}/files/:file/hold`]: { may: team, body: ids => ({ heldFor: ids.payment }) },
  [`POST ${p}/files/:file/release`]: { may: team, before: held },
  [`POST ${p}/files/:file/sharing`]: { may: team, body: () => ({ shared: '' }) },
  [`POST ${p}/files/:file/final`]: { may: team, body: ids => ({ version: ids.version }) },
  [`POST ${p}/files/:file/deletion`]: { may: team },
  [`POST ${p}/files/:file/restoration`]: { may: team, before: deleted },
}

const text = { sha256: '' }

/** The digest that stands on the page of whoever decides. */
async function seen(ids: Ids): Promise<void> {
  const [row] = await rows<{ sha256: string }>('select sha256 from approvals where id = ?', ids.approval)
  text.sha256 = row?.sha256 ?? ''
}
async function approved(ids: Ids): Promise<void> {
  await seen(ids)
  await decide(await scopeIn('lea'), ids.approval, { outcome: 'approved', sha256: text.sha256 })
}

const twin = { id: '' }
const offer = { id: '' }

async function openTwin(): Promise<void> {
  const scope = await scopeIn('hugo')
  const input = {
    type: 'bug',
    urgency: 'urgent',
    subject: 'La même',
    body: 'La même',
    phaseId: null,
  } as const
  twin.id = await openTicket(scope, input)
}
