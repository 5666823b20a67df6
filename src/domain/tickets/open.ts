import { type SQL, sql } from 'drizzle-orm'
import type { Results } from '../../db/connection'
import type { Facts } from '../../db/schema/journal'
import type { ProjectScope } from '../../db/scope'
import { Forbidden } from '../../lib/errors'
import { newId } from '../../lib/id'
import { keepFiles, type Received, receiveAndRead } from '../files/receive'
import type { OpenInput } from './input'
import { keepPace, openedQuery, PACE } from './pace'
import { phasesQuery } from './page'

/** Whether this person may open a request here now. */
export const mayOpen = (scope: ProjectScope): boolean =>
  scope.project.archivedAt === null && (scope.isTeam || scope.project.requestsEnabled)

const openReads = (scope: ProjectScope) => [openedQuery(scope)] as const

/** Files taken in for a new request, and what was read in the same round trip. */
export type Taken = { received?: Received[]; rows?: Results<ReturnType<typeof openReads>> }

/** Takes files in for a new request. @throws as `receiveFiles` */
export async function filesForOpening(
  scope: ProjectScope,
  bucket: R2Bucket,
  files: readonly File[],
): Promise<Taken> {
  if (files.length === 0) return {}
  return receiveAndRead(scope, bucket, files, sql`1`, ...openReads(scope))
}

/** The phases that a request may name. */
export async function readPhases(scope: ProjectScope) {
  const [phases] = await scope.read(phasesQuery(scope))
  return phases
}

/**
 * A new request, with the workspace's next number; by a contact, or by the team for the client.
 * @returns its id
 * @throws Forbidden (archived, or requests are closed), NotFound (a phase of elsewhere), TooMany
 */
export async function openTicket(
  scope: ProjectScope,
  input: OpenInput,
  { received = [], rows }: Taken = {},
): Promise<string> {
  if (!mayOpen(scope)) throw new Forbidden()
  const [opened] = rows ?? (await scope.read(...openReads(scope)))
  keepPace(opened.length, PACE.tickets)
  const id = newId(scope.now)
  const number = scope.nextNumber('ticket')
  const ticket = scope.insert('tickets', {
    ...input,
    id,
    number: number.value as unknown as number,
    openedBy: scope.me,
    createdAt: scope.now,
    updatedAt: scope.now,
    stateAt: scope.now,
  })
  const files = keepFiles(scope, received, { folder: 'attachments', shared: true, ticketId: id })
  await scope.commit([number.raise, ticket, ...files], {
    kind: 'ticket.opened',
    subjectId: id,
    facts: factsOf(number.value, input),
  })
  return id
}

/** The number is known inside the batch only, so the database writes this line's facts. */
const factsOf = (number: SQL<number>, { type, urgency }: OpenInput): Facts =>
  sql`json_object('number', ${number}, 'type', ${type}, 'urgency', ${urgency})` as unknown as Facts
