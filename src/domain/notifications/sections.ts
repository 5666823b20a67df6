import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'
import { seesAmounts } from '../../lib/amounts'
import { isOver } from '../reminders/over'
import { isSettled } from './settled'

/**
 * Why a mail may not go any more: no access, not that right any more, its code or link is used up or over, its reader's
 * address takes nothing, they have read it in the portal meanwhile, or it asks for what was done.
 */
export type Obstacle = 'no_access' | 'no_right' | 'spent' | 'address' | 'read' | 'over'

/**
 * Mails with the standing of their readers as of now, in the order in which what they tell happened.
 * @param words `unread`: what they say is left where it is, for there may be thousands
 */
export function sectionsQuery(system: SystemScope, which: SQL | undefined, words?: 'unread') {
  const [mails, m, u] = [system.table('mails'), system.table('memberships'), system.table('users')]
  const [p, a] = [system.table('projects'), system.table('projectAccess')]
  const n = system.table('notifications')
  // One that somebody had sent again has no notification of its own.
  const itsEvent = sql`substr(${mails.dedupe}, 1, 36)`
  return system
    .select({
      ...getTableColumns(mails),
      sealedProps: sql<string | null>`${words ? sql`null` : mails.sealedProps}`.as('sealed_words'),
      role: m.role,
      capable: m.finance,
      all: m.allProjects,
      readerClient: sql<string | null>`${m.clientId}`.as('readerClient'),
      acceptedAt: m.acceptedAt,
      removedAt: m.removedAt,
      email: u.email,
      readerName: sql<string | null>`${u.name}`.as('readerName'),
      mailProblem: u.mailProblem,
      projectClient: sql<string | null>`${p.clientId}`.as('projectClient'),
      granted: sql<string | null>`${a.membershipId}`.as('granted'),
      readAt: n.readAt,
      over: sql<number>`(${mails.category} = 'reminder' and ${isOver(system, itsEvent)})`.as('over'),
      settled: sql<number>`(${isSettled(system, mails.kind, itsEvent)})`.as('settled'),
    })
    .from(mails)
    .leftJoin(m, and(eq(m.id, mails.membershipId), eq(m.workspaceId, mails.workspaceId)))
    .leftJoin(u, eq(u.id, m.userId))
    .leftJoin(p, and(eq(p.id, mails.projectId), eq(p.workspaceId, mails.workspaceId)))
    .leftJoin(a, and(eq(a.projectId, mails.projectId), eq(a.membershipId, m.id)))
    .leftJoin(n, eq(n.id, mails.notificationId))
    .where(which)
    .orderBy(asc(mails.createdAt), asc(mails.id))
}

export type Section = ReturnType<typeof sectionsQuery>['_']['result'][number]

/**
 * What an event's mail needs: access to the workspace and the project, what the mail was written for, and a reason to
 * go. Once it was tried, it is not held back for having been read or done: that may be its own doing.
 */
export function obstacleOf(mail: Section): Obstacle | null {
  if (mail.role === null || mail.removedAt !== null || mail.acceptedAt === null) return 'no_access'
  const contact = mail.role === 'contact'
  if (mail.projectId) {
    const reaches = mail.projectClient !== null && (!contact || mail.projectClient === mail.readerClient)
    if (!reaches || !(mail.all || mail.granted)) return 'no_access'
  }
  if (mail.team && contact) return 'no_right'
  if (mail.finance && !seesAmounts(mail.role, mail.capable ?? false)) return 'no_right'
  if (mail.mailProblem) return 'address'
  if (mail.over) return 'over'
  if (mail.firstTriedAt !== null) return null
  if (mail.settled) return 'over'
  return mail.readAt !== null && mail.category !== 'due' ? 'read' : null
}

/** A code or link must still open something, and an invitation's membership must still be there. */
export function secretObstacle(
  secret: { usedAt: number | null; expiresAt: number; removedAt?: number | null } | undefined,
  now: number,
): Obstacle | null {
  if (!secret || secret.usedAt !== null || secret.expiresAt <= now) return 'spent'
  return secret.removedAt ? 'no_access' : null
}
