import { newId } from '../src/lib/id'
import { rows } from './harness'
import { people, START, world } from './world'

type State =
  | 'open'
  | 'waiting_client'
  | 'quoted'
  | 'accepted'
  | 'in_progress'
  | 'resolved'
  | 'closed'
  | 'refused'
  | 'declined'
  | 'withdrawn'
  | 'merged'

const keys = [world.atelier.id, world.lune.id, world.site.id] as const

/** A ticket of the project `site` in any state, straight into the database, with its task where it would have one. */
export async function ticketIn(
  state: State,
  more: { number?: number; stateAt?: number; task?: boolean; cameFrom?: string; subject?: string } = {},
): Promise<string> {
  const id = newId()
  const at = more.stateAt ?? START
  await rows(
    `insert into tickets (workspace_id, client_id, project_id, id, number, type, urgency, state, came_from, subject, body,
      opened_by, created_at, updated_at, state_at, runs_since)
    values (?, ?, ?, ?, ?, 'bug', 'urgent', ?, ?, ?, 'Rien ne part.', ?, ?, ?, ?, ?)`,
    ...keys,
    id,
    more.number ?? 1,
    state,
    state === 'waiting_client' ? (more.cameFrom ?? 'open') : null,
    more.subject ?? 'Le formulaire',
    people.lea.membership,
    START,
    at,
    at,
    ['open', 'accepted', 'in_progress'].includes(state) ? at : null,
  )
  if (more.task ?? ['accepted', 'in_progress', 'resolved'].includes(state)) await taskFor(id, state)
  return id
}

/** What the workspace promises for bugs of the highest urgency (or another), in hours of working time. */
export async function promise(
  first: number | null,
  resolve: number | null,
  urgency: 'urgent' | 'maintenance' | 'evolution' = 'urgent',
): Promise<void> {
  await rows(
    `insert into sla_policies (workspace_id, type, urgency, first_minutes, resolve_minutes) values (?, 'bug', ?, ?, ?)`,
    world.atelier.id,
    urgency,
    first && first * 60,
    resolve && resolve * 60,
  )
}

export async function taskFor(ticketId: string | null, state: string, position = 'a5'): Promise<string> {
  const column = state === 'in_progress' ? 'in_progress' : state === 'resolved' ? 'done' : 'backlog'
  const id = newId()
  await rows(
    `insert into tasks (workspace_id, client_id, project_id, id, ticket_id, title, state, position, created_at, updated_at)
    values (?, ?, ?, ?, ?, 'Le formulaire', ?, ?, ?, ?)`,
    ...keys,
    id,
    ticketId,
    column,
    position,
    START,
    START,
  )
  return id
}

/** The pending price of a ticket: 123,45 €. */
export async function offerFor(
  ticketId: string,
  more: { terms?: 'now' | 'later'; validUntil?: string; amount?: number } = {},
): Promise<string> {
  const id = newId()
  await rows(
    `insert into payment_requests (workspace_id, client_id, project_id, id, kind, ticket_id, title, description, amount,
      taxes, currency, terms, delay_days, valid_until, state, state_at, refunded, created_at)
    values (?, ?, ?, ?, 'ticket', ?, 'Le formulaire', 'Le réparer', ?, '[]', 'EUR', ?, 3, ?, 'pending', ?, 0, ?)`,
    ...keys,
    id,
    ticketId,
    more.amount ?? 12_345,
    more.terms ?? 'later',
    more.validUntil ?? null,
    START,
    START,
  )
  return id
}

/** A checkout at a provider. */
export async function attemptFor(requestId: string, state: 'created' | 'processing'): Promise<string> {
  const id = newId()
  await rows(
    `insert into payment_attempts (workspace_id, client_id, project_id, id, request_id, provider, amount, currency, state,
      refunded, created_at, state_at)
    values (?, ?, ?, ?, ?, 'stripe', 12345, 'EUR', ?, 0, ?, ?)`,
    ...keys,
    id,
    requestId,
    state,
    START,
    START,
  )
  return id
}
