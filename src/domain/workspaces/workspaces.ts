import { eq } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'
import { Invalid } from '../../lib/errors'
import { fittingSet } from '../../lib/holidays'
import { newId } from '../../lib/id'
import { presetOf } from '../../lib/presets'
import { dayLength } from '../../lib/promises'
import { usualWeek } from '../../lib/working-time'
import { invitationWrites } from '../accounts/invitations'

export type NewWorkspace = {
  slug: string
  name: string
  ownerEmail: string
  ownerName?: string
  /** BCP 47, e.g. `fr` or `fr-CA`. */
  locale: string
  /** IANA. */
  timezone: string
  /** ISO 4217. */
  currency: string
}

const shape = /^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/

/**
 * A workspace and its first owner, who comes in by the invitation.
 * @param secret `SECRET_KEY`: seals the invitation's mail
 * @returns the invitation's token: its only copy outside the mail
 * @throws Invalid when the slug is not one or is taken
 */
export async function createWorkspace(
  system: SystemScope,
  secret: string,
  input: NewWorkspace,
): Promise<{ token: string; mailId: string }> {
  const { workspaces, users } = { workspaces: system.table('workspaces'), users: system.table('users') }
  const email = input.ownerEmail.trim().toLowerCase()
  if (!shape.test(input.slug)) throw new Invalid({ slug: 'workspaces.error.slug' })
  const [taken, known] = await system.read(
    system.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.slug, input.slug)),
    system.select({ id: users.id }).from(users).where(eq(users.email, email)),
  )
  if (taken.length > 0) throw new Invalid({ slug: 'workspaces.error.slug_taken' })
  const [workspaceId, membershipId, userId] = [newId(), newId(), known[0]?.id ?? newId()]
  const { write, now } = system
  const invitation = await invitationWrites(system, secret, {
    email,
    userId,
    membershipId,
    workspaceId,
    workspaceName: input.name,
    inviter: input.name,
    locale: input.locale.startsWith('en') ? 'en' : 'fr',
  })
  await system.commit(
    { workspaceId, clientId: null, projectId: null },
    [
      write.insert('workspaces', {
        id: workspaceId,
        slug: input.slug,
        name: input.name,
        locale: input.locale,
        timezone: input.timezone,
        currency: input.currency,
        calendar: usualWeek(fittingSet(input.locale, input.timezone)),
        createdAt: now,
      }),
      write.insert('counters', { workspaceId, kind: 'ticket' }),
      write.insert(
        'slaPolicies',
        presetOf('standard', dayLength(usualWeek())).map(promise => ({ ...promise, workspaceId })),
      ),
      ...(known[0]
        ? []
        : [
            write.insert('users', {
              id: userId,
              email,
              name: input.ownerName ?? '',
              locale: input.locale.startsWith('en') ? 'en' : 'fr',
              createdAt: now,
            }),
          ]),
      write.insert('memberships', {
        id: membershipId,
        workspaceId,
        userId,
        role: 'owner',
        finance: true,
        createdAt: now,
      }),
      ...invitation.writes,
    ],
    [{ kind: 'workspace.created', subjectId: workspaceId, internal: true }],
  )
  return invitation
}
