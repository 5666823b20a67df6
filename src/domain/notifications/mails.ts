import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { among } from '../../db/among'
import type { Write } from '../../db/commit'
import type { SystemScope } from '../../db/system'
import type { Row } from '../../db/tables'
import { type Obstacle, obstacleOf, secretObstacle, sectionsQuery } from './sections'

export type Mail = Row<'mails'>

/** A mail with what is known of its reader at this moment. */
export type Waiting = {
  mail: Mail
  /** What it tells, in the order in which it happened: the mail itself, and those that were put into it. */
  sections: Mail[]
  /** What was put into it and may not be told any more. */
  dropped: { id: string; obstacle: Obstacle }[]
  /** The reader's present address. */
  address: string
  /** Empty where it is not known. */
  name: string
  workspace: Row<'workspaces'> | null
  /** Why nothing of it may go. */
  obstacle: Obstacle | null
}

const kinds = (...names: string[]) => new Set(names.map(name => `accounts.mail.${name}`))
const secretKinds = kinds('code', 'reset', 'invitation', 'email_change')
/** What somebody at the door asks for goes out whatever is known of the address: it is how they prove that it is theirs. */
const askedFor = kinds('code', 'reset')

/** Whether a mail carries a code or a link that opens something; the id of its secret's row ends its `dedupe`. */
export const carriesSecret = (kind: string): boolean => secretKinds.has(kind)

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
  const [rows, places, named, code, token] = await system.read(
    sectionsQuery(system, or(own, eq(mails.mergedInto, mailId))),
    system
      .select()
      .from(workspaces)
      .where(eq(workspaces.id, its(mails.workspaceId))),
    system
      .select({ name: users.name, mailProblem: users.mailProblem })
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
  const mail = rows.find(row => row.id === mailId)
  if (!mail) return null
  const rest = { mail, name: mail.readerName || named[0]?.name || '', workspace: places[0] ?? null }
  // What a person is told about their own account needs no workspace.
  if (!mail.membershipId && mail.kind.startsWith('accounts.mail.')) {
    const over = carriesSecret(mail.kind) ? secretObstacle([...code, ...token][0], system.now) : null
    const refused = named[0]?.mailProblem && !askedFor.has(mail.kind) ? 'address' : null
    return { ...rest, sections: [mail], dropped: [], address: mail.toAddress, obstacle: over ?? refused }
  }
  const standing = rows
    .filter(row => row.id === mailId || row.state === 'merged')
    .map(row => ({ row, obstacle: obstacleOf({ ...row, firstTriedAt: mail.firstTriedAt }) }))
  const sections = standing.flatMap(({ row, obstacle }) => (obstacle ? [] : [row]))
  return {
    ...rest,
    sections,
    dropped: standing.flatMap(({ row, obstacle }) =>
      obstacle && row.id !== mailId ? [{ id: row.id, obstacle }] : [],
    ),
    address: mail.email || mail.toAddress,
    obstacle: sections.length > 0 ? null : (standing.find(one => one.row.id === mailId)?.obstacle ?? null),
  }
}

/** People's words, codes and links are kept no longer than they are needed. */
const forgotten = { sealedProps: null }

type Changes = Parameters<SystemScope['write']['updateAll']>[1]

/**
 * Notes that a try begins, before anything leaves: from the first one on the provider's key counts its 24 hours.
 * @param subject what stands above it, where that may be known to whoever looks up what was sent
 */
export async function noteTry(system: SystemScope, waiting: Waiting, subject: string | null): Promise<void> {
  const { mail, address } = waiting
  const shown = namesItsOwn(waiting) ? subject : null
  const tried = { firstTriedAt: mail.firstTriedAt ?? system.now, toAddress: address, subject: shown }
  await change(system, mail, tried, without(system, waiting))
}

/**
 * Whether a subject is about what its row stands for: it is the first section's, and who may look up the row is settled
 * by the row. Where the mail's own part was dropped, the first may be of another project, or about money.
 */
const namesItsOwn = ({ mail, sections: [first] }: Waiting): boolean =>
  !first || (first.projectId === mail.projectId && (mail.finance || !first.finance))

/** Writes what became of a mail and of what was put into it, unless another delivery of it was faster. */
export async function settle(
  system: SystemScope,
  waiting: Waiting,
  end: Pick<Mail, 'state'> & Partial<Mail>,
): Promise<void> {
  const { mail } = waiting
  // What failed may be sent again: its words are still needed.
  if (end.state !== 'sent' && end.state !== 'skipped') return change(system, mail, end)
  const mails = system.table('mails')
  const inIt = system.write.updateAll('mails', forgotten, eq(mails.mergedInto, mail.id))
  await change(system, mail, { ...end, ...forgotten }, [...without(system, waiting), inIt])
}

/**
 * Undoes a mail of several before its first try: the parts that cannot be told fail, each to be seen by itself; the
 * others wait again, and are made one mail anew by the next run.
 * @throws Conflict where it was tried or settled meanwhile
 */
export async function takeApart(system: SystemScope, waiting: Waiting, broken: Mail[]): Promise<void> {
  const { mail, sections } = waiting
  const t = system.table('mails')
  const untried = and(eq(t.id, mail.id), eq(t.state, 'queued'), isNull(t.heldUntil), isNull(t.firstTriedAt))
  const apart = (list: Mail[], set: Changes) =>
    system.write.updateAll('mails', { ...set, mergedInto: null }, among(t.id, idsOf(list)))
  const others = [mail, ...sections].filter(one => !broken.includes(one))
  await system.commitOwn([
    system.write.require(sql`exists (select 1 from ${t} where ${untried})`),
    ...without(system, waiting),
    apart(broken, { state: 'failed', problem: 'unreadable', heldUntil: null }),
    apart(others, { state: 'queued', heldUntil: system.now }),
  ])
}

const idsOf = (list: { id: string }[]) => list.map(one => one.id)

/** What was put into it and is not told any more. */
function without(system: SystemScope, { mail, dropped }: Waiting): Write[] {
  const t = system.table('mails')
  return [...new Set(dropped.map(one => one.obstacle))].map(problem => {
    const those = among(t.id, idsOf(dropped.filter(one => one.obstacle === problem)))
    const gone = { state: 'skipped', problem, ...forgotten } as const
    return system.write.updateAll('mails', gone, and(those, eq(t.mergedInto, mail.id), eq(t.state, 'merged')))
  })
}

async function change(system: SystemScope, mail: Mail, set: Changes, others: Write[] = []): Promise<void> {
  const t = system.table('mails')
  const write = system.write.updateAll('mails', set, and(eq(t.id, mail.id), eq(t.state, 'queued')))
  await system.commitOwn([write, ...others])
}
