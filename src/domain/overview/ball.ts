import { dayIn, dayNumber } from '../../lib/days'

/** A line of the journal that may hand the ball over (see `handovers`), as far as the ball needs it. */
export type Line = {
  kind: string
  subjectId: string | null
  /** Milliseconds UTC. */
  at: number
  facts: Record<string, string | number | boolean | null> | null
  /** For a task made from a request. */
  ticketId: string | null
}

/** A stretch during which something awaited the client: milliseconds UTC; `to` null while it still does. */
export type Wait = { id: string; from: number; to: number | null }
/** The same in dates of the workspace's calendar (`YYYY-MM-DD`), for what has no instant: a payment overdue. */
export type WaitInDays = { from: string; to: string | null }

export type Ball = {
  /** Nobody holds it once the project is done or archived. */
  holder: 'client' | 'team' | null
  /** For how many days: since today 0, since yesterday 1. */
  days: number
  /** How many days the client held it since the estimated date was last set; see docs/decisions/0007. */
  waited: number
}

/** Moves of a request that take its task along without a line of the task's own. */
const withTask = ['ticket.resolved', 'ticket.reopened', 'ticket.accepted', 'ticket.paid', 'ticket.agreed']
const theirs: readonly unknown[] = ['waiting_client', 'quoted']

type Said = { key: string; awaits: boolean } | null

/** What one line says of one thing awaited: it is from now on, or no longer, or nothing. */
function said({ kind, subjectId, facts }: Line): Said {
  const key = subjectId ?? ''
  const feature = kind.slice(0, kind.indexOf('.'))
  if (feature === 'project')
    return typeof facts?.awaited === 'boolean' ? { key, awaits: facts.awaited } : null
  if (feature === 'approval') return { key, awaits: kind === 'approval.asked' }
  if (kind === 'task.edited') return facts?.shared === false ? { key, awaits: false } : null
  if (kind === 'task.deleted') return { key, awaits: false }
  const state = facts?.to ?? facts?.state
  return state === undefined || state === null ? null : { key, awaits: theirs.includes(state) }
}

/**
 * Reads the journal's lines (oldest first) as stretches of waiting for the client, one thing at a time. The last of
 * them may be open: `to` is null.
 */
export function waitsIn(lines: readonly Line[]): Wait[] {
  const open = new Map<string, Wait>()
  const taskOf = new Map<string, string>()
  const waits: Wait[] = []
  const close = (key: string | undefined, at: number) => {
    const wait = key && open.get(key)
    if (!wait) return
    wait.to = at
    open.delete(wait.id)
  }
  for (const line of lines) {
    const told = said(line)
    if (!told) continue
    const { key, awaits } = told
    if (line.ticketId) taskOf.set(line.ticketId, key)
    if (withTask.includes(line.kind)) close(taskOf.get(key), line.at)
    if (!awaits) close(key, line.at)
    else if (!open.has(key)) {
      const wait: Wait = { id: key, from: line.at, to: null }
      open.set(key, wait)
      waits.push(wait)
    }
  }
  return waits
}

/** Since when a project rests (done or archived) and until when, from the same lines. */
function restsIn(lines: readonly Line[]): { from: number; to: number | null }[] {
  const rests: { from: number; to: number | null }[] = []
  const why = new Set<string>()
  const ends: Record<string, string> = {
    'project.resumed': 'project.done',
    'project.restored': 'project.archived',
  }
  for (const { kind, at } of lines) {
    const was = why.size
    if (kind === 'project.done' || kind === 'project.archived') why.add(kind)
    else if (ends[kind]) why.delete(ends[kind])
    if (!was && why.size) rests.push({ from: at, to: null })
    const last = rests.at(-1)
    if (was && !why.size && last) last.to = at
  }
  return rests
}

export type Situation = {
  now: number
  /** IANA zone of the workspace: what a day is. */
  timeZone: string
  createdAt: number
  /** Done or archived. */
  over: boolean
  /** The journal's handovers, oldest first. */
  lines: readonly Line[]
  /** What awaits the client now, as the rows say; what the journal alone believes open is not counted. */
  open: readonly { id: string; since: number }[]
  /** What is awaited from a date on rather than from an instant. */
  dated: readonly WaitInDays[]
}

/**
 * Who holds the ball, for how many days, and for how many the client held it.
 *
 * A day is counted for each midnight (in the workspace's zone) at which something awaited the client: what is asked
 * and done within a day costs none, and several things at once cost no more than one.
 */
export function ballOf(s: Situation): Ball {
  const dayOf = (at: number) => dayNumber(dayIn(s.timeZone, at))
  const today = dayOf(s.now)
  const rows = new Map(s.open.map(o => [o.id, o.since]))
  const past = waitsIn(s.lines)
  const stretches = past
    .filter(w => w.to !== null || rows.has(w.id))
    .map(w => ({ from: dayOf(w.from), to: w.to === null ? null : dayOf(w.to) }))
  const known = new Set(past.filter(w => w.to === null).map(w => w.id))
  for (const [id, since] of rows) if (!known.has(id)) stretches.push({ from: dayOf(since), to: null })
  for (const d of s.dated) {
    const [from, to] = [dayNumber(d.from), d.to === null ? null : dayNumber(d.to)]
    if (from <= today && (to === null || to > from)) stretches.push({ from, to })
  }

  const rests = restsIn(s.lines).map(r => ({ from: dayOf(r.from), to: r.to === null ? today : dayOf(r.to) }))
  const dated = s.lines.filter(l => l.kind === 'project.dated').at(-1)
  const counted = new Set<number>()
  const start = dayOf(dated?.at ?? s.createdAt)
  for (const { from, to } of stretches)
    for (let day = Math.max(from, start); day < (to ?? today); day++) counted.add(day)
  for (const { from, to } of rests) for (let day = from; day < to; day++) counted.delete(day)
  const waited = counted.size

  if (s.over) return { holder: null, days: 0, waited }
  const awaiting = stretches.filter(w => w.to === null).map(w => w.from)
  if (awaiting.length) {
    const since = Math.min(...s.open.map(o => dayOf(o.since)), ...datedSince(s.dated, today))
    return { holder: 'client', days: Math.max(0, today - since), waited }
  }
  const turns = [dayOf(s.createdAt), ...stretches.map(w => w.to ?? 0), ...rests.map(r => r.to)]
  return { holder: 'team', days: Math.max(0, today - Math.max(...turns)), waited }
}

const datedSince = (dated: readonly WaitInDays[], today: number) =>
  dated
    .filter(d => d.to === null)
    .map(d => dayNumber(d.from))
    .filter(day => day <= today)
