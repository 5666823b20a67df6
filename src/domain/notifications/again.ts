import { and, between, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { PersonScope } from '../../db/person'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import type { Cadence } from '../../lib/cadence'
import { Conflict, NotFound, TooMany } from '../../lib/errors'
import { newId } from '../../lib/id'
import { didNotGo, isPrivateMail, notGone } from '../../lib/mail-status'
import { seal } from '../../lib/seal'
import { meaningOf } from '../activity/registry'
import type { Happened, MailDraft, Meaning } from '../events/meaning'
import { mustManage } from '../workspaces/policy'
import { MAIL_PURPOSE, type SealedMail } from './follow'

type Mail = Row<'mails'>

const DAY = 86_400_000
/** As often in a day, whoever means it. */
const A_DAY = 3

/** What can be done about a mail: the very same is sent again, or its event is told anew to its reader, or nothing. */
export type Again = 'same' | 'anew' | null

/**
 * Its words are kept until it is sent. After that it can be told anew from its event, as things are today; not so a
 * mail that told several things (each of those can), nor a code or a link, which is asked for anew by its reader, nor what
 * its reader wants no more.
 * @param mail `kept`: its words still are; `grouped`: it told others too
 */
export function waysAgain(
  mail: Pick<Mail, 'kind' | 'state' | 'problem' | 'membershipId'> & { kept: boolean; grouped: boolean },
): Again {
  if (didNotGo(mail) && mail.kept) return 'same'
  if (mail.problem === 'unwanted') return null
  if (mail.state === 'queued' || mail.grouped || isPrivateMail(mail.kind) || !mail.membershipId) return null
  return 'anew'
}

/**
 * Sends a mail again, because somebody who runs the workspace asks for it.
 * @returns the mail that goes now: this one, or a new one with a key of its own
 * @throws NotFound where it is none that can be sent again; Conflict where somebody was faster, its event has nothing
 *   to tell this person any more, they want no such mails, or their address is refused; TooMany
 */
export async function sendMailAgain(
  scope: WorkspaceScope,
  door: PersonScope,
  secret: string,
  id: string,
): Promise<{ mailId: string; anew: boolean }> {
  mustManage(scope)
  const { mail, project, event, reader, grouped, times } = await found(scope, door, id)
  const way = mail && waysAgain({ ...mail, kept: mail.sealedProps !== null, grouped })
  if (!way) throw new NotFound()
  if (times >= A_DAY) throw new TooMany(DAY / 1000)
  if (reader?.cadence === 'never' && mail.category !== 'due') throw new Conflict('unwanted')
  if (reader?.mailProblem) throw new Conflict('address')
  if (way === 'same') {
    const anew = { state: 'queued', problem: null, firstTriedAt: null, tries: 0, heldUntil: null } as const
    await scope.commit([scope.update('mails', anew, t => and(eq(t.id, id), inArray(t.state, notGone)))], {
      kind: 'mail.retried',
      subjectId: id,
      internal: true,
    })
    return { mailId: id, anew: false }
  }
  const draft = event && reader ? await toldAnew(project ?? scope, event, mail) : undefined
  if (!draft || !event || !reader) throw new Conflict('gone')
  const row = await written(scope, secret, { mail, event, reader, draft })
  const m = scope.view('mails', 'on_its_way')
  const [from, to] = [`${event.id}:${mail.membershipId}:`, `${event.id}:${mail.membershipId};`]
  // Pressed twice, it goes once.
  const none = sql`not exists (select 1 from ${m} where ${between(m.dedupe, from, to)} and ${m.state} = 'queued')`
  // Nobody has to look at the one that failed any more.
  const replaced = scope.updateAll('mails', { state: 'skipped', problem: 'replaced' }, t =>
    and(eq(t.id, id), inArray(t.state, notGone)),
  )
  await scope.commit([scope.require(none), scope.insert('mails', row), replaced], {
    kind: 'mail.resent',
    subjectId: id,
    internal: true,
  })
  return { mailId: row.id, anew: true }
}

type Reader = {
  email: string
  /** Why nothing goes to that address. */
  mailProblem: Row<'users'>['mailProblem']
  locale: 'fr' | 'en'
  role: Row<'memberships'>['role']
  /** What they chose for mails of this one's kind. */
  cadence: Cadence | null
}

/** The mail, what it told of, where, and its reader as of now; one round trip. */
async function found(scope: WorkspaceScope, door: PersonScope, id: string) {
  const [m, e, own] = [scope.view('mails'), scope.view('events'), scope.view('mails', 'own')]
  const its = (column: unknown) => sql`(select ${column} from ${own} where ${own.id} = ${id})`
  const [members, users, choices] = [
    door.table('memberships'),
    door.table('users'),
    door.table('notificationChoices'),
  ]
  const [sent, tried] = [scope.view('mails', 'sent_again'), scope.view('events', 'tried_again')]
  const ofTheSame = sql`substr(${its(own.dedupe)}, 1, 73)`
  const lately = scope.now - DAY
  const { scopes, rows } = await scope.inProjects(
    p => sql`${p.id} = ${its(own.projectId)}`,
    scope.select().from(m).where(eq(m.id, id)),
    scope
      .select()
      .from(e)
      .where(eq(e.id, its(sql`substr(${own.dedupe}, 1, 36)`))),
    door
      .select({
        email: users.email,
        mailProblem: users.mailProblem,
        locale: users.locale,
        role: members.role,
        cadence: choices.cadence,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .leftJoin(
        choices,
        and(eq(choices.membershipId, members.id), eq(sql`${choices.category}`, its(own.category))),
      )
      .where(
        and(
          eq(members.workspaceId, scope.workspace.id),
          eq(members.id, its(own.membershipId)),
          isNull(members.removedAt),
          isNotNull(members.acceptedAt),
        ),
      ),
    scope.select({ id: m.id }).from(m).where(eq(m.mergedInto, id)).limit(1),
    scope
      .select({
        times: sql<number>`(select count(*) from ${sent} where ${sent.createdAt} > ${lately}
          and ${sent.dedupe} between ${ofTheSame} || ':' and ${ofTheSame} || ';')
          + (select count(*) from ${tried} where ${tried.subjectId} = ${id} and ${tried.kind} = 'mail.retried'
            and ${tried.at} > ${lately})`.as('times'),
      })
      .from(scope.view('workspaces')),
  )
  const [[mail], [event], [reader], merged, [counted]] = rows
  return {
    mail: mail as Mail | undefined,
    event: event as Happened | undefined,
    reader: reader as Reader | undefined,
    project: [...scopes.values()][0],
    grouped: merged.length > 0,
    times: counted?.times ?? 0,
  }
}

/** What the event's meaning tells this person by the same mail, as things are now. */
async function toldAnew(
  scope: WorkspaceScope | ProjectScope,
  event: Happened,
  { membershipId, kind }: Mail,
): Promise<MailDraft | undefined> {
  const meaning = meaningOf(event.kind) as Meaning<typeof scope> | undefined
  if (!meaning?.tell || 'project' in scope !== (event.projectId !== null)) return undefined
  const tellings = await meaning.tell(scope, event)
  return tellings.find(t => t.mail?.kind === kind && t.to.includes(membershipId ?? ''))?.mail
}

/** The new row: at once, whatever its reader chose, for it was asked for. Its access is checked again when it is sent. */
async function written(
  scope: WorkspaceScope,
  secret: string,
  of: { mail: Mail; event: Happened; reader: Reader; draft: MailDraft },
) {
  const { mail, event, reader, draft } = of
  const sealed: SealedMail = { draft, locale: reader.locale, workspaceId: scope.workspace.id }
  const id = newId(scope.now)
  return {
    id,
    clientId: mail.clientId,
    projectId: mail.projectId,
    membershipId: mail.membershipId,
    dedupe: `${event.id}:${mail.membershipId}:${id}`,
    kind: mail.kind,
    category: mail.category,
    toAddress: reader.email,
    team: reader.role !== 'contact',
    finance: Boolean(draft.finance || event.finance),
    path: mail.path,
    sealedProps: await seal(secret, MAIL_PURPOSE, sealed),
    createdAt: scope.now,
  }
}
