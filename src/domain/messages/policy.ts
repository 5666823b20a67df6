import type { ProjectScope } from '../../db/scope'

/** Own words can be changed or taken back for a quarter of an hour. */
export const EDITABLE = 15 * 60_000

/** Whether this person may still change or take back a message. */
export const mayChange = (
  scope: ProjectScope,
  message: { authorId: string; createdAt: number; deletedAt: number | null },
): boolean =>
  message.authorId === scope.actor.membershipId &&
  message.deletedAt === null &&
  scope.project.archivedAt === null &&
  scope.now - message.createdAt < EDITABLE
