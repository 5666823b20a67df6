import { createHash } from 'node:crypto'
import { Dice, paragraphs, sentence } from './random.ts'

export const size = { clients: 8, projects: 20, tickets: 100, replies: 5 } as const

/** Who looks at the pages, and the first project's things that they look at. */
export type World = {
  rows: Record<string, Row[]>
  /** Cookie values by person. */
  sessions: { owner: string; contact: string }
  at: { slug: string; project: string; ticket: string }
}
type Row = Record<string, string | number | null>

/** Monday 2 November 2026, 08:00 UTC: what the world's dates are counted from. */
const START = Date.UTC(2026, 10, 2, 8)
const HOUR = 3_600_000
const ticketStates = ['open', 'waiting_client', 'quoted', 'accepted', 'in_progress', 'resolved', 'closed']
const taskStates = ['backlog', 'in_progress', 'waiting_client', 'done']
const phaseNames = ['Cadrage', 'Maquette', 'Contenu', 'Développement', 'Recette', 'Livraison']

const tags = ['accueil', 'blog', 'boutique', 'mobile', 'paiement', 'photos']

/** Where a ticket's clock stands: running, standing still for the client, or stopped when it was resolved. */
function promisesOf(state: string, at: number, i: number): Row {
  const over = state === 'resolved' || state === 'closed'
  const runs = !over && state !== 'waiting_client' && state !== 'quoted'
  const due = at + (i % 50) * 24 * HOUR
  return {
    ...{ first_target: 4 * HOUR, resolve_target: 24 * HOUR, worked_ms: HOUR, runs_since: runs ? at : null },
    first_took: state === 'open' ? null : (i % 6) * HOUR,
    resolve_took: over ? (i % 40) * HOUR : null,
    first_due_at: state === 'open' ? due : null,
    resolve_due_at: runs ? due + 72 * HOUR : null,
    alarm_at: runs ? due : null,
  }
}

/**
 * One busy workspace: 20 projects of 8 clients, 2,000 tickets with 5 replies each, and what goes with them. The same
 * rows on every run; only the two sessions know what time it is.
 */
export function makeWorld(now: number): World {
  const dice = new Dice(20_261_120)
  const rows: World['rows'] = {}
  const add = (table: string, row: Row) => {
    rows[table] ??= []
    rows[table].push(row)
  }
  let made = 0
  const id = (at = START) => {
    const head = at.toString(16).padStart(12, '0')
    return `${head.slice(0, 8)}-${head.slice(8)}-7000-8000-${(++made).toString(16).padStart(12, '0')}`
  }
  const slug = 'atelier'
  const workspace = id()
  add('workspaces', {
    ...{
      id: workspace,
      slug,
      name: 'Atelier Lumen',
      locale: 'fr',
      timezone: 'Europe/Paris',
      currency: 'EUR',
    },
    created_at: START,
  })
  const person = (name: string, role: string, client: string | null) => {
    const [user, membership] = [id(), id()]
    add('users', { id: user, email: `${made}@parvis.test`, name, created_at: START })
    add('memberships', {
      ...{ id: membership, workspace_id: workspace, user_id: user, role, client_id: client },
      ...{ finance: 1, approve: client ? 1 : 0, all_projects: 1, created_at: START, accepted_at: START },
    })
    return { user, membership }
  }
  const session = (user: string, name: string) => {
    const token = createHash('sha256').update(`session of ${name}`).digest('base64url')
    add('sessions', {
      ...{ id: id(), user_id: user, token_hash: createHash('sha256').update(token).digest('hex') },
      ...{ created_at: now, last_seen_at: now, expires_at: now + 24 * HOUR },
    })
    return token
  }
  const owner = person('Camille Duval', 'owner', null)
  const team = [owner, person('Ada Meunier', 'admin', null), person('Noé Garnier', 'member', null)]
  const clients = Array.from({ length: size.clients }, (_, i) => {
    const client = id()
    add('clients', {
      id: client,
      workspace_id: workspace,
      name: `Maison ${sentence(dice, 1)} ${i + 1}`,
      created_at: START,
    })
    return { id: client, contact: person(`Contact ${sentence(dice, 1)}`, 'contact', client) }
  })
  const sessions = {
    owner: session(owner.user, 'owner'),
    contact: session(clients[0]?.contact.user ?? '', 'contact'),
  }

  let number = 0
  const projects = Array.from({ length: size.projects }, (_, n) => {
    const client = clients[n % clients.length] ?? clients[0]
    if (!client) throw new Error('A world without clients.')
    const project = id()
    const place = { workspace_id: workspace, client_id: client.id, project_id: project }
    const someone = () => dice.one([...team, client.contact]).membership
    add('projects', {
      ...{ id: project, workspace_id: workspace, client_id: client.id, name: `Site ${sentence(dice, 2)}` },
      ...{ summary: sentence(dice, 14), next_step: sentence(dice, 5), created_at: START },
      ...{ awaited: n % 2 ? sentence(dice, 4) : '', awaited_since: START, estimated_on: '2027-02-15' },
      ...{ update_text: sentence(dice, 20), update_at: START + HOUR, update_by: owner.membership },
    })
    const phases = phaseNames.map((name, position) => {
      const state = position < 2 ? 'done' : position === 2 ? 'current' : 'upcoming'
      const phase = id()
      add('phases', { ...place, id: phase, name, position, state, due_on: '2026-12-18', created_at: START })
      return phase
    })
    const happened = (
      kind: string,
      at: number,
      subject: string,
      facts: object,
      money: object | null = null,
    ) =>
      add('events', {
        ...place,
        ...{ id: id(at), kind, actor_id: someone(), subject_id: subject, facts: JSON.stringify(facts) },
        ...{ money: money && JSON.stringify(money), at },
      })

    const tickets = Array.from({ length: size.tickets }, (_, i) => {
      const at = START + (n * size.tickets + i) * 20 * 60_000
      const state = dice.one(ticketStates)
      const ticket = id(at)
      add('tickets', {
        ...place,
        ...{ id: ticket, number: ++number, state, came_from: 'open', phase_id: dice.one(phases) },
        type: dice.one(['bug', 'change', 'improvement', 'question']),
        urgency: dice.one(['urgent', 'maintenance', 'evolution']),
        subject: sentence(dice, 6),
        body: paragraphs(dice, 2),
        reason: state === 'waiting_client' ? sentence(dice, 6) : '',
        ...{ opened_by: client.contact.membership, created_at: at, updated_at: at + 6 * HOUR, state_at: at },
        assignee_id: i % 3 ? dice.one(team).membership : null,
        ...promisesOf(state, at, i),
      })
      for (const tag of tags.slice(i % tags.length, (i % tags.length) + (i % 3)))
        add('ticket_tags', { ...place, ticket_id: ticket, tag })
      happened('ticket.opened', at, ticket, { number, urgency: 'maintenance' })
      for (let r = 0; r < size.replies; r++) {
        const reply = {
          id: id(at + r * HOUR),
          ticket_id: ticket,
          author_id: someone(),
          body: paragraphs(dice, 1),
        }
        add('replies', { ...place, ...reply, internal: 0, created_at: at + (r + 1) * HOUR })
        happened('ticket.replied', at + (r + 1) * HOUR, ticket, { number, replyId: reply.id })
      }
      return { id: ticket, number, at, state }
    })
    tickets.slice(0, 40).forEach((ticket, i) => {
      const state = dice.one(taskStates)
      add('tasks', {
        ...place,
        ...{ id: id(ticket.at), ticket_id: i % 2 ? ticket.id : null, phase_id: dice.one(phases), state },
        ...{
          title: sentence(dice, 5),
          description: paragraphs(dice, 1),
          position: `a${i.toString(36).padStart(2, '0')}`,
        },
        ...{ assignee_id: dice.one(team).membership, due_on: '2026-12-04', created_by: owner.membership },
        ...{ blocked_reason: state === 'waiting_client' ? sentence(dice, 5) : '', blocked_at: ticket.at },
        ...{ created_at: ticket.at, updated_at: ticket.at },
      })
    })
    tickets
      .filter(ticket => ticket.state === 'quoted' || ticket.state === 'accepted')
      .forEach((ticket, i) => {
        const money = { amount: 5_000 + dice.below(90_000), currency: 'EUR' }
        const paid = ticket.state === 'accepted' && i % 2
        const request = { id: id(ticket.at), kind: 'ticket', ticket_id: ticket.id, title: sentence(dice, 5) }
        add('payment_requests', {
          ...{ ...place, ...request, ...money, taxes: '[]', refunded: 0 },
          ...{ state: paid ? 'paid' : 'pending', state_at: ticket.at, paid_at: paid ? ticket.at : null },
          ...{ due_on: '2026-12-11', created_by: owner.membership, created_at: ticket.at },
        })
      })
    for (let seq = 1; seq <= 120; seq++) {
      const at = START + seq * HOUR
      add('messages', {
        ...place,
        id: id(at),
        seq,
        author_id: someone(),
        body: sentence(dice, 16),
        created_at: at,
      })
    }
    for (let f = 0; f < 40; f++) {
      const at = START + f * HOUR
      const file = {
        id: id(at),
        folder: dice.one(['branding', 'content', 'deliverables']),
        created_by: someone(),
      }
      add('files', { ...place, ...file, name: `${sentence(dice, 2)}.pdf`, created_at: at })
      for (let v = 1; v <= 2; v++)
        add('file_versions', {
          ...{
            ...place,
            id: id(at),
            file_id: file.id,
            number: v,
            storage_key: `bench/${made}`,
            type: 'application/pdf',
          },
          ...{ size: 20_000 + dice.below(4_000_000), sha256: '0'.repeat(64), created_by: file.created_by },
          created_at: at + v,
        })
    }
    return { id: project, ticket: tickets[size.tickets - 1]?.id ?? '' }
  })
  add('counters', { workspace_id: workspace, kind: 'ticket', value: number })
  const first = projects[0]
  if (!first) throw new Error('A world without projects.')
  return { rows, sessions, at: { slug, project: first.id, ticket: first.ticket } }
}
