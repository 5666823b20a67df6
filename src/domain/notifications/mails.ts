import { and, eq, sql } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'
import type { Row } from '../../db/tables'
import { seesAmounts } from './follow'

export type Mail = Row<'mails'>

/** Why a mail may not go any more: no access, not that right any more, or its code or link is used up or over. */
export type Obstacle = 'no_access' | 'no_right' | 'spent'

/** A mail with what is known of its reader at this moment. */
export type Waiting = {
  mail: Mail
  /** The reader's present address. */
  address: string
  /** Empty where it is not known. */
  name: string
  workspace: Row<'workspaces'> | null
  obstacle: Obstacle | null
}

const secretKinds = ['code', 'reset', 'invitation', 'email_change'].map(kind => `accounts.mail.${kind}`)

/** Whether a mail carries a code or a link that opens something; the id of its secret's row ends its `dedupe`. */
const carriesSecret = (kind: string): boolean => secretKinds.includes(kind)

/** A mail and its reader's standing now, in one round trip. @returns null when there is no such mail */
export async function waitingMail(system: SystemScope, mailId: string): Promise<Waiting | null> {
  const [mails, workspaces, users] = [
    system.table('mails'),
    system.table('workspaces'),
    system.table('users'),
  ]
  const [codes, tokens, members] = [
    system.table('signInCodes'),
    system.table('tokens'),
    system.table('memberships'),
  ]
  const own = eq(mails.id, mailId)
  const its = (column: unknown) => sql`(select ${column} from ${mails} where ${own})`
  const secret = its(sql`substr(${mails.dedupe}, -36)`)
  const [rows, places, readers, named, code, token] = await system.read(
    system.select().from(mails).where(own),
    system
      .select()
      .from(workspaces)
      .where(eq(workspaces.id, its(mails.workspaceId))),
    readersOf(system, own),
    system
      .select({ name: users.name })
      .from(users)
      .where(eq(users.email, its(mails.toAddress))),
    system
      .select({ usedAt: codes.usedAt, expiresAt: codes.expiresAt })
      .from(codes)
      .where(eq(codes.id, secret)),
    system
      .select({ usedAt: tokens.usedAt, expiresAt: tokens.expiresAt, removedAt: members.removedAt })
      .from(tokens)
      .leftJoin(members, eq(members.id, tokens.membershipId))
      .where(eq(tokens.id, secret)),
  )
  const mail = rows[0]
  if (!mail) return null
  const reader = readers[0]
  return {
    mail,
    address: (!carriesSecret(mail.kind) && reader?.email) || mail.toAddress,
    name: reader?.name || named[0]?.name || '',
    workspace: places[0] ?? null,
    obstacle: carriesSecret(mail.kind)
      ? secretObstacle([...code, ...token][0], system.now)
      : readerObstacle(mail, reader),
  }
}

type Reader = Awaited<ReturnType<typeof readersOf>>[number]

function readersOf(system: SystemScope, own: ReturnType<typeof eq>) {
  const [mails, m, u] = [system.table('mails'), system.table('memberships'), system.table('users')]
  const [p, a] = [system.table('projects'), system.table('projectAccess')]
  return system
    .select({
      role: m.role,
      capable: m.finance,
      all: m.allProjects,
      clientId: m.clientId,
      acceptedAt: m.acceptedAt,
      removedAt: m.removedAt,
      email: u.email,
      name: u.name,
      projectClient: p.clientId,
      granted: a.membershipId,
    })
    .from(mails)
    .innerJoin(m, and(eq(m.id, mails.membershipId), eq(m.workspaceId, mails.workspaceId)))
    .innerJoin(u, eq(u.id, m.userId))
    .leftJoin(p, and(eq(p.id, mails.projectId), eq(p.workspaceId, mails.workspaceId)))
    .leftJoin(a, and(eq(a.projectId, mails.projectId), eq(a.membershipId, m.id)))
    .where(own)
}

/** What an event's mail needs: access to the workspace and the project, and what the mail was written for. */
function readerObstacle(mail: Mail, reader: Reader | undefined): Obstacle | null {
  // What a person is told about their own account needs no workspace.
  if (!mail.membershipId && mail.kind.startsWith('accounts.mail.')) return null
  if (!reader || reader.removedAt !== null || reader.acceptedAt === null) return 'no_access'
  const contact = reader.role === 'contact'
  if (mail.projectId) {
    const reaches = reader.projectClient !== null && (!contact || reader.projectClient === reader.clientId)
    if (!reaches || !(reader.all || reader.granted)) return 'no_access'
  }
  if (mail.team && contact) return 'no_right'
  return mail.finance && !seesAmounts(reader.role, reader.capable) ? 'no_right' : null
}

/** A code or link must still open something, and an invitation's membership must still be there. */
function secretObstacle(
  secret: { usedAt: number | null; expiresAt: number; removedAt?: number | null } | undefined,
  now: number,
): Obstacle | null {
  if (!secret || secret.usedAt !== null || secret.expiresAt <= now) return 'spent'
  return secret.removedAt ? 'no_access' : null
}

/** Notes that a try begins, before anything leaves: from the first one on the provider's key counts its 24 hours. */
export async function noteTry(system: SystemScope, { mail, address }: Waiting): Promise<void> {
  const tried = {
    firstTriedAt: mail.firstTriedAt ?? system.now,
    toAddress: address,
  }
  await settle(system, mail, tried)
}

/** Writes what became of a mail, unless another delivery of it was faster. */
export async function settle(
  system: SystemScope,
  mail: Mail,
  set: Parameters<SystemScope['write']['updateAll']>[1],
): Promise<void> {
  const mails = system.table('mails')
  const write = system.write.updateAll('mails', set, and(eq(mails.id, mail.id), eq(mails.state, 'queued')))
  await system.commit({ workspaceId: mail.workspaceId ?? '', clientId: null, projectId: null }, [write], [])
}
