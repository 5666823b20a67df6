import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { Invalid } from '../../lib/errors'
import { urls } from '../../urls'
import { take } from './limits'
import { newSession, type Opened } from './sessions'
import { alive, consume } from './tokens'
import { limitOf, type Visitor } from './visitor'

/** What an invitation is to, for the page that shows it. */
function offerQuery({ person }: Visitor, living: SQL | undefined) {
  const [t, u, m] = [person.table('tokens'), person.table('users'), person.table('memberships')]
  const [w, c, p] = [person.table('workspaces'), person.table('clients'), person.table('projects')]
  return (
    person
      .select({
        userId: u.id,
        name: u.name,
        email: u.email,
        membershipId: m.id,
        role: m.role,
        clientId: m.clientId,
        workspaceId: w.id,
        slug: w.slug,
        workspace: w.name,
        accent: w.accent,
        logoKey: w.logoKey,
        client: c.name,
        projectId: p.id,
        project: p.name,
      })
      .from(t)
      // An invitation that went to an address its user has since left is nobody's.
      .innerJoin(u, and(eq(u.id, t.userId), eq(u.email, t.email)))
      .innerJoin(m, and(eq(m.id, t.membershipId), isNull(m.acceptedAt), isNull(m.removedAt)))
      .innerJoin(w, eq(w.id, m.workspaceId))
      .leftJoin(c, and(eq(c.id, m.clientId), eq(c.workspaceId, w.id)))
      .leftJoin(p, and(eq(p.id, t.projectId), eq(p.workspaceId, w.id)))
      .where(living)
  )
}

type Rows = ReturnType<typeof offerQuery>['_']['result']
export type Offer = Rows[number]

/** What the link invites to, or nothing where it no longer does. */
export async function offerOf(visitor: Visitor, token: string): Promise<Offer | undefined> {
  const [found] = await visitor.person.read(
    offerQuery(visitor, await alive(visitor.person, 'invitation', token)),
  )
  return found[0]
}

/**
 * Accepts an invitation: access, the person's name where it was not known, a new session that wears this membership.
 * @returns where to land; null where the link no longer serves; or that somebody else is signed in
 * @throws Invalid (name); Conflict for whoever comes second; TooMany
 */
export async function acceptInvitation(
  visitor: Visitor,
  token: string,
  name: string,
): Promise<(Opened & { path: string }) | 'somebody_else' | null> {
  const { person } = visitor
  const [found] = await take(
    person,
    [await limitOf(visitor, 'token_ip')],
    offerQuery(visitor, await alive(visitor.person, 'invitation', token)),
  )
  const offer = found[0]
  if (!offer) return null
  if (person.userId && person.userId !== offer.userId) return 'somebody_else'
  if (!offer.name && !name) throw new Invalid({ name: 'errors.required' })
  const { opened, writes } = await newSession(visitor, offer.userId, offer.membershipId)
  const [u, m] = [person.table('users'), person.table('memberships')]
  const waiting = and(eq(m.id, offer.membershipId), isNull(m.acceptedAt), isNull(m.removedAt))
  const named = offer.name
    ? []
    : [person.write.update('users', { name }, and(eq(u.id, offer.userId), eq(u.name, '')))]
  await person.commit(
    [
      await consume(person, 'invitation', token),
      person.write.update('memberships', { acceptedAt: person.now }, waiting),
      ...named,
      ...writes,
    ],
    {
      kind: 'invitation.accepted',
      userId: offer.userId,
      workspaceId: offer.workspaceId,
      subjectId: offer.membershipId,
    },
    {
      kind: 'invitation.accepted',
      subjectId: offer.membershipId,
      facts: { role: offer.role },
      internal: true,
      workspaceId: offer.workspaceId,
      clientId: null,
      projectId: null,
      actorId: offer.membershipId,
    },
  )
  const path = offer.projectId ? urls.project(offer.slug, offer.projectId) : urls.home(offer.slug)
  return { ...opened, path }
}
