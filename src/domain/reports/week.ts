import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { dayIn } from '../../lib/days'
import { approvalsQuery } from '../approvals/approvals'
import { type Awaited, awaitedOf, awaitedQueries } from '../overview/awaited'
import { phasesQuery } from '../projects/phases'
import { deliveredFiles, endedPhases, finishedTasks, givenApprovals, of, resolvedTickets } from './done'
import { happenedSince } from './happened'
import { startOf, weekOf } from './moments'

type Numbered = { number: number; title: string }
type Sum = { title: string; amount: number; currency: string; dueOn: string | null }

/** What a week of a project came to: all of it as the client may read it, the amounts apart. */
export type Week = {
  /** Its Monday. */
  week: string
  /** Whether anything happened that is worth a word. */
  happened: boolean
  done: {
    phases: string[]
    approvals: string[]
    tasks: string[]
    tickets: Numbered[]
    files: string[]
  }
  next: {
    step: string
    phases: { name: string; dueOn: string | null }[]
    tasks: { title: string; dueOn: string | null }[]
    /** The project's estimated date. */
    on: string | null
  }
  /** Payments stand under `money`. */
  waiting: (Awaited & { kind: Exclude<Awaited['kind'], 'payment'> })[]
  /** Null where whoever gathers sees no amounts. */
  money: { received: Sum[]; due: Sum[]; overdue: Sum[] } | null
}

/** The language a workspace's reports are written in: its own, whoever reads them. */
export const languageOf = (workspace: { locale: string }): 'fr' | 'en' =>
  workspace.locale.startsWith('en') ? 'en' : 'fr'

/** How a week is put into words (Markdown), in the workspace's language. `money`: '' where there is nothing to say. */
export type Write = (week: Week) => { body: string; money: string }

/**
 * Gathers the present week, from its Monday to now, out of the journal and what stands: everything is read with the
 * client's eyes, so that nothing internal can be in it, and without amounts but for the part about money.
 */
export async function gatherWeek(scope: ProjectScope): Promise<Week> {
  const { timezone } = scope.workspace
  const week = weekOf(timezone, scope.now)
  const since = startOf(timezone, week)
  const [eyes, purse] = [scope.asClient(false), scope.asClient(true)]
  const [p, k] = [eyes.view('projects'), eyes.view('tasks', 'going')]
  const [found, some, phases, approvals, tasks, tickets, files, ends, given, going, got, owed, ...standing] =
    await scope.read(
      eyes
        .select({
          id: p.id,
          awaited: p.awaited,
          awaitedSince: p.awaitedSince,
          archivedAt: p.archivedAt,
          nextStep: p.nextStep,
          estimatedOn: p.estimatedOn,
        })
        .from(p),
      happenedSince(eyes, since),
      phasesQuery(eyes),
      approvalsQuery(eyes, 50),
      finishedTasks(eyes, since),
      resolvedTickets(eyes, since),
      deliveredFiles(eyes, since),
      endedPhases(eyes, since),
      givenApprovals(eyes, since),
      eyes
        .select({ title: k.title, dueOn: k.dueOn })
        .from(k)
        .where(eq(k.state, 'in_progress'))
        .orderBy(sql`${k.dueOn} is null`, asc(k.dueOn), asc(k.position))
        .limit(12),
      received(purse, since),
      payable(purse),
      ...awaitedQueries(eyes),
    )
  const project = found[0]
  if (!project) throw new Error('a project scope without its project')
  const [blocked, waiting, requests] = standing
  const pending = requests.filter(r => r.state === 'pending')
  const today = dayIn(timezone, scope.now)
  const sums: Sum[] = owed.map(sum => ({ ...sum, amount: sum.amount ?? 0 }))
  const late = (sum: Sum) => sum.dueOn !== null && sum.dueOn < today
  return {
    week,
    happened: some.length > 0,
    done: {
      phases: ends.map(one => one.name),
      approvals: given.map(one => one.title),
      tasks: tasks.map(one => one.title),
      tickets,
      files: files.map(one => one.name),
    },
    next: {
      step: project.nextStep,
      phases: phases.filter(phase => phase.state === 'current'),
      tasks: going,
      on: project.estimatedOn,
    },
    waiting: awaitedOf(project, { blocked, tickets: waiting, pending, approvals }, eyes).flatMap(one =>
      one.kind === 'payment' ? [] : [{ ...one, kind: one.kind }],
    ),
    money: purse.can.finance
      ? {
          received: got.map(one => ({
            title: one.title,
            amount: Number(one.money?.amount),
            currency: String(one.money?.currency),
            dueOn: null,
          })),
          due: sums.filter(sum => !late(sum)),
          overdue: sums.filter(late),
        }
      : null,
  }
}

function received(purse: ProjectScope, since: number) {
  const [r, e] = [purse.view('paymentRequests', 'paid'), purse.view('events', 'paying')]
  return purse
    .select({ title: r.title, money: e.money })
    .from(e)
    .innerJoin(r, eq(r.id, e.subjectId))
    .where(of(e, since, 'payment.received'))
    .orderBy(asc(e.at))
    .limit(50)
}

/** What is to be paid: no price still to be accepted, and nothing that is on its way. */
function payable(purse: ProjectScope) {
  const [r, t, a] = [
    purse.view('paymentRequests', 'owed'),
    purse.view('tickets', 'priced'),
    purse.view('paymentAttempts', 'tried'),
  ]
  return purse
    .select({ title: r.title, amount: r.amount, currency: r.currency, dueOn: r.dueOn })
    .from(r)
    .leftJoin(t, eq(t.id, r.ticketId))
    .where(
      and(
        eq(r.state, 'pending'),
        or(isNull(r.ticketId), ne(t.state, 'quoted')),
        sql`not exists (select 1 from ${a} where ${a.requestId} = ${r.id} and ${a.state} = 'processing')`,
      ),
    )
    .orderBy(sql`${r.dueOn} is null`, asc(r.dueOn))
    .limit(50)
}
