import { type SQL, sql } from 'drizzle-orm'
import type { NewEvent } from '../../db/commit'
import type { Readable, Results } from '../../db/connection'
import type { Facts } from '../../db/schema/journal'
import type { ProjectScope } from '../../db/scope'
import { Forbidden, Invalid } from '../../lib/errors'
import { newId } from '../../lib/id'
import { calendarOf } from '../../lib/working-time'
import type { Arrival } from '../events/arrival'
import type { Also } from '../events/meaning'
import { type Recipient, whoMayEnter } from '../events/recipients'
import { keepFiles, type Received, receiveAndRead } from '../files/receive'
import { joinIn } from './audience'
import { started } from './clock'
import type { OpenInput } from './input'
import { keepPace, openedQuery, PACE } from './pace'
import { phasesQuery } from './page'
import { policiesQuery, promisedFor, promisesQuery } from './sla'

/** Whether this person may open a request here now. */
export const mayOpen = (scope: ProjectScope): boolean =>
  scope.project.archivedAt === null && (scope.isTeam || scope.project.requestsEnabled)

const openReads = (scope: ProjectScope) =>
  [openedQuery(scope), whoMayEnter(scope), policiesQuery(scope)] as const

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

/**
 * What the form of a new request offers: phases, what is promised and, for the team, whom it may be for; and what the
 * caller asks `beside` it in the same round trip.
 */
export async function readChoices<const Q extends readonly Readable[]>(scope: ProjectScope, ...beside: Q) {
  const [phases, everybody, policies, ...rows] = await scope.read(
    phasesQuery(scope),
    whoMayEnter(scope),
    promisesQuery(scope),
    ...beside,
  )
  const contacts = scope.isTeam ? everybody.filter(p => p.role === 'contact') : []
  return {
    phases,
    contacts: contacts.map(({ id, name }) => ({ id, name })),
    policies,
    rows: rows as unknown as Results<Q>,
  }
}

/**
 * A new request, with the workspace's next number; by a contact, or by the team for the client. Whoever opens it
 * follows it, and so do those it is opened for. Its clock starts, with what is promised today.
 * @param arrival for one made of a mail: settled in the same commit
 * @param also what else happens in the same commit, by what the request is made of
 * @returns its id
 * @throws Forbidden (archived, or requests are closed), NotFound (a phase of elsewhere), Invalid (`forWhom`), TooMany
 */
export async function openTicket(
  scope: ProjectScope,
  input: OpenInput,
  { received = [], rows }: Taken = {},
  arrival?: Arrival,
  also?: Also,
): Promise<string> {
  if (!mayOpen(scope)) throw new Forbidden()
  const [opened, everybody, policies] = rows ?? (await scope.read(...openReads(scope)))
  keepPace(opened.length, PACE.tickets)
  const id = arrival?.id ?? newId(scope.now)
  const number = scope.nextNumber('ticket')
  const { forWhom, ...fields } = input
  const followers = [scope.me, ...contactsFor(scope, everybody as Recipient[], forWhom)]
  const ticket = scope.insert('tickets', {
    ...fields,
    id,
    number: number.value as unknown as number,
    openedBy: scope.me,
    createdAt: scope.now,
    updatedAt: scope.now,
    stateAt: scope.now,
    ...started(calendarOf(scope.workspace), promisedFor(policies, input), scope.now),
  })
  const files = keepFiles(scope, received, { folder: 'attachments', shared: true, ticketId: id })
  const follow = followers.map(person => joinIn(scope, id, person))
  const more = also?.(id)
  const event: NewEvent = { kind: 'ticket.opened', subjectId: id, facts: factsOf(number.value, input) }
  await scope.commit(
    [...(arrival?.writes ?? []), number.raise, ticket, ...follow, ...files, ...(more?.writes ?? [])],
    [event, ...(more?.events ?? [])],
  )
  return id
}

/** The contacts that the team opens a request for: the one it names, or all of them; none where a contact opens it. */
function contactsFor(scope: ProjectScope, everybody: Recipient[], forWhom = ''): string[] {
  if (!scope.isTeam) return []
  const contacts = everybody.filter(p => p.role === 'contact').map(p => p.id)
  if (!forWhom) return contacts
  if (!contacts.includes(forWhom)) throw new Invalid({ forWhom: 'errors.choice' })
  return [forWhom]
}

/** The number is known inside the batch only, so the database writes this line's facts. */
const factsOf = (number: SQL<number>, { type, urgency }: OpenInput): Facts =>
  sql`json_object('number', ${number}, 'type', ${type}, 'urgency', ${urgency})` as unknown as Facts
