import { dayIn, daysAfter, mondayOf } from '../../lib/days'
import { type Period, type Step, stepOf } from '../../lib/periods'
import { kept } from '../../lib/promises'
import { instantAt } from '../../lib/zone'
import type { Ticket } from './moves'

/** What of a ticket the figures are made from. */
export type Counted = Pick<
  Ticket,
  | 'clientId'
  | 'createdAt'
  | 'firstTook'
  | 'firstTarget'
  | 'firstDueAt'
  | 'resolveTook'
  | 'resolveTarget'
  | 'resolveDueAt'
>

/** How requests went: medians in milliseconds of working time, null where there is nothing to take one of. */
export type Figures = {
  opened: number
  resolved: number
  medianFirst: number | null
  medianResolve: number | null
  /** Promises, of first replies and of resolutions together; one that is past and still open is missed already. */
  kept: number
  missed: number
}

/** A day, a week from Monday or a month, by its first date. */
export type Bucket = Figures & { from: string }

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return (low + high) / 2
}

export function figuresOf(tickets: readonly Counted[], now: number): Figures {
  const firsts = tickets.map(t => t.firstTook).filter(took => took !== null)
  const resolutions = tickets.map(t => t.resolveTook).filter(took => took !== null)
  const verdicts = tickets.flatMap(t => [
    verdict(t.firstTook, t.firstTarget, t.firstDueAt, now),
    verdict(t.resolveTook, t.resolveTarget, t.resolveDueAt, now),
  ])
  return {
    opened: tickets.length,
    resolved: resolutions.length,
    medianFirst: median(firsts),
    medianResolve: median(resolutions),
    kept: verdicts.filter(v => v === true).length,
    missed: verdicts.filter(v => v === false).length,
  }
}

const verdict = (took: number | null, target: number | null, dueAt: number | null, now: number) =>
  dueAt !== null && dueAt <= now ? false : kept(took, target)

/** The first date of the period that ends today. */
export const firstDay = (zone: string, now: number, period: Period): string =>
  daysAfter(dayIn(zone, now), 1 - period)

const startOf: Record<Step, (day: string) => string> = {
  day: day => day,
  week: mondayOf,
  month: day => `${day.slice(0, 7)}-01`,
}

/** The figures of each day, week or month of the period, by when the requests were opened; none is left out. */
export function bucketsOf(tickets: readonly Counted[], zone: string, now: number, period: Period): Bucket[] {
  const start = startOf[stepOf(period)]
  const today = dayIn(zone, now)
  const buckets = new Map<string, Counted[]>()
  for (let day = firstDay(zone, now, period); day <= today; day = daysAfter(day, 1))
    if (!buckets.has(start(day))) buckets.set(start(day), [])
  const begun = [...buckets].map(
    ([from, list]) => [instantAt(zone, Date.parse(`${from}T00:00:00Z`)), list] as const,
  )
  for (const ticket of tickets) begun.findLast(([since]) => since <= ticket.createdAt)?.[1].push(ticket)
  return [...buckets].map(([from, list]) => ({ from, ...figuresOf(list, now) }))
}

/** The figures by client, those with most requests first. */
export function clientsOf(tickets: readonly Counted[], now: number): (Figures & { clientId: string })[] {
  const found = Map.groupBy(tickets, t => t.clientId)
  return [...found]
    .map(([clientId, list]) => ({ clientId, ...figuresOf(list, now) }))
    .sort((a, b) => b.opened - a.opened || (a.clientId < b.clientId ? -1 : 1))
}
