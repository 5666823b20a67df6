import { asc, desc, eq, or, sql } from 'drizzle-orm'
import type { Readable } from '../../db/connection'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { NotFound } from '../../lib/errors'
import { openRemarksQuery } from '../files/remarks'
import { versionsOf } from './subject'
import { submittedIn } from './text'

export type ApprovalState = Row<'approvals'>['state']

/** A line of the project's record of approvals. */
export type ApprovalLine = Pick<
  Row<'approvals'>,
  'id' | 'title' | 'state' | 'phaseId' | 'askedAt' | 'decidedAt'
> & { number: number | null }

/** The project's approvals, newest first; rides in a page's batch. */
export function approvalsQuery(scope: ProjectScope, limit: number) {
  const [a, v] = [scope.view('approvals'), scope.view('fileVersions', 'asked_version')]
  return scope
    .select({
      id: a.id,
      title: a.title,
      state: a.state,
      phaseId: a.phaseId,
      askedAt: a.askedAt,
      decidedAt: a.decidedAt,
      number: sql<number | null>`${v.number}`.as('number'),
    })
    .from(a)
    .leftJoin(v, eq(v.id, a.versionId))
    .orderBy(desc(a.askedAt), desc(a.id))
    .limit(limit)
}

/** The project's whole record, newest first. */
export async function listApprovals(scope: ProjectScope): Promise<ApprovalLine[]> {
  const [rows] = await scope.read(approvalsQuery(scope, 200))
  return rows
}

/**
 * One approval with everything its page, its confirmation and its receipt say.
 * @param beside what the page asks besides, in the same round trip
 * @throws NotFound
 */
export async function readApproval(scope: ProjectScope, id: string, beside: readonly Readable[] = []) {
  const [a, covered, seals, clients] = [
    scope.view('approvals'),
    scope.view('approvalVersions'),
    scope.view('seals'),
    scope.view('clients'),
  ]
  const [asker, decider] = [scope.people('asker'), scope.people('decider')]
  const { f, v, query } = versionsOf(scope)
  const [[approval], versions, remarks, ...rest] = await scope.read(
    scope
      .select({
        id: a.id,
        phaseId: a.phaseId,
        fileId: a.fileId,
        versionId: a.versionId,
        state: a.state,
        title: a.title,
        message: a.message,
        canonical: a.canonical,
        sha256: a.sha256,
        code: a.code,
        askedAt: a.askedAt,
        decidedAt: a.decidedAt,
        comment: a.comment,
        asker: sql<string>`${asker.name}`.as('asker_name'),
        decider: sql<string | null>`${decider.name}`.as('decider_name'),
        client: sql<string | null>`${clients.name}`.as('client_name'),
        /** The journal's seal of the decision, once it is there. */
        seal: sql<string | null>`${seals.hash}`.as('seal'),
      })
      .from(a)
      .innerJoin(asker, eq(asker.id, a.askedBy))
      .leftJoin(decider, eq(decider.id, a.decidedBy))
      .leftJoin(clients, eq(clients.id, a.clientId))
      .leftJoin(seals, eq(seals.eventId, a.eventId))
      .where(eq(a.id, id)),
    // Those of them that this person can still see.
    query()
      .where(
        or(
          sql`${v.id} = (select ${a.versionId} from ${a} where ${a.id} = ${id})`,
          sql`${v.id} in (select ${covered.versionId} from ${covered} where ${covered.approvalId} = ${id})`,
        ),
      )
      .orderBy(asc(f.name), asc(v.id)),
    openRemarksQuery(scope, sql`(select ${a.versionId} from ${a} where ${a.id} = ${id})`),
    ...beside,
  )
  if (!approval) throw new NotFound()
  return { ...approval, submitted: submittedIn(approval.canonical), versions, remarks, beside: rest }
}

export type Approval = Awaited<ReturnType<typeof readApproval>>

/** Whether there is a receipt: somebody decided. */
export const isDecided = (approval: { state: ApprovalState }): boolean =>
  approval.state === 'approved' || approval.state === 'changes'

/** Whether this person may decide it now. */
export const mayDecide = (scope: ProjectScope, approval: { state: ApprovalState }): boolean =>
  !scope.isTeam && scope.can.approve && scope.project.archivedAt === null && approval.state === 'asked'
