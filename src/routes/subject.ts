import type { Context } from 'hono'
import type { SealedMail } from '../domain/notifications/follow'
import { isPrivateMail } from '../lib/mail-status'
import { unseal } from '../lib/seal'
import type { WorkspaceApp } from '../web/context'

/** A mail's subject: as it was written, or as it lies sealed. Nothing of one that opens something. */
export async function subjectIn(
  c: Context<WorkspaceApp>,
  kind: string,
  { subject, sealedProps }: { subject: string | null; sealedProps: string | null },
): Promise<string | null> {
  if (isPrivateMail(kind)) return null
  if (subject || !sealedProps) return subject
  const { config, ui, scope } = c.var
  try {
    const [{ subjectOf }, { MAIL_PURPOSE }] = await Promise.all([
      import('../../templates/mail/said'),
      import('../domain/notifications/follow'),
    ])
    const secrets = [config.SECRET_KEY, config.SECRET_KEY_OLD]
    const { draft } = await unseal<SealedMail>(secrets, MAIL_PURPOSE, sealedProps)
    return isPrivateMail(draft.kind) ? null : subjectOf(draft, ui, scope.workspace.name)
  } catch {
    return null
  }
}
