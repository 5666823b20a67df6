import { and, eq, lt, or, sql } from 'drizzle-orm'
import { among } from '../../db/among'
import type { SystemScope } from '../../db/system'
import { Conflict } from '../../lib/errors'
import { firstId } from '../../lib/id'
import { calendarOf, type WorkingWeek, workingBetween } from '../../lib/working-time'
import { sendBySelf } from './change'
import { draftReport } from './draft'
import { moving, quiet } from './happened'
import { endOf, momentsOf, offeredUntil, startOf, weekOf } from './moments'
import type { Write } from './week'

/** At most this many at each run of the cron: what is left waits a minute. */
const BATCH = 40
/** Drafts looked through in one run. */
const MOST = 500
const HOUR = 3_600_000

/** A workspace as far as its time and its language go. */
export type Place = { id: string; locale: string; timezone: string; calendar: WorkingWeek | null }

/** Whether there is work at this moment: what goes to clients goes in working time. */
const atWork = (place: Place, now: number) => workingBetween(calendarOf(place), now, now + 1) > 0

/**
 * Projects that want a report of a week, have none yet, and in which something happened that the client may see. Said
 * outside the query builder: the places come as JSON, and each look goes by an index.
 */
export const wantingSql = `select p.id, p.workspace_id workspace, p.weekly
  from json_each(?1) j cross join projects p on p.workspace_id = j.value ->> 'id'
  where p.state = 'in_progress' and p.archived_at is null and p.weekly <> 'off'
    and not exists (select 1 from weekly_reports r where r.project_id = p.id and r.week = j.value ->> 'week')
    and exists (select 1 from events e left join memberships m on m.id = e.actor_id
      where e.project_id = p.id and e.id >= j.value ->> 'since' and e.internal = 0 and e.finance = 0
        and (e.kind in (select value from json_each(?2))
          or m.role <> 'contact' and e.kind not in (select value from json_each(?3))))
  limit ${BATCH}`

type Wanting = { id: string; workspace: string; weekly: 'draft' | 'auto' }

/** What may be due: every workspace whose hour of drafts it is, and the drafts whose own hour may have come. */
export type Due = { places: Place[]; drafts: Draft[] }
type Draft = Place & { reportId: string; projectId: string; week: string; auto: boolean }

/** Looks, in one round trip, at what the next three may have to do. */
export async function weeksDue(system: SystemScope): Promise<Due> {
  const [w, r] = [system.table('workspaces'), system.table('weeklyReports')]
  const place = { id: w.id, locale: w.locale, timezone: w.timezone, calendar: w.calendar }
  const [places, drafts] = await system.read(
    system.select(place).from(w),
    system
      .select({
        reportId: sql<string>`${r.id}`.as('report_id'),
        projectId: r.projectId,
        week: r.week,
        auto: r.auto,
        ...place,
      })
      .from(r)
      .innerJoin(w, eq(w.id, r.workspaceId))
      .where(and(eq(r.state, 'draft'), or(eq(r.auto, true), lt(r.createdAt, system.now - 36 * HOUR))))
      .orderBy(r.createdAt)
      .limit(MOST),
  )
  const itsHour = (one: Place) => {
    const moments = momentsOf(one, weekOf(one.timezone, system.now))
    return moments !== null && system.now >= moments.draftAt && atWork(one, system.now)
  }
  return { places: places.filter(itsHour), drafts }
}

/**
 * Sums up the week of every project whose workspace has come to its hour: from Friday's on, in working time, up to the
 * week's Sunday. Running it twice, late or at once is harmless. One that fails stops no other.
 * @param writing puts a week into words, in the language of the place
 * @returns how many drafts it made
 * @throws the first failure, once all were tried
 */
export async function draftReports(
  system: SystemScope,
  { places }: Due,
  writing: (place: Place) => Promise<Write>,
): Promise<number> {
  if (places.length === 0) return 0
  const known = new Map(places.map(place => [place.id, place]))
  const asked = places.map(({ id, timezone }) => {
    const week = weekOf(timezone, system.now)
    return { id, week, since: firstId(startOf(timezone, week)) }
  })
  const lists = [asked, moving, quiet].map(list => JSON.stringify(list))
  const [rows = []] = (await system.run([system.raw(wantingSql, ...lists)])) as Wanting[][]
  return each(rows, async ({ id, workspace, weekly }) => {
    const place = known.get(workspace)
    if (!place) return false
    const made = await draftReport(await system.project(id), weekly, await writing(place))
    return made !== null
  })
}

/**
 * Sends the drafts that go by themselves and that nobody sent or left: from their hour on, in working time, up to the
 * week's Sunday. Then they wait for somebody like the others.
 * @returns how many it sent
 * @throws the first failure, once all were tried
 */
export async function sendReports(system: SystemScope, { drafts }: Due): Promise<number> {
  const { now } = system
  const due = drafts.filter(draft => {
    const moments = draft.auto ? momentsOf(draft, draft.week) : null
    const over = endOf(draft.timezone, draft.week)
    return moments !== null && now >= moments.sendAt && now < over && atWork(draft, now)
  })
  return each(due.slice(0, BATCH), async ({ reportId, projectId }) => {
    await sendBySelf(await system.project(projectId), reportId)
    return true
  })
}

/** Drafts that nobody sent by the next Monday's noon are offered no more: nobody is told. @returns how many */
export async function leaveReports(system: SystemScope, { drafts }: Due): Promise<number> {
  const over = drafts.filter(({ timezone, week }) => system.now >= offeredUntil(timezone, week))
  if (over.length === 0) return 0
  const r = system.table('weeklyReports')
  const ids = over.map(one => one.reportId)
  const left = await system.claim(
    'weeklyReports',
    { state: 'left' },
    and(among(r.id, ids), eq(r.state, 'draft')),
  )
  return left.length
}

/** One after the other. What somebody was faster at does not count; a failure is thrown once all were tried. */
async function each<T>(list: readonly T[], act: (one: T) => Promise<boolean>): Promise<number> {
  const failures: unknown[] = []
  let done = 0
  for (const one of list) {
    try {
      if (await act(one)) done++
    } catch (error) {
      if (!(error instanceof Conflict)) failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return done
}
