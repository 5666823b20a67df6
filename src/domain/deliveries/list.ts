import {
  and,
  asc,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  notLike,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { containing } from '../../db/words'
import { NotFound } from '../../lib/errors'
import { notGone } from '../../lib/mail-status'
import { mustManage } from '../workspaces/policy'

/** As many as one page of the list shows. */
const PAGE = 50

export const mailStates = ['attention', 'waiting', 'sent', 'delivered', 'refused', 'skipped'] as const

const id = z.string().max(40).optional().catch(undefined)
/** What the list is cut by; it all stands in the address. */
export const mailFilter = z.object({
  state: z.enum(mailStates).optional().catch(undefined),
  /** A membership: to whom. */
  person: id,
  /** Words of the subject, or a part of the address. */
  q: z.string().trim().max(100).optional().catch(undefined),
  /** The id of the last one already shown. */
  before: id,
})
export type MailFilter = z.output<typeof mailFilter>

type Mails = Tables['mails']

const states: Record<(typeof mailStates)[number], (m: Mails) => SQL | undefined> = {
  attention: m => inArray(m.state, notGone),
  waiting: m => eq(m.state, 'queued'),
  sent: m => and(eq(m.state, 'sent'), or(isNull(m.delivery), eq(m.delivery, 'delayed'))),
  delivered: m => and(eq(m.state, 'sent'), eq(m.delivery, 'delivered')),
  refused: m => inArray(m.delivery, ['bounced', 'suppressed', 'complained']),
  skipped: m => eq(m.state, 'skipped'),
}

/**
 * The mails of the workspace that are to one of its people: whoever else asked for a code at its door is nobody's
 * business there.
 */
const toPeople = (scope: WorkspaceScope, m: Mails): SQL | undefined => {
  const p = scope.people('known')
  return or(isNotNull(m.membershipId), sql`${m.toAddress} in (select ${p.email} from ${p})`)
}

/** The columns of a mail that its line shows; what it says is left to whoever may open it. */
export function mailColumns(scope: WorkspaceScope, m: Mails) {
  const [p, j] = [scope.people('reader'), scope.view('projects', 'told_of')]
  return {
    p,
    j,
    columns: {
      id: m.id,
      kind: m.kind,
      category: m.category,
      toAddress: m.toAddress,
      membershipId: m.membershipId,
      projectId: m.projectId,
      state: m.state,
      problem: m.problem,
      heldUntil: m.heldUntil,
      delivery: m.delivery,
      deliveryAt: m.deliveryAt,
      subject: m.subject,
      path: m.path,
      sealedProps: m.sealedProps,
      createdAt: m.createdAt,
      sentAt: m.sentAt,
      name: sql<string | null>`${p.name}`.as('reader_name'),
      project: sql<string | null>`${j.name}`.as('project_name'),
    },
  }
}

export type MailList = Awaited<ReturnType<typeof listMails>>
export type ListedMail = MailList['mails'][number]

/**
 * Fifty mails of the workspace, newest first, with messages that were given up where that is asked for, how many there
 * are to look at, and who can be asked for; one round trip. For owners and administrators.
 * @throws NotFound
 */
export async function listMails(scope: WorkspaceScope, filter: MailFilter = {}) {
  mustManage(scope)
  const [m, last, all] = [
    scope.view('mails'),
    scope.view('mails', 'last'),
    scope.view('mails', 'all_of_them'),
  ]
  const [l, who] = [scope.view('deadLetters'), scope.people('who')]
  const { p, j, columns } = mailColumns(scope, m)
  const waiting = filter.state === 'attention' || filter.state === 'waiting'
  const lastAt = sql`(select ${last.createdAt} from ${last} where ${last.id} = ${filter.before ?? ''})`
  const after = or(lt(m.createdAt, lastAt), and(eq(m.createdAt, lastAt), lt(m.id, filter.before ?? '')))
  const [rows, letters, [counted], people] = await scope.read(
    scope
      .select(columns)
      .from(m)
      .leftJoin(p, eq(p.id, m.membershipId))
      .leftJoin(j, eq(j.id, m.projectId))
      .where(
        and(
          toPeople(scope, m),
          filter.state && states[filter.state](m),
          filter.person ? eq(m.membershipId, filter.person) : undefined,
          filter.q ? said(m, filter.q) : undefined,
          filter.before ? after : undefined,
        ),
      )
      // Those that wait are few: they are found by their state and sorted (the `+`), rather than by walking all.
      .orderBy(desc(waiting ? sql`+${m.createdAt}` : m.createdAt), desc(m.id))
      .limit(PAGE + 1),
    scope
      .select({ id: l.id, queue: l.queue, at: l.at })
      .from(l)
      .where(filter.state === 'attention' ? isNull(l.settledAt) : sql`0`)
      .orderBy(desc(l.at))
      .limit(PAGE),
    scope
      .select({
        attention:
          sql<number>`(select count(*) from ${all} where ${and(states.attention(all), toPeople(scope, all))})
          + (select count(*) from ${l} where ${l.settledAt} is null)`.as('attention'),
      })
      .from(scope.view('workspaces')),
    scope
      .select({ id: who.id, name: sql<string>`coalesce(nullif(${who.name}, ''), ${who.email})`.as('called') })
      .from(who)
      .where(isNull(who.removedAt))
      .orderBy(asc(who.name))
      .limit(500),
  )
  return {
    mails: rows.slice(0, PAGE),
    next: rows.length > PAGE ? rows[PAGE - 1]?.id : undefined,
    letters,
    attention: counted?.attention ?? 0,
    people,
  }
}

/** A code stands in its mail's subject: those are found by their address alone. */
const said = (m: Mails, q: string): SQL | undefined =>
  or(containing(m.toAddress, q), and(containing(m.subject, q), notLike(m.kind, 'accounts.%')))

/**
 * One mail with all that is known of what became of it: those told in it, and who had it sent again.
 * @throws NotFound
 */
export async function readMail(scope: WorkspaceScope, mailId: string) {
  mustManage(scope)
  const [m, e, who] = [scope.view('mails'), scope.view('events'), scope.people('who')]
  const { p, j, columns } = mailColumns(scope, m)
  const more = {
    ...columns,
    tries: m.tries,
    firstTriedAt: m.firstTriedAt,
    mergedInto: m.mergedInto,
    deliveryDetail: m.deliveryDetail,
    addressProblem: sql<string | null>`${p.mailProblem}`.as('address_problem'),
    readerClientId: sql<string | null>`${p.clientId}`.as('reader_client'),
  }
  const [[mail], merged, acts] = await scope.read(
    scope
      .select(more)
      .from(m)
      .leftJoin(p, eq(p.id, m.membershipId))
      .leftJoin(j, eq(j.id, m.projectId))
      .where(and(eq(m.id, mailId), toPeople(scope, m))),
    scope
      .select({ id: m.id, category: m.category, subject: m.subject, createdAt: m.createdAt })
      .from(m)
      .where(eq(m.mergedInto, mailId))
      // The `+` keeps SQLite from walking the workspace's mails in this order, where those of one have an index.
      .orderBy(sql`+${m.createdAt}`)
      .limit(100),
    scope
      .select({ kind: e.kind, at: e.at, name: sql<string | null>`${who.name}`.as('who_name') })
      .from(e)
      .leftJoin(who, eq(who.id, e.actorId))
      .where(and(eq(e.subjectId, mailId), like(e.kind, 'mail.%')))
      .orderBy(asc(e.at))
      .limit(50),
  )
  if (!mail) throw new NotFound()
  return { mail, merged, acts }
}
export type ReadMail = Awaited<ReturnType<typeof readMail>>
