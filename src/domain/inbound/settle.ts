import { and, eq, sql } from 'drizzle-orm'
import type { Say } from '../../../locales'
import type { Write } from '../../db/commit'
import type { ProjectScope, Workspace } from '../../db/scope'
import type { SystemScope } from '../../db/system'
import { Conflict, Forbidden, Invalid, NotFound, Refusal, TooMany } from '../../lib/errors'
import { type InboundMail, idFrom, type Problem } from './keep'
import type { Letter } from './letter'
import { type Destination, putWords } from './place'

/** What became of a mail; `gone`: another delivery or a person was faster. */
export type Became = 'placed' | 'gone' | Exclude<Problem, 'new'>

/**
 * Puts a kept mail where its address leads, in its writer's name, once; or says why a person must look at it. What was
 * tried already is done again without harm.
 * @param letter null for one that cannot be read
 * @param sayer the voice of a workspace, for what is said to all who read the thread
 * @throws what is no refusal: the mail stays new, and is tried again
 */
export async function settleMail(
  system: SystemScope,
  bucket: R2Bucket,
  mail: InboundMail,
  letter: Letter | null,
  sayer: (workspace: Workspace) => Promise<Say>,
): Promise<Became> {
  const became = await tried(system, bucket, mail, letter, sayer)
  if (became === 'placed' || became === 'gone') return became
  return leave(system, mail, became)
}

async function tried(
  system: SystemScope,
  bucket: R2Bucket,
  mail: InboundMail,
  letter: Letter | null,
  sayer: (workspace: Workspace) => Promise<Say>,
): Promise<Became> {
  if (!letter) return 'unreadable'
  if (letter.forged) return 'forged'
  const writer = await writerOf(system, mail, letter.address)
  if (!(writer instanceof Object)) return writer
  if (writer.project.archivedAt !== null) return 'archived'
  if (letter.words === '' && letter.files.length === 0) return 'empty'
  const t = await sayer(writer.workspace)
  try {
    const { to, over } = await destination(system, mail, t)
    const arrival = { id: await idFrom(`${mail.id}\0words`), writes: [settled(system, mail)] }
    await putWords(writer, bucket, to, { ...letter, over }, t, arrival)
    return 'placed'
  } catch (error) {
    return refusedBecause(system, mail, error)
  }
}

const isNew = (system: SystemScope, mail: InboundMail) => {
  const mails = system.table('inboundMails')
  return and(eq(mails.id, mail.id), eq(mails.state, 'waiting'), eq(mails.problem, 'new'))
}

/** Holds for one commit alone: the words and the end of their mail, or neither. */
const settled = (system: SystemScope, mail: InboundMail): Write =>
  system.write.update(
    'inboundMails',
    { state: 'placed', problem: null, body: '', settledAt: system.now },
    isNew(system, mail),
  )

/** Nothing more is tried: a person must look. */
export const giveUp = (system: SystemScope, mail: InboundMail): Promise<Became> =>
  leave(system, mail, 'failed')

/** The mail waits for a person (or, with nothing in it, for nobody), and the journal says so. */
async function leave(
  system: SystemScope,
  mail: InboundMail,
  problem: Exclude<Problem, 'new'>,
): Promise<Became> {
  const empty = problem === 'empty'
  const { workspaceId, clientId, projectId } = mail
  const set = { problem, ...(empty && { state: 'ignored' as const, settledAt: system.now }) }
  try {
    await system.commit(
      { workspaceId, clientId, projectId },
      [system.write.update('inboundMails', set, isNew(system, mail))],
      empty ? [] : [{ kind: 'inbound.waiting', subjectId: mail.id, internal: true, facts: { why: problem } }],
    )
  } catch (error) {
    if (error instanceof Conflict) return 'gone'
    throw error
  }
  return problem
}

/** The person an address belongs to, as they stand in the project now. */
async function writerOf(
  system: SystemScope,
  mail: InboundMail,
  address: string,
): Promise<ProjectScope | 'unknown' | 'no_access'> {
  const [m, u] = [system.table('memberships'), system.table('users')]
  const [found] = await system.read(
    system
      .select({
        id: m.id,
        clientId: m.clientId,
        open: sql<number>`${m.acceptedAt} is not null and ${m.removedAt} is null`.as('open'),
      })
      .from(m)
      .innerJoin(u, eq(u.id, m.userId))
      .where(and(eq(m.workspaceId, mail.workspaceId), eq(u.email, address))),
  )
  if (!address || found.length === 0) return 'unknown'
  const here = found.find(one => one.open && (one.clientId === null || one.clientId === mail.clientId))
  if (!here) return 'no_access'
  try {
    return await system.as(here.id, mail.projectId ?? '')
  } catch (error) {
    if (error instanceof NotFound) return 'no_access'
    throw error
  }
}

/** As many requests as may have been merged one into the other. */
const CHAIN = 20

/** What its address names, or the request which that one was merged into, with a line that says so. */
async function destination(
  system: SystemScope,
  mail: InboundMail,
  t: Say,
): Promise<{ to: Destination; over?: string }> {
  if (!mail.ticketId) return { to: 'conversation' }
  const tickets = system.table('tickets')
  let [id, over]: [string, string | undefined] = [mail.ticketId, undefined]
  for (let i = 0; i < CHAIN; i++) {
    const [[ticket]] = await system.read(
      system
        .select({ number: tickets.number, into: tickets.mergedIntoId, state: tickets.state })
        .from(tickets)
        .where(and(eq(tickets.id, id), eq(tickets.projectId, mail.projectId ?? ''))),
    )
    if (!ticket) throw new NotFound()
    if (ticket.state !== 'merged' || !ticket.into) break
    over ??= t('inbound.to_merged', { number: ticket.number })
    id = ticket.into
  }
  return { to: { ticketId: id }, over }
}

async function refusedBecause(system: SystemScope, mail: InboundMail, error: unknown): Promise<Became> {
  if (!(error instanceof Refusal)) throw error
  const mails = system.table('inboundMails')
  const [open] = await system.read(system.select({ id: mails.id }).from(mails).where(isNew(system, mail)))
  if (open.length === 0) return 'gone'
  if (error instanceof Conflict && error.reason === 'ticket_state') return 'closed'
  // Something moved just then: it is tried again.
  if (error instanceof Conflict) throw error
  if (error instanceof Forbidden) return 'archived'
  if (error instanceof TooMany) return 'too_many'
  return error instanceof Invalid ? 'failed' : 'no_access'
}
