import type { Ui } from '../../locales'
import type { TicketLine } from '../../src/domain/tickets/list'
import type { TicketState } from '../../src/domain/tickets/moves'
import { Badge, type IconName, type Tone } from '../shared'

const tones: Record<TicketState, Tone> = {
  open: 'info',
  waiting_client: 'warning',
  quoted: 'accent',
  accepted: 'success',
  in_progress: 'info',
  resolved: 'success',
  closed: 'neutral',
  refused: 'danger',
  declined: 'neutral',
  withdrawn: 'neutral',
  merged: 'neutral',
}

/** The state's word: «Payé» for an accepted one whose price was paid. */
export const stateWord = ({ t }: Ui, state: TicketState, paid: boolean): string =>
  t(paid && state === 'accepted' ? 'tickets.state.paid' : `tickets.state.${state}`)

export const StateBadge = ({ ui, state, paid }: { ui: Ui; state: TicketState; paid: boolean }) => (
  <Badge tone={tones[state]}>{stateWord(ui, state, paid)}</Badge>
)

export const typeIcon: Record<TicketLine['type'], IconName> = {
  bug: 'bug',
  change: 'pencil',
  improvement: 'lightbulb',
  question: 'circle-help',
}

/** In the order in which they are offered. */
export const ticketTypes = Object.keys(typeIcon) as TicketLine['type'][]
export const urgencies = ['urgent', 'maintenance', 'evolution'] as const satisfies TicketLine['urgency'][]
