import { eq } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { Conflict, NotFound } from '../../lib/errors'
import { type Awaiting, NEVER, type Snooze, snoozes } from '../../lib/reminders'
import { instantAt, offsetAt } from '../../lib/zone'
import { nextOf, nextQuery } from './next'
import { DAY } from './plan'

export const snoozeInput = z.object({ for: z.enum(snoozes) })

const length = { days: 3, week: 7 } as const

/**
 * Leaves the client alone about one thing: no reminder before so many days after the next one would have gone.
 * @throws NotFound; Conflict where nobody would be reminded of it
 */
export async function snooze(scope: ProjectScope, kind: Awaiting, id: string, how: Snooze): Promise<void> {
  const next = await read(scope, kind, id)
  if (!next || (next.at === null && !next.snoozed)) throw new Conflict('changed')
  const { timezone } = scope.workspace
  const from = Math.max(scope.now, next.at ?? 0)
  const until =
    how === 'ever' ? NEVER : instantAt(timezone, from + offsetAt(timezone, from) + length[how] * DAY)
  const row = { subjectId: id, until, by: scope.me, at: scope.now }
  await scope.commit(
    [scope.put('reminderSnoozes', row, s => [s.subjectId], { until, by: scope.me, at: scope.now })],
    { kind: 'reminder.snoozed', subjectId: id, internal: true, facts: { kind, for: how } },
  )
}

/** Reminds of it again. @throws NotFound; Conflict where nobody had asked to leave the client alone */
export async function resume(scope: ProjectScope, kind: Awaiting, id: string): Promise<void> {
  await read(scope, kind, id)
  await scope.commit([scope.remove('reminderSnoozes', s => eq(s.subjectId, id))], {
    kind: 'reminder.resumed',
    subjectId: id,
    internal: true,
    facts: { kind },
  })
}

const names = { payment: 'paymentRequests', approval: 'approvals', clarification: 'tickets' } as const

async function read(scope: ProjectScope, kind: Awaiting, id: string) {
  if (!scope.isTeam || (kind === 'payment' && !scope.can.finance)) throw new NotFound()
  const thing = scope.view(names[kind], 'thing')
  const [things, rows] = await scope.read(
    scope.select({ id: thing.id }).from(thing).where(eq(thing.id, id)),
    nextQuery(scope, kind, id),
  )
  if (things.length === 0) throw new NotFound()
  return nextOf(scope, rows)
}
