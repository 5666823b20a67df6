import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { WorkspaceScope } from '../../db/scope'
import { dayIn, daysAfter } from '../../lib/days'
import { type Awaiting, awaitings, type Reminders, type Tone } from '../../lib/reminders'
import { type Calendar, calendarOf } from '../../lib/working-time'
import type { MailDraft } from '../events/meaning'
import { transferTo } from '../payments/offers'
import { type PaymentSettings, paymentSettingsQuery, settingsOf } from '../payments/settings'
import { draftOf, wordsFor } from './draft'
import { DAY, firstMoment, OLDEST, remindersUntil, toneOf } from './plan'
import { type Awaited, type Pieces, waitsQuery } from './waits'
import { contactsQueries, recipientsOf } from './who'

/** How far ahead is looked, in days, and at how many things of each kind. */
export const AHEAD = 14
const MOST = 300

/** A reminder that would go. */
export type Coming = {
  kind: Awaiting
  id: string
  projectId: string
  title: string
  number: number | null
  client: string
  project: string
  step: number
  at: number
  tone: Tone
  /** Whom it would reach: nobody, and it does not go. */
  to: string[]
}

export type Preview = {
  /** In the order in which they would go. */
  coming: Coming[]
  /** There is more of some kind than was looked at. */
  cut: boolean
  /** One mail of each kind that is on: the first that would go, or as one would look. */
  mails: { kind: Awaiting; draft: MailDraft; example: boolean }[]
  /** Nobody works here ever, by the calendar: nothing would go. */
  closed: boolean
}

/** Which reminders would go from now on until two weeks from now, with these settings, if nothing happens. */
export async function previewReminders(scope: WorkspaceScope, reminders: Reminders): Promise<Preview> {
  const calendar = calendarOf(scope.workspace)
  const on = awaitings.filter(kind => reminders[kind].on)
  const [p, c, t] = [scope.view('projects', 'of'), scope.view('clients'), scope.view('tickets', 'asked')]
  const waiting = (ticket: SQLWrapper) =>
    sql`${ticket} in (select ${t.id} from ${t} where ${t.state} = 'waiting_client')`
  const [contacts, access, followers, places, settings, ...found] = await scope.read(
    ...contactsQueries(scope, waiting),
    scope
      .select({ id: p.id, name: p.name, client: sql<string>`${c.name}`.as('client') })
      .from(p)
      .innerJoin(c, sql`${c.id} = ${p.clientId}`),
    paymentSettingsQuery(scope),
    ...on.map(kind =>
      waitsQuery(scope, kind, pieces => within(scope, kind, reminders, calendar, pieces), MOST + 1, {
        asked: askedOf(scope, kind),
      }),
    ),
  )
  const waits = found.flat() as (Awaited & { asked: string })[]
  const until = scope.now + AHEAD * DAY
  const told = { contacts: contacts as never, access, followers }
  const coming = waits
    .flatMap(wait => {
      const place = places.find(one => one.id === wait.projectId)
      const to = recipientsOf(wait, told).map(person => person.name)
      return remindersUntil(wait, reminders[wait.kind].days, calendar, scope.now, until).map(next => ({
        kind: wait.kind,
        id: wait.id,
        projectId: wait.projectId,
        title: wait.title,
        number: wait.number,
        client: place?.client ?? '',
        project: place?.name ?? '',
        step: next.step,
        at: next.at,
        tone: toneOf(wait, next.step, dayIn(calendar.zone, next.at)),
        to,
      }))
    })
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  return {
    coming,
    cut: found.some(rows => rows.length > MOST),
    mails: on.map(kind => mailOf(scope, kind, reminders, coming, waits, settingsOf(settings))),
    closed: firstMoment(calendar, scope.now) === null,
  }
}

/** Any step of which may go in these days. */
function within(
  { now }: WorkspaceScope,
  kind: Awaiting,
  reminders: Reminders,
  { zone }: Calendar,
  { since }: Pieces,
): SQL | undefined {
  const { days } = reminders[kind]
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  if (kind !== 'payment')
    return sql`${since} between ${now - last * DAY - OLDEST} and ${now + (AHEAD + 1 - first) * DAY}`
  const today = dayIn(zone, now)
  return and(
    sql`${since} between ${daysAfter(today, -last - OLDEST / DAY)} and ${daysAfter(today, AHEAD + 1 - first)}`,
  )
}

function askedOf(scope: WorkspaceScope, kind: Awaiting) {
  const [a, t] = [scope.view('approvals'), scope.view('tickets')]
  const asked = { payment: sql`''`, approval: sql`${a.message}`, clarification: sql`${t.reason}` }
  return sql<string>`${asked[kind]}`.as('asked')
}

/** The first mail that would go or, where nothing is waited for, one as it would look. */
function mailOf(
  scope: WorkspaceScope,
  kind: Awaiting,
  reminders: Reminders,
  coming: Coming[],
  waits: (Awaited & { asked: string })[],
  ways: PaymentSettings,
): Preview['mails'][number] {
  const first = coming.find(one => one.kind === kind && one.to.length > 0)
  const wait = waits.find(one => one.id === first?.id)
  const words = wordsFor(reminders, kind)
  const { slug, currency } = scope.workspace
  const rest = { slug, linkVersion: 0, transfer: transferTo(ways, wait?.currency ?? currency) !== null }
  if (first && wait) {
    const draft = draftOf({ ...wait, ...rest, project: first.project }, first.tone, words)
    return { kind, draft, example: false }
  }
  const today = dayIn(scope.workspace.timezone, scope.now)
  const step = reminders[kind].days[0] ?? 0
  const since = kind === 'payment' ? daysAfter(today, -step) : String(scope.now)
  const number = kind === 'clarification' ? 1 : null
  const about = { kind, id: '', projectId: '-', title: '', number, since, currency, asked: '', project: '' }
  const draft = draftOf({ ...about, ...rest, amount: 45_000 }, toneOf({ kind, since }, step, today), words)
  const sample = { message: 'reminders.preview.sample' } as const
  const values = { ...draft.values, title: sample, subject: sample, project: scope.workspace.name }
  const project = { id: '-', name: scope.workspace.name }
  return { kind, draft: { ...draft, values, project }, example: true }
}
