import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { dayIn } from '../../lib/days'

export type Ticket = Row<'tickets'>
export type TicketState = Ticket['state']

/** `payer`: a contact with finance. `pricer`: the team with finance. `system`: a provider's word, a cron. */
export type By = 'team' | 'pricer' | 'contact' | 'payer' | 'system'

export type MoveName =
  | 'ask'
  | 'answer'
  | 'resume'
  | 'accept'
  | 'price'
  | 'pay'
  | 'agree'
  | 'decline'
  | 'withdraw_price'
  | 'expire'
  | 'refuse'
  | 'withdraw'
  | 'start'
  | 'set_back'
  | 'resolve'
  | 'finish'
  | 'reopen'
  | 'restart'
  | 'confirm'
  | 'close'
  | 'reopen_refused'
  | 'merge'

/** What must hold besides state and role; see `holds`. */
export type Guard = 'offer' | 'payable' | 'agreeable' | 'not_paying' | 'recent' | 'old' | 'lapsed'

export type Move = {
  move: MoveName
  from: readonly TicketState[]
  by: readonly By[]
  /** `back`: where it came from. `work`: `in_progress` if it has a task, else `open`. */
  to: TicketState | 'back' | 'work'
  guards?: readonly Guard[]
}

const undecided = ['open', 'waiting_client', 'quoted'] as const
const workable = ['open', 'waiting_client', 'accepted', 'in_progress'] as const

/** The whole state table of a ticket. Whoever changes a ticket's state does it through one of these lines. */
export const moves: readonly Move[] = [
  { move: 'ask', from: ['open', 'accepted', 'in_progress'], by: ['team'], to: 'waiting_client' },
  { move: 'answer', from: ['waiting_client'], by: ['contact'], to: 'back' },
  { move: 'resume', from: ['waiting_client'], by: ['team'], to: 'back' },
  { move: 'accept', from: ['open'], by: ['team'], to: 'accepted' },
  { move: 'price', from: ['open', 'quoted'], by: ['pricer'], to: 'quoted', guards: ['not_paying'] },
  { move: 'pay', from: ['quoted'], by: ['payer', 'pricer', 'system'], to: 'accepted', guards: ['payable'] },
  {
    move: 'agree',
    from: ['quoted'],
    by: ['payer'],
    to: 'accepted',
    guards: ['payable', 'agreeable', 'not_paying'],
  },
  { move: 'decline', from: ['quoted'], by: ['contact'], to: 'declined', guards: ['not_paying'] },
  { move: 'withdraw_price', from: ['quoted'], by: ['team'], to: 'open', guards: ['not_paying'] },
  { move: 'expire', from: ['quoted'], by: ['system'], to: 'open', guards: ['lapsed', 'not_paying'] },
  { move: 'refuse', from: undecided, by: ['team'], to: 'refused', guards: ['not_paying'] },
  { move: 'withdraw', from: undecided, by: ['contact'], to: 'withdrawn', guards: ['not_paying'] },
  { move: 'start', from: ['accepted'], by: ['team'], to: 'in_progress' },
  { move: 'set_back', from: ['in_progress'], by: ['team'], to: 'accepted' },
  { move: 'resolve', from: workable, by: ['team'], to: 'resolved' },
  { move: 'finish', from: workable, by: ['team'], to: 'resolved' },
  { move: 'reopen', from: ['resolved'], by: ['contact'], to: 'work', guards: ['recent'] },
  { move: 'restart', from: ['resolved'], by: ['team'], to: 'work' },
  { move: 'confirm', from: ['resolved'], by: ['contact'], to: 'closed' },
  { move: 'close', from: ['resolved'], by: ['system'], to: 'closed', guards: ['old'] },
  { move: 'reopen_refused', from: ['refused', 'declined'], by: ['team'], to: 'open' },
  {
    move: 'merge',
    from: [...workable, 'quoted', 'resolved', 'refused', 'declined', 'withdrawn'],
    by: ['team'],
    to: 'merged',
    guards: ['not_paying'],
  },
]

export const moveNamed = (name: MoveName): Move => moves.find(m => m.move === name) as Move

/** A resolved ticket may be reopened this long; then it closes by itself. */
export const REOPENABLE = 14 * 86_400_000

/** The pending price of a ticket, and whether a provider is at work on it now. */
export type Offer = Pick<Row<'paymentRequests'>, 'id' | 'terms' | 'validUntil' | 'agreedAt'> & {
  paying: boolean
}

/** Whether this person is one of those a move belongs to. */
export function isBy(scope: WorkspaceScope, by: readonly By[]): boolean {
  if (scope.actor.role === 'system') return by.includes('system')
  if (scope.isTeam) return by.includes('team') || (by.includes('pricer') && scope.can.finance)
  return by.includes('contact') || (by.includes('payer') && scope.can.finance)
}

/** Whether its price was not answered in time: the end of its last day, in the workspace's zone. */
export const lapsed = (scope: ProjectScope, offer: Pick<Offer, 'validUntil'> | null): boolean =>
  Boolean(offer?.validUntil && offer.validUntil < dayIn(scope.workspace.timezone, scope.now))

/** Why a guard does not hold, as the reason of a `Conflict`; null when it holds. */
export function broken(
  scope: ProjectScope,
  ticket: Pick<Ticket, 'stateAt'>,
  offer: Offer | null,
  guard: Guard,
): string | null {
  const holds: Record<Guard, boolean> = {
    offer: offer !== null,
    payable: offer !== null && (!lapsed(scope, offer) || scope.actor.role === 'system'),
    agreeable: offer?.terms === 'later',
    not_paying: !offer?.paying,
    recent: scope.now < ticket.stateAt + REOPENABLE,
    old: scope.now >= ticket.stateAt + REOPENABLE,
    lapsed: lapsed(scope, offer),
  }
  return holds[guard] ? null : guard
}

/** A move is changed in archived projects by nothing but money and time. */
const inArchives: readonly MoveName[] = ['pay', 'expire', 'close']

/** The moves this person may make now: what the page offers as buttons. `offer` null: no price is open. */
export function movesFor(
  scope: ProjectScope,
  ticket: Pick<Ticket, 'state' | 'stateAt'>,
  offer: Offer | null = null,
): MoveName[] {
  return moves
    .filter(
      m =>
        m.from.includes(ticket.state) &&
        isBy(scope, m.by) &&
        (scope.project.archivedAt === null || inArchives.includes(m.move)) &&
        (m.guards ?? []).every(g => broken(scope, ticket, offer, g) === null),
    )
    .map(m => m.move)
}

/** Whether anything but money and time may still change it. */
export const isFrozen = (scope: ProjectScope, move: MoveName): boolean =>
  scope.project.archivedAt !== null && !inArchives.includes(move)
