import { and, asc, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { Forbidden, Invalid, NotFound } from '../../lib/errors'
import { line, optionalDay } from '../../lib/fields'
import { newId } from '../../lib/id'

export const phaseName = z.object({ name: line(60) })

export const phaseInput = z
  .object({
    name: line(60),
    state: z.enum(['upcoming', 'current', 'done'], 'errors.choice'),
    startsOn: optionalDay,
    dueOn: optionalDay,
  })
  .refine(p => !p.startsOn || !p.dueOn || p.startsOn <= p.dueOn, {
    path: ['dueOn'],
    message: 'projects.error.ends_before',
  })

/** One step up or down (without JavaScript), or a place counted from 0 (dropped there). */
export const phasePlace = z.union([
  z.object({ step: z.enum(['up', 'down']) }),
  z.object({ to: z.coerce.number().int().min(0).max(1000) }),
])

/** The phases in order; a select that rides in a page's batch. */
export function phasesQuery(scope: ProjectScope) {
  const phases = scope.view('phases')
  return scope.select().from(phases).orderBy(asc(phases.position), asc(phases.id))
}

/** Adds a phase at the end. @throws Forbidden (archived) */
export async function addPhase(scope: ProjectScope, name: string): Promise<void> {
  mustBeActive(scope)
  const id = newId(scope.now)
  const phases = scope.view('phases')
  await scope.commit(
    [
      scope.insert('phases', {
        id,
        name,
        position:
          sql<number>`(select coalesce(max(${phases.position}), -1) + 1 from ${phases})` as unknown as number,
        createdAt: scope.now,
      }),
    ],
    { kind: 'phase.added', subjectId: id },
  )
}

/** Renames, dates and moves on a phase. @throws Forbidden (archived), Conflict */
export async function editPhase(
  scope: ProjectScope,
  id: string,
  input: z.output<typeof phaseInput>,
): Promise<void> {
  mustBeActive(scope)
  await scope.commit([scope.update('phases', input, t => and(eq(t.id, id)))], {
    kind: 'phase.changed',
    subjectId: id,
    facts: { state: input.state },
  })
}

/**
 * Puts a phase elsewhere among the others. Only the positions that change are written; of two people who reorder at
 * once one passes.
 * @throws NotFound, Forbidden (archived), Conflict
 */
export async function movePhase(
  scope: ProjectScope,
  id: string,
  place: z.output<typeof phasePlace>,
): Promise<void> {
  mustBeActive(scope)
  const [phases] = await scope.read(phasesQuery(scope))
  const from = phases.findIndex(p => p.id === id)
  const phase = phases[from]
  if (!phase) throw new NotFound()
  const wanted = 'to' in place ? place.to : from + (place.step === 'up' ? -1 : 1)
  const to = Math.min(phases.length - 1, Math.max(0, wanted))
  if (to === from) return
  const order = phases.filter(p => p.id !== id)
  order.splice(to, 0, phase)
  const writes = order.flatMap((p, position) =>
    p.position === position
      ? []
      : [scope.update('phases', { position }, t => and(eq(t.id, p.id), eq(t.position, p.position)))],
  )
  await scope.commit(writes, { kind: 'phase.moved', subjectId: id, facts: { to } })
}

export function mustBeActive(scope: ProjectScope): void {
  if (!scope.isTeam) throw new NotFound()
  if (scope.project.archivedAt !== null) throw new Forbidden()
}

export type Hanging = { tasks: number; tickets: number; payments: number; approvals: number }

/** A phase and what hangs on it. @throws NotFound */
export async function phaseById(scope: ProjectScope, id: string) {
  const [tasks, tickets, payments, approvals] = [
    scope.view('tasks'),
    scope.view('tickets'),
    scope.view('paymentRequests'),
    scope.view('approvals'),
  ]
  const count = sql<number>`count(*)`.as('n')
  const [phases, onTasks, onTickets, onPayments, onApprovals] = await scope.read(
    phasesQuery(scope),
    scope.select({ n: count }).from(tasks).where(eq(tasks.phaseId, id)),
    scope.select({ n: count }).from(tickets).where(eq(tickets.phaseId, id)),
    scope.select({ n: count }).from(payments).where(eq(payments.phaseId, id)),
    scope.select({ n: count }).from(approvals).where(eq(approvals.phaseId, id)),
  )
  const phase = phases.find(p => p.id === id)
  if (!phase) throw new NotFound()
  const hanging: Hanging = {
    tasks: onTasks[0]?.n ?? 0,
    tickets: onTickets[0]?.n ?? 0,
    payments: onPayments[0]?.n ?? 0,
    approvals: onApprovals[0]?.n ?? 0,
  }
  return { phase, phases, hanging }
}

/**
 * Takes a phase away. What hangs on it (tasks, requests, payments) goes to another phase, `into`; one that was ever
 * asked to be approved stays, for approvals are a record.
 * @throws NotFound, Forbidden (archived), Invalid (`into`: approved once, or nothing says where to), Conflict when
 *   something came to hang on it meanwhile
 */
export async function removePhase(scope: ProjectScope, id: string, into: string | null): Promise<void> {
  mustBeActive(scope)
  const { phases, hanging } = await phaseById(scope, id)
  if (hanging.approvals) throw new Invalid({ into: 'projects.error.phase_approved' })
  const { tasks, tickets, payments } = hanging
  const held = tasks + tickets + payments > 0
  if (held && (!into || into === id || !phases.some(p => p.id === into)))
    throw new Invalid({ into: 'projects.error.phase_holds' })
  const moved = { phaseId: into }
  await scope.commit(
    [
      ...(held
        ? [
            scope.updateAll('tasks', moved, t => eq(t.phaseId, id)),
            scope.updateAll('tickets', moved, t => eq(t.phaseId, id)),
            scope.updateAll('paymentRequests', moved, t => eq(t.phaseId, id)),
          ]
        : []),
      nothingOn(scope, id),
      scope.remove('phases', t => eq(t.id, id)),
    ],
    { kind: 'phase.removed', subjectId: id, facts: { into: held ? into : null, tasks, tickets } },
  )
}

/** The commit fails if anything hangs on the phase at that moment. */
function nothingOn(scope: ProjectScope, id: string) {
  const views = [
    scope.view('tasks', 'on_tasks'),
    scope.view('tickets', 'on_tickets'),
    scope.view('paymentRequests', 'on_payments'),
    scope.view('approvals', 'on_approvals'),
  ] as const
  const some = views.map(v => sql`exists (select 1 from ${v} where ${v.phaseId} = ${id})`)
  return scope.require(sql`not (${sql.join(some, sql` or `)})`)
}
