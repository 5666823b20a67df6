import { eq, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, Invalid, NotFound, TooMany } from '../../lib/errors'
import { newId } from '../../lib/id'
import { type Arrival, byMail } from '../events/arrival'
import type { Recipient } from '../events/recipients'
import { keepFiles, type Received, receiveAndRead } from '../files/receive'
import type { MessageInput, Range } from './input'
import { rangeQueries } from './lines'
import { mayMention, mentionable, mentionedIn, mentionRows } from './mentions'
import { type Conversation, conversationOf, readOwn, readToEnd } from './messages'

/** A person's messages in a project in one minute: more is no conversation, and each may send mail. */
export const PER_MINUTE = 60
const TRIES = 5

/**
 * Says something in the project's conversation. The same id by the same person again is the same message: nothing
 * happens twice, however often a page sends it.
 * @param range the lines to answer with, read in the same round trip
 * @param arrival for one that came by mail: its id is the message's, or there is no message
 * @throws Invalid `body` without words or files, `files` (see `receiveFiles`); Forbidden in an archived project;
 *   TooMany; Conflict where the id is somebody else's message
 */
export async function postMessage(
  scope: ProjectScope,
  bucket: R2Bucket,
  input: MessageInput,
  files: readonly File[],
  range: Range,
  arrival?: Arrival,
): Promise<Conversation> {
  if (scope.project.archivedAt) throw new Forbidden()
  if (input.body === '' && files.length === 0) throw new Invalid({ body: 'messages.error.empty' })
  let { id } = input
  let before: Before
  try {
    before = await prepare(scope, bucket, input, files)
  } catch (error) {
    if (error instanceof NotFound && (await isSent(scope, id))) return answer(scope, range)
    throw error
  }
  for (let tries = 1; tries <= TRIES; tries++) {
    try {
      return await write(scope, { ...input, id }, before, range, arrival)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
    if (await isSent(scope, id)) return answer(scope, range)
    // A mail that another delivery has settled meanwhile.
    if (arrival && tries > 1) break
    // An id that is taken where this person sees nothing must not be told from a new one.
    if (tries > 1) id = newId(scope.now)
  }
  throw new Conflict()
}

async function write(
  scope: ProjectScope,
  { id, body, replyToId = null }: MessageInput,
  { received, mentioned }: Before,
  range: Range,
  arrival?: Arrival,
) {
  const m = scope.view('messages')
  const next = sql<number>`coalesce((select ${m.seq} from ${m} order by ${m.seq} desc limit 1), 0) + 1`
  const facts = {
    files: received.length,
    ...(mentioned.length > 0 && { mentions: mentioned.length }),
    ...(arrival && byMail),
  }
  const found = await scope.commit(
    [
      ...(arrival?.writes ?? []),
      scope.require(mayPost(scope)),
      scope.insert('messages', {
        id,
        body,
        seq: next as unknown as number,
        authorId: scope.me,
        replyToId,
        createdAt: scope.now,
      }),
      ...mentionRows(scope, id, mentioned),
      ...keepFiles(scope, received, { folder: 'attachments', shared: true, messageId: id }),
      arrival ? readOwn(scope) : readToEnd(scope),
    ],
    { kind: 'message.posted', subjectId: id, facts },
    ...rangeQueries(scope, range),
  )
  return conversationOf(range, found)
}

/** What is known before the commit: the files taken in, and who is named. */
type Before = { received: Received[]; mentioned: string[] }

async function prepare(
  scope: ProjectScope,
  bucket: R2Bucket,
  { id, body }: MessageInput,
  files: readonly File[],
): Promise<Before> {
  const people = mayMention(body) ? [mentionable(scope)] : []
  const named = (rows: readonly unknown[] = []) =>
    mentionedIn(body, rows as Recipient[]).filter(person => person !== scope.me)
  if (files.length === 0) {
    const [rows] = people.length ? await scope.read(...people) : []
    return { received: [], mentioned: named(rows) }
  }
  const m = scope.view('messages')
  const unsent = sql`not exists (select 1 from ${m} where ${m.id} = ${id}) and ${mayPost(scope)}`
  const { received, rows } = await receiveAndRead(scope, bucket, files, unsent, ...people)
  return { received, mentioned: named(rows[0]) }
}

async function answer(scope: ProjectScope, range: Range): Promise<Conversation> {
  return conversationOf(range, await scope.read(...rangeQueries(scope, range)))
}

/** Holds unless this person has written too much in the last minute; looks at the project's last lines only. */
function mayPost(scope: ProjectScope): SQL {
  const m = scope.view('messages')
  const last = sql`select ${m.authorId} as author, ${m.createdAt} as at from ${m} order by ${m.seq} desc limit ${PER_MINUTE * 4}`
  return sql`(select count(*) from (${last}) where author = ${scope.me} and at > ${scope.now - 60_000}) < ${PER_MINUTE}`
}

/**
 * Whether this message of theirs is there already.
 * @throws TooMany where that is why it could not be written; Conflict where it is another person's
 */
async function isSent(scope: ProjectScope, id: string): Promise<boolean> {
  const [m, projects] = [scope.view('messages'), scope.view('projects')]
  const [rows, limits] = await scope.read(
    scope.select({ authorId: m.authorId }).from(m).where(eq(m.id, id)),
    scope.select({ open: sql<number>`${mayPost(scope)}`.as('open') }).from(projects),
  )
  const [message] = rows
  if (message && message.authorId !== scope.me) throw new Conflict()
  if (!message && !limits[0]?.open) throw new TooMany(60)
  return message !== undefined
}
