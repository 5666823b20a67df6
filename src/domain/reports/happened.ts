import { and, eq, gte, inArray, ne, notInArray, or } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { firstId } from '../../lib/id'
import { handoverKinds } from '../overview/handovers'

/** What moves the work or the ball, whoever did it. */
export const moving = [
  ...handoverKinds,
  'task.finished',
  'phase.changed',
  'file.released',
  'payment.received',
] as const

/** What the team does that is no news: beginning, coming and going, order, marks; and what reports do themselves. */
export const quiet = [
  'project.created',
  'invitation.accepted',
  'person.invited',
  'person.changed',
  'project.seen_as',
  'project.handed_over',
  'phase.moved',
  'task.reordered',
  'message.pinned',
  'message.unpinned',
  'message.deleted',
  'file.preview_made',
  'file.moved',
  'folder.created',
  'folder.renamed',
  'folder.deleted',
  'file.hidden',
  'file.deleted',
  'payment.links_revoked',
  'payment.started',
  'report.sent',
] as const

/**
 * Any line since an instant that the client may see and that is worth a report: something moved, or the team did
 * something. A week of reading and signing in has none.
 */
export function happenedSince(eyes: ProjectScope, since: number) {
  const [e, who] = [eyes.view('events', 'lately'), eyes.people('doer')]
  return eyes
    .select({ kind: e.kind })
    .from(e)
    .leftJoin(who, eq(who.id, e.actorId))
    .where(
      and(
        gte(e.id, firstId(since)),
        or(inArray(e.kind, [...moving]), and(ne(who.role, 'contact'), notInArray(e.kind, [...quiet]))),
      ),
    )
    .limit(1)
}
