import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Conflict, Forbidden } from '../../lib/errors'
import { optionalDay, optionalLine, optionalWords } from '../../lib/fields'

/** What the team says of where things stand, piece by piece. */
export const steeringInput = z.object({
  nextStep: optionalLine(300),
  awaited: optionalLine(300),
  update: optionalWords(1000),
})

/** The pieces of the dashboard that are written where they stand, each with its field. */
export const pieceInputs = {
  next: steeringInput.pick({ nextStep: true }),
  awaited: steeringInput.pick({ awaited: true }),
  update: steeringInput.pick({ update: true }),
  date: z.object({ estimatedOn: optionalDay }),
} as const
export type Piece = keyof typeof pieceInputs
export const pieces = Object.keys(pieceInputs) as Piece[]

export type Said = Partial<z.output<typeof steeringInput> & { estimatedOn: string | null }>
type Known = Pick<Row<'projects'>, 'nextStep' | 'awaited' | 'update' | 'estimatedOn' | 'archivedAt'>

/**
 * Says anew what is given and leaves the rest; what is the same as before changes nothing and is not told.
 * @throws Forbidden (archived), Conflict when somebody else wrote the same piece in between
 */
export async function steer(scope: ProjectScope, input: Said): Promise<void> {
  const projects = scope.view('projects')
  const [found] = await scope.read(
    scope
      .select({
        nextStep: projects.nextStep,
        awaited: projects.awaited,
        update: projects.update,
        estimatedOn: projects.estimatedOn,
        archivedAt: projects.archivedAt,
      })
      .from(projects),
  )
  const before: Known | undefined = found[0]
  if (!before) throw new Conflict()
  if (before.archivedAt !== null) throw new Forbidden()
  const { writes, events } = changesOf(scope, before, input)
  if (events.length) await scope.commit(writes, events)
}

function changesOf(scope: ProjectScope, before: Known, input: Said): { writes: Write[]; events: NewEvent[] } {
  const writes: Write[] = []
  const events: NewEvent[] = []
  const say = (kind: string, set: Partial<Row<'projects'>>, was: SQL, facts?: NewEvent['facts']) => {
    writes.push(
      scope.update('projects', set, t => and(eq(t.id, scope.project.id), isNull(t.archivedAt), was)),
    )
    events.push({ kind, subjectId: scope.project.id, facts })
  }
  const { nextStep, awaited, update, estimatedOn } = input
  if (nextStep !== undefined && nextStep !== before.nextStep)
    say('project.planned', { nextStep }, sql`next_step = ${before.nextStep}`)
  if (awaited !== undefined && awaited !== before.awaited)
    say(
      'project.awaiting',
      { awaited, awaitedSince: awaited ? scope.now : null },
      sql`awaited = ${before.awaited}`,
      { awaited: awaited !== '', before: before.awaited !== '' },
    )
  if (update !== undefined && update !== before.update)
    say(
      'project.steered',
      update
        ? { update, updateAt: scope.now, updateBy: scope.me }
        : { update, updateAt: null, updateBy: null },
      sql`update_text = ${before.update}`,
    )
  if (estimatedOn !== undefined && estimatedOn !== before.estimatedOn)
    say('project.dated', { estimatedOn }, sql`estimated_on is ${before.estimatedOn}`, { date: estimatedOn })
  return { writes, events }
}
