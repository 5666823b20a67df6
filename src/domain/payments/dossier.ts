import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { NotFound } from '../../lib/errors'
import type { Attempt, Request } from './policy'

/** Everything a decision about one request rests on. */
export type Dossier = {
  request: Request
  attempts: Attempt[]
  ticket: Row<'tickets'> | null
}

/** The selects of a dossier; they ride in one batch. `requestId`: the id, or the select that gives it. */
export function dossierQueries(scope: ProjectScope, requestId: string | SQL) {
  const [requests, attempts, tickets] = [
    scope.view('paymentRequests'),
    scope.view('paymentAttempts'),
    scope.view('tickets'),
  ]
  const asked = scope.view('paymentRequests', 'asked')
  return [
    scope.select().from(requests).where(eq(requests.id, requestId)),
    scope
      .select()
      .from(attempts)
      .where(eq(attempts.requestId, requestId))
      .orderBy(asc(attempts.createdAt), asc(attempts.id)),
    scope
      .select()
      .from(tickets)
      .where(sql`${tickets.id} = (select ${asked.ticketId} from ${asked} where ${asked.id} = ${requestId})`),
  ] as const
}

/** The request that an attempt is for. */
export function requestOf(scope: ProjectScope, attemptId: string): SQL {
  const attempts = scope.view('paymentAttempts', 'tried')
  return sql`(select ${attempts.requestId} from ${attempts} where ${attempts.id} = ${attemptId})`
}

/** An attempt and everything about its request. @throws NotFound */
export async function dossierOfAttempt(
  scope: ProjectScope,
  attemptId: string,
): Promise<Dossier & { attempt: Attempt }> {
  const found = dossierOf(await scope.read(...dossierQueries(scope, requestOf(scope, attemptId))))
  const attempt = found.attempts.find(a => a.id === attemptId)
  if (!attempt) throw new NotFound()
  return { ...found, attempt }
}

/** @throws NotFound */
export async function dossier(scope: ProjectScope, requestId: string): Promise<Dossier> {
  return dossierOf(await scope.read(...dossierQueries(scope, requestId)))
}

type Found = [Request[], Attempt[], Row<'tickets'>[]]

/** @throws NotFound */
export function dossierOf(found: unknown): Dossier {
  const [[request], attempts, [ticket]] = found as Found
  if (!request) throw new NotFound()
  return { request, attempts, ticket: ticket ?? null }
}
