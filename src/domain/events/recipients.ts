import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened } from './meaning'

/** Somebody who may enter the scope's project now. */
export type Recipient = {
  id: string
  name: string
  role: 'owner' | 'admin' | 'member' | 'contact'
  finance: boolean
  approve: boolean
  /** Mails do not reach them; null too for whom that is no business of. */
  mailProblem: 'bounced' | 'complained' | null
}

/** The query for everybody who may enter this project now: the team's, and its client's contacts. Rides in a batch. */
export function whoMayEnter(scope: ProjectScope) {
  const people = scope.people()
  const access = scope.view('projectAccess')
  return scope
    .select({
      id: people.id,
      name: people.name,
      role: people.role,
      finance: people.finance,
      approve: people.approve,
      mailProblem: people.mailProblem,
    })
    .from(people)
    .where(
      and(
        isNotNull(people.acceptedAt),
        isNull(people.removedAt),
        or(isNull(people.clientId), eq(people.clientId, scope.project.clientId)),
        or(
          eq(people.allProjects, true),
          sql`exists (select 1 from ${access} where ${access.membershipId} = ${people.id})`,
        ),
      ),
    )
}

/** Everybody who may enter this project now. */
export async function peopleOf(scope: ProjectScope): Promise<Recipient[]> {
  const [rows] = await scope.read(whoMayEnter(scope))
  return rows as Recipient[]
}

const ids = (people: Recipient[]) => people.map(p => p.id)

/** The team's ids for a telling, less the one who acted. */
export const teamOf = (people: Recipient[], but?: string | null): string[] =>
  ids(people.filter(p => p.role !== 'contact' && p.id !== but))

/** The contacts' ids for a telling, less the one who acted; with `finance`, those who may see amounts. */
export const contactsOf = (people: Recipient[], but?: string | null, finance = false): string[] =>
  ids(people.filter(p => p.role === 'contact' && p.id !== but && (!finance || p.finance)))

/** Owners and administrators: the team members who may see amounts. */
export const managersOf = (people: Recipient[], but?: string | null): string[] =>
  ids(people.filter(p => (p.role === 'owner' || p.role === 'admin') && p.id !== but))

/**
 * Of a workspace's event about one of its people: that person with their page, and the ids of the owners and
 * administrators, less themself. @returns null for somebody who is gone meanwhile
 */
export async function aboutPerson(scope: WorkspaceScope, { subjectId }: Happened) {
  const p = scope.people()
  const managing = inArray(p.role, ['owner', 'admin'])
  const [rows] = await scope.read(
    scope
      .select()
      .from(p)
      .where(and(isNull(p.removedAt), or(eq(p.id, subjectId ?? ''), and(managing, isNotNull(p.acceptedAt))))),
  )
  const person = rows.find(row => row.id === subjectId)
  if (!person) return null
  const { slug } = scope.workspace
  return {
    person,
    path: person.clientId ? urls.contact(slug, person.clientId, person.id) : urls.member(slug, person.id),
    managers: rows.filter(row => row !== person).map(row => row.id),
  }
}
