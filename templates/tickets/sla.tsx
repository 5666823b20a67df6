import type { Ui } from '../../locales'
import type { Ticket } from '../../src/domain/tickets/moves'
import type { slaColumns } from '../../src/domain/tickets/sla'
import { kept } from '../../src/lib/promises'
import { Icon, type IconName, type Tone } from '../shared'
import { roughly, workingSpan } from './span'

/** What of a ticket its promises are shown from: its state and `slaColumns`. */
export type SlaTicket = Pick<Ticket, 'state' | keyof ReturnType<typeof slaColumns>>

/** Who reads: see `slaAudience`. Null: nothing is shown. */
export type SlaAudience = 'team' | 'client' | null

type Said = { text: string; icon: IconName; tone?: Tone; at?: number }

/**
 * Where a ticket stands by what was promised, in an icon and a few words: the promise that falls due first, for the
 * team also how it went. The client reads a date and nothing else. Null where there is nothing to say.
 */
export function SlaLine({ ui, ticket, audience }: { ui: Ui; ticket: SlaTicket; audience: SlaAudience }) {
  const said = audience === null ? null : audience === 'team' ? forTeam(ui, ticket) : forClient(ui, ticket)
  if (!said) return null
  const { text, icon, tone, at } = said
  return (
    <span class="sla" data-tone={tone} title={at === undefined ? undefined : ui.format.dateTime(at)}>
      <Icon name={icon} repeated />
      {text}
    </span>
  )
}

function forTeam(ui: Ui, ticket: SlaTicket): Said | null {
  const { t, format, now } = ui
  const promised = ticket.firstTarget !== null || ticket.resolveTarget !== null
  const next = nextOf(ticket)
  if (next) {
    const { which, at } = next
    if (at <= now)
      return {
        text: t(`sla.team.${which}_late`, { span: roughly(ui, now - at) }),
        icon: 'circle-alert',
        tone: 'danger',
        at,
      }
    const close = (which === 'first' ? ticket.firstAlarm : ticket.resolveAlarm) === 'warned'
    return {
      text: t(`sla.team.${which}`, { when: format.soon(at, now) }),
      icon: close ? 'hourglass' : 'timer',
      tone: close ? 'warning' : undefined,
      at,
    }
  }
  if (promised && (ticket.state === 'waiting_client' || ticket.state === 'quoted'))
    return { text: t('sla.team.paused'), icon: 'clock' }
  const verdict = verdictOf(ticket)
  if (verdict === null) return null
  return verdict
    ? { text: t('sla.team.kept'), icon: 'circle-check', tone: 'success' }
    : { text: t('sla.team.missed'), icon: 'circle-x', tone: 'danger' }
}

function forClient(ui: Ui, ticket: SlaTicket): Said | null {
  const next = nextOf(ticket)
  if (!next) return null
  const when = ui.format.soon(next.at, ui.now)
  const said =
    next.at > ui.now ? (`sla.client.${next.which}` as const) : (`sla.client.${next.which}_past` as const)
  return { text: ui.t(said, { when }), icon: 'calendar', at: next.at }
}

/** The promise that falls due first. */
function nextOf({ firstDueAt, resolveDueAt }: SlaTicket): { which: 'first' | 'resolve'; at: number } | null {
  if (firstDueAt !== null && (resolveDueAt === null || firstDueAt <= resolveDueAt))
    return { which: 'first', at: firstDueAt }
  return resolveDueAt === null ? null : { which: 'resolve', at: resolveDueAt }
}

/** Of one that is resolved: whether all was kept that was promised. */
function verdictOf(ticket: SlaTicket): boolean | null {
  if (ticket.state !== 'resolved' && ticket.state !== 'closed') return null
  const said = [kept(ticket.firstTook, ticket.firstTarget), kept(ticket.resolveTook, ticket.resolveTarget)]
  if (said.every(one => one === null)) return null
  return !said.includes(false)
}

/** For the team: what was promised and how long it took, a line for the first reply and one for the resolution. */
export function slaFacts(ui: Ui, ticket: SlaTicket, day: number): { label: string; value: string }[] {
  const { t } = ui
  const span = (ms: number) => workingSpan(ui, ms, day)
  const said = (took: number | null, target: number | null) => {
    if (took === null) return target === null ? '' : t('sla.fact.promised', { target: span(target) })
    if (target === null) return span(took)
    const verdict = kept(took, target) ? 'sla.fact.kept' : 'sla.fact.missed'
    return t(verdict, { took: span(took), target: span(target) })
  }
  return [
    { label: t('sla.page.first'), value: said(ticket.firstTook, ticket.firstTarget) },
    { label: t('sla.page.resolve'), value: said(ticket.resolveTook, ticket.resolveTarget) },
  ].filter(fact => fact.value)
}
