import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { NewEvent, Write } from '../../db/commit'
import type { SystemScope } from '../../db/system'
import type { Row } from '../../db/tables'
import type { MailNews } from '../../outside/resend-events'

type Mail = Pick<Row<'mails'>, 'id' | 'membershipId' | 'toAddress' | 'firstTriedAt' | 'createdAt'>
type Problem = 'bounced' | 'complained'

/** What says more stays, whatever comes after it and in whichever order. */
const weights = { delayed: 1, delivered: 2, suppressed: 3, bounced: 4, complained: 5 } as const

/** What a provider's refusal leaves as the mail's problem: it was accepted, and then not sent. */
export const NOT_SENT = 'not_sent'

/**
 * Draws the consequences of what became of a mail, once and in any order: on its row, and, where the address is refused
 * for good, on its person, which is told in each workspace where they are. An address that serves somebody else by now,
 * or was vouched for after the mail left, is left alone.
 * @returns `unknown` while there is no such mail
 * @throws Conflict where another mail's news were faster: it comes again
 */
export async function applyMailNews(system: SystemScope, news: MailNews): Promise<'applied' | 'unknown'> {
  const { mail, user, memberships } = await concerned(system, news)
  if (!mail) return 'unknown'
  // Sent anew meanwhile, to another address: that one's fate is not this one's.
  if (mail.toAddress !== news.address) return 'applied'
  const own =
    user && (mail.membershipId === null || memberships.some(m => m.id === mail.membershipId))
      ? user
      : undefined
  const problem = problemOf(news)
  const marked = own && problem && holds(own, problem, mail) ? { user: own, problem } : undefined
  const writes = mailWrites(system, mail, news)
  const places = memberships.filter(m => m.removedAt === null)
  await system.commitAcross(
    marked ? [...writes, mark(system, marked, news)] : writes,
    marked ? tellingsOf(places, mail, marked.problem) : [],
  )
  return 'applied'
}

/** The mail by our own id that it carried, or by the provider's; and whose address that is now. */
async function concerned(system: SystemScope, { mailId, providerId, address }: MailNews) {
  const [mails, u, m] = [system.table('mails'), system.table('users'), system.table('memberships')]
  const columns = {
    id: mails.id,
    membershipId: mails.membershipId,
    toAddress: mails.toAddress,
    firstTriedAt: mails.firstTriedAt,
    createdAt: mails.createdAt,
  }
  const [named, provided, users, memberships] = await system.read(
    system
      .select(columns)
      .from(mails)
      .where(eq(mails.id, mailId ?? '')),
    system.select(columns).from(mails).where(eq(mails.providerId, providerId)).limit(1),
    system
      .select({ id: u.id, mailProblem: u.mailProblem, mailProblemAt: u.mailProblemAt })
      .from(u)
      .where(eq(u.email, address)),
    system
      .select({ id: m.id, workspaceId: m.workspaceId, clientId: m.clientId, removedAt: m.removedAt })
      .from(m)
      .innerJoin(u, eq(u.id, m.userId))
      .where(eq(u.email, address)),
  )
  return { mail: named[0] ?? provided[0], user: users[0], memberships }
}

const problemOf = ({ what, lasting }: MailNews): Problem | undefined =>
  lasting ? (what === 'complained' ? 'complained' : 'bounced') : undefined

/** Whether it is news: not known yet, and the mail left after the address was last found good. */
function holds(
  user: { mailProblem: Problem | null; mailProblemAt: number | null },
  problem: Problem,
  mail: Mail,
): boolean {
  if (user.mailProblem !== null) return user.mailProblem === 'bounced' && problem === 'complained'
  return (mail.firstTriedAt ?? mail.createdAt) > (user.mailProblemAt ?? 0)
}

function mailWrites(system: SystemScope, { id }: Mail, news: MailNews): Write[] {
  const t = system.table('mails')
  const update = (set: Parameters<SystemScope['write']['updateAll']>[1], where: SQL | undefined) =>
    system.write.updateAll('mails', set, where)
  const own = (...more: (SQL | undefined)[]) => and(eq(t.id, id), ...more)
  const said = { deliveryAt: news.at, deliveryDetail: news.detail }
  const { what } = news
  // What was put into it went, or is lost, with it.
  const itsState = sql`(select ${t.state} from ${t} where ${t.id} = ${id})`
  const within = (state: 'sent' | 'failed') =>
    update({ sealedProps: null }, and(eq(t.mergedInto, id), sql`${itsState} = ${state}`))
  if (what === 'failed') {
    const nothingElse = or(isNull(t.delivery), eq(t.delivery, 'delayed'))
    const open = inArray(t.state, ['queued', 'sent', 'stuck'])
    // Its key is spent, so its words are too: sent again, it is told anew under a key of its own.
    const gone = { state: 'failed', problem: NOT_SENT, sealedProps: null, ...said } as const
    return [update(gone, own(open, nothingElse)), within('failed')]
  }
  const accepted = {
    state: 'sent',
    problem: null,
    providerId: sql`coalesce(${t.providerId}, ${news.providerId})`,
    sentAt: sql`coalesce(${t.sentAt}, ${news.at})`,
    sealedProps: null,
  } as const
  // News of it prove that it was accepted, also where the answer to our try was lost.
  const tried = and(inArray(t.state, ['queued', 'stuck']), sql`${t.firstTriedAt} is not null`)
  const arrived = what === 'sent' || what === 'delayed' ? undefined : eq(t.problem, NOT_SENT)
  const sent = update(accepted, own(or(tried, arrived)))
  if (what === 'sent') return [sent, within('sent')]
  const weight = sql`case ${t.delivery} ${sql.join(
    Object.entries(weights).map(([name, n]) => sql`when ${name} then ${n}`),
    sql` `,
  )} else 0 end`
  return [sent, within('sent'), update({ delivery: what, ...said }, own(sql`${weight} < ${weights[what]}`))]
}

/** Fails the commit where the person's standing is not what was read: then it is looked at again. */
function mark(
  system: SystemScope,
  { user, problem }: { user: { id: string; mailProblem: Problem | null }; problem: Problem },
  { address, at, detail }: MailNews,
): Write {
  const u = system.table('users')
  return system.write.update(
    'users',
    { mailProblem: problem, mailProblemAt: at, mailProblemDetail: detail },
    and(
      eq(u.id, user.id),
      eq(u.email, address),
      user.mailProblem ? eq(u.mailProblem, user.mailProblem) : isNull(u.mailProblem),
    ),
  )
}

/** Once in each workspace, of the membership that the mail was for where it is one of those. */
function tellingsOf(
  places: { id: string; workspaceId: string; clientId: string | null }[],
  mail: Mail,
  problem: Problem,
): (NewEvent & { workspaceId: string; clientId: string | null; projectId: null })[] {
  const first = places.toSorted(
    (x, y) => Number(y.id === mail.membershipId) - Number(x.id === mail.membershipId),
  )
  return [...new Set(places.map(p => p.workspaceId))].flatMap(workspaceId => {
    const whose = first.find(p => p.workspaceId === workspaceId)
    if (!whose) return []
    const { id: subjectId, clientId } = whose
    return [{ kind: `mail.${problem}`, subjectId, internal: true, workspaceId, clientId, projectId: null }]
  })
}
