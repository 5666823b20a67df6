import { and, eq, isNull } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import { urls } from '../../urls'
import { type SecretDesk, secretMail } from './mails'
import { newToken } from './tokens'

/** An invitation can be accepted for 14 days; after that it is sent anew. */
const LIFE = 14 * 86_400_000

export type Invitation = {
  email: string
  userId: string
  membershipId: string
  workspaceId: string
  /** Where the invited person lands; else at the workspace's home. */
  projectId?: string
  workspaceName: string
  inviter: string
  locale: 'fr' | 'en'
}

/**
 * What an invitation writes: its token, its mail, and the end of an earlier one to the same membership. The caller
 * commits it with the membership's own row and then hands `mailId` to the mail queue.
 * @param secret `SECRET_KEY`
 * @returns the token, whose only copies are this one and the mail's
 */
export async function invitationWrites(
  desk: SecretDesk,
  secret: string,
  invitation: Invitation,
): Promise<{ writes: Write[]; mailId: string; token: string }> {
  const { email, userId, membershipId, workspaceId, projectId, workspaceName, inviter, locale } = invitation
  const t = desk.table('tokens')
  const earlier = and(eq(t.membershipId, membershipId), eq(t.kind, 'invitation'), isNull(t.usedAt))
  const row = { kind: 'invitation', email, userId, membershipId, workspaceId, projectId } as const
  const { id, token, write } = await newToken(desk, row, LIFE)
  const mail = await secretMail(desk, secret, {
    dedupe: `invitation:${id}`,
    to: email,
    draft: {
      kind: 'accounts.mail.invitation',
      values: { workspace: workspaceName, inviter },
      path: urls.invitation(token),
    },
    locale,
    workspaceId,
  })
  const voided = desk.write.updateAll('tokens', { usedAt: desk.now }, earlier)
  return { writes: [voided, write, mail.write], mailId: mail.mailId, token }
}
