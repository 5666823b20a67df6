import { and, asc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Write } from '../../db/commit'
import type { PersonScope } from '../../db/person'
import type { Role, WorkspaceScope } from '../../db/scope'
import { Forbidden, Invalid, NotFound, TooMany } from '../../lib/errors'
import { checked, email, optionalLine } from '../../lib/fields'
import { newId } from '../../lib/id'
import { invitationWrites } from '../accounts/invitations'

/** A checkbox list of ids: none, one or several. */
const idList = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(v => (v === undefined ? [] : [v].flat()))

/** Which projects a person may enter: all of them, or the chosen ones. */
export const accessInput = { limited: checked, projects: idList }

export const memberInput = z.object({
  email,
  name: optionalLine(80),
  role: z.enum(['owner', 'admin', 'member'], 'errors.choice'),
  ...accessInput,
})
export const memberChange = memberInput.pick({ role: true, limited: true, projects: true })

/** An invitation goes to whatever address is typed: so many a day from a workspace, and to one address. */
const A_DAY = { all: 200, one: 5 }
const DAY = 86_400_000

export type Access = { limited: boolean; projects: string[] }

/** An invitation to be sent: what its mail and its page say. */
export type Inviting = {
  email: string
  name: string
  role: Role
  clientId: string | null
  finance: boolean
  approve: boolean
  access: Access
  /** Where the invited person lands. */
  projectId?: string
}

/**
 * Invites somebody into the workspace: their user (if new), a membership without access until it is accepted, and
 * the invitation's mail, in one commit.
 * @returns the mail to hand to the queue
 * @throws Invalid (email) when that person is here already, on this side or the other; TooMany
 */
export async function invite(scope: WorkspaceScope, person: PersonScope, secret: string, input: Inviting) {
  const [users, memberships] = [person.table('users'), person.table('memberships')]
  const pace = paceOf(scope, person, input.email)
  const [found, existing, [paced]] = await person.read(
    person.select({ id: users.id, locale: users.locale }).from(users).where(eq(users.email, input.email)),
    person
      .select({ role: memberships.role, clientId: memberships.clientId })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          eq(users.email, input.email),
          eq(memberships.workspaceId, scope.workspace.id),
          isNull(memberships.removedAt),
        ),
      ),
    person
      .select({ kept: pace.as('kept') })
      .from(person.table('workspaces'))
      .limit(1),
  )
  refuseTwice(existing, input)
  if (!paced?.kept) throw new TooMany(DAY / 1000)
  const locale = found[0]?.locale ?? (scope.workspace.locale.startsWith('en') ? 'en' : 'fr')
  const [userId, membershipId] = [found[0]?.id ?? newId(), newId()]
  const invitation = await invitationWrites(person, secret, {
    email: input.email,
    userId,
    membershipId,
    workspaceId: scope.workspace.id,
    projectId: input.projectId,
    workspaceName: scope.workspace.name,
    inviter: scope.actor.name,
    locale,
  })
  const newUser = { id: userId, email: input.email, name: input.name, locale, createdAt: scope.now } as const
  await scope.commit(
    [
      scope.require(pace),
      ...(found[0] ? [] : [person.write.insert('users', newUser)]),
      scope.insert('memberships', {
        id: membershipId,
        userId,
        role: input.role,
        clientId: input.clientId,
        finance: input.finance,
        approve: input.approve,
        allProjects: !input.access.limited,
        createdAt: scope.now,
      }),
      ...(await accessWrites(scope, membershipId, input.access, input.clientId)),
      ...invitation.writes,
    ],
    { kind: 'person.invited', subjectId: membershipId, facts: { role: input.role }, internal: true },
  )
  return { membershipId, mailId: invitation.mailId }
}

/** Holds while today's invitations are few enough; those that were taken back since count too. */
function paceOf(scope: WorkspaceScope, person: PersonScope, address: string): SQL<number> {
  const [m, u] = [person.table('memberships'), person.table('users')]
  const ofToday = and(eq(m.workspaceId, scope.workspace.id), gt(m.createdAt, scope.now - DAY))
  const theirs = sql`${m.userId} in (select ${u.id} from ${u} where ${u.email} = ${address})`
  return sql<number>`(select count(*) < ${A_DAY.all} and total(${theirs}) < ${A_DAY.one} from ${m} where ${ofToday})`
}

function refuseTwice(existing: { role: Role; clientId: string | null }[], input: Inviting) {
  const contact = input.role === 'contact'
  if (existing.some(m => (m.role === 'contact') !== contact))
    throw new Invalid({ email: 'workspaces.error.other_side' })
  if (existing.some(m => m.clientId === input.clientId))
    throw new Invalid({ email: 'workspaces.error.already_here' })
}

/** The rows that say which projects a limited person may enter; projects out of reach are refused. */
async function accessWrites(
  scope: WorkspaceScope,
  membershipId: string,
  access: Access,
  clientId: string | null,
): Promise<Write[]> {
  if (!access.limited) return []
  const projects = scope.view('projects')
  const [reachable] = await scope.read(
    scope.select({ id: projects.id, clientId: projects.clientId }).from(projects),
  )
  return access.projects.map(id => {
    const project = reachable.find(p => p.id === id && (!clientId || p.clientId === clientId))
    if (!project) throw new NotFound()
    return scope.insert('projectAccess', { clientId: project.clientId, projectId: project.id, membershipId })
  })
}

/** Changes what a member or contact may do; only an owner makes or unmakes an owner, and one owner always stays. */
export async function changePerson(
  scope: WorkspaceScope,
  id: string,
  change: { role: Role; finance: boolean; approve: boolean; access: Access },
): Promise<void> {
  const current = await personById(scope, id)
  if ((current.role === 'contact') !== (change.role === 'contact')) throw new NotFound()
  onlyOwnersTouchOwners(scope, current.role, change.role)
  await scope.commit(
    [
      scope.update(
        'memberships',
        {
          role: change.role,
          finance: change.finance,
          approve: change.approve,
          allProjects: !change.access.limited,
        },
        t => and(eq(t.id, id), isNull(t.removedAt)),
      ),
      scope.removeAll('projectAccess', t => eq(t.membershipId, id)),
      ...(await accessWrites(scope, id, change.access, current.clientId)),
    ],
    {
      kind: 'person.changed',
      subjectId: id,
      facts: { role: change.role, finance: change.finance, approve: change.approve },
      internal: true,
    },
  )
}

/** Takes somebody's access back; their words and files stay, under their name. */
export async function removePerson(scope: WorkspaceScope, id: string): Promise<void> {
  const current = await personById(scope, id)
  onlyOwnersTouchOwners(scope, current.role, current.role)
  await scope.commit(
    [scope.update('memberships', { removedAt: scope.now }, t => and(eq(t.id, id), isNull(t.removedAt)))],
    { kind: 'person.removed', subjectId: id, facts: { role: current.role }, internal: true },
  )
}

function onlyOwnersTouchOwners(scope: WorkspaceScope, from: Role, to: Role) {
  if ((from === 'owner' || to === 'owner') && scope.actor.role !== 'owner') throw new Forbidden()
}

/** A person of the workspace, not removed. @throws NotFound */
export async function personById(scope: WorkspaceScope, id: string) {
  const people = scope.people()
  const access = scope.view('projectAccess')
  const [found, projects] = await scope.read(
    scope
      .select()
      .from(people)
      .where(and(eq(people.id, id), isNull(people.removedAt))),
    scope.select({ id: access.projectId }).from(access).where(eq(access.membershipId, id)),
  )
  if (!found[0]) throw new NotFound()
  return { ...found[0], projectIds: projects.map(p => p.id) }
}

/** The team, owners first. */
export async function listMembers(scope: WorkspaceScope) {
  const people = scope.people()
  const [members] = await scope.read(
    scope
      .select()
      .from(people)
      .where(and(isNull(people.clientId), isNull(people.removedAt)))
      .orderBy(asc(people.name)),
  )
  return members
}
