import type { Say } from '../../../locales'
import type { ProjectScope } from '../../db/scope'
import { Invalid, TooMany } from '../../lib/errors'
import type { Arrival } from '../events/arrival'
import { cleanName } from '../files/names'
import { MAX_FILES, refusalOf } from '../files/receive'
import { postMessage } from '../messages/post'
import { filesForOpening, type Taken } from '../tickets/open'
import { filesForThread, replyToTicket } from '../tickets/reply'

/** What is put into a thread: the words, what stands over them, the files. */
export type Content = { words: string; over?: string; files: readonly File[] }
/** A request of the scope's project, or its conversation. */
export type Destination = { ticketId: string } | 'conversation'

export type Refused = { name: string; why: NonNullable<ReturnType<typeof refusalOf>> | 'count' | 'room' }

/** As many as a thread takes in one piece; the whole of what is longer comes as a file. */
const LONGEST = { ticket: 20_000, conversation: 10_000 }
/** What may stand around the words. */
const MARGIN = 3000
/** Names of refused files that are said; of the others only how many. */
const NAMED = 8

/**
 * Puts a mail's words into a thread by the same commands as the page. A file that cannot be taken does not hold up the
 * words: they say which.
 * @param t speaks the workspace's language, for it is said to all who read the thread
 * @throws as `replyToTicket` and `postMessage`
 */
export async function putWords(
  scope: ProjectScope,
  bucket: R2Bucket,
  to: Destination,
  content: Content,
  t: Say,
  arrival: Arrival,
): Promise<void> {
  const { words, whole } = fitted(to === 'conversation' ? to : 'ticket', content.words)
  const { taken, refused } = sorted([...whole, ...content.files])
  const bodyOf = (left: readonly Refused[]) => bodyWith(content, words, whole.length > 0, left, t)
  const put = (body: string, files: readonly File[]) => send(scope, bucket, to, body, files, arrival)
  try {
    await put(bodyOf(refused), taken)
  } catch (error) {
    if (taken.length === 0 || !isAboutFiles(error)) throw error
    await put(bodyOf([...withoutRoom(taken), ...refused]), [])
  }
}

async function send(
  scope: ProjectScope,
  bucket: R2Bucket,
  to: Destination,
  body: string,
  files: readonly File[],
  arrival: Arrival,
): Promise<void> {
  if (to === 'conversation')
    await postMessage(
      scope,
      bucket,
      { id: arrival.id, body },
      files,
      { after: Number.MAX_SAFE_INTEGER },
      arrival,
    )
  else
    await replyToTicket(
      scope,
      to.ticketId,
      body,
      await filesForThread(scope, bucket, files, to.ticketId),
      arrival,
    )
}

/** The same for a request that is made of a mail: its words, and its files taken in. @throws as `receiveFiles` */
export async function wordsForOpening(
  scope: ProjectScope,
  bucket: R2Bucket,
  content: Content,
  t: Say,
): Promise<{ body: string; opening: Taken }> {
  const { words, whole } = fitted('ticket', content.words)
  const { taken, refused } = sorted([...whole, ...content.files])
  const bodyOf = (left: readonly Refused[]) => bodyWith(content, words, whole.length > 0, left, t)
  try {
    return { body: bodyOf(refused), opening: await filesForOpening(scope, bucket, taken) }
  } catch (error) {
    if (taken.length === 0 || !isAboutFiles(error)) throw error
    return { body: bodyOf([...withoutRoom(taken), ...refused]), opening: {} }
  }
}

const withoutRoom = (files: readonly File[]): Refused[] => files.map(({ name }) => ({ name, why: 'room' }))

const bodyWith = (
  { over }: Content,
  words: string,
  cut: boolean,
  refused: readonly Refused[],
  t: Say,
): string => [over, words, cut && t('inbound.cut'), refusals(refused, t)].filter(Boolean).join('\n\n')

/** Whether it was the files that could not be taken: no room, or too many of late. */
const isAboutFiles = (error: unknown): boolean =>
  error instanceof TooMany || (error instanceof Invalid && 'files' in error.fields)

function fitted(to: keyof typeof LONGEST, words: string): { words: string; whole: File[] } {
  const most = LONGEST[to] - MARGIN
  if (words.length <= most) return { words, whole: [] }
  const whole = new File([words], 'message.txt', { type: 'text/plain' })
  return { words: `${words.slice(0, most).toWellFormed().trimEnd()}…`, whole: [whole] }
}

/** Those that are taken, as many as one piece may bring, and the others with the reason. */
export function sorted(files: readonly File[]): { taken: File[]; refused: Refused[] } {
  const [taken, refused]: [File[], Refused[]] = [[], []]
  for (const file of files) {
    const why = refusalOf(file) ?? (taken.length < MAX_FILES ? null : 'count')
    if (why) refused.push({ name: file.name, why })
    else taken.push(file)
  }
  return { taken, refused }
}

function refusals(refused: readonly Refused[], t: Say): string {
  const lines = refused
    .slice(0, NAMED)
    .map(({ name, why }) => t('inbound.refused', { name: shown(name), why: t(`inbound.why.${why}`) }))
  if (refused.length > NAMED) lines.push(t('inbound.refused_more', { n: refused.length - NAMED }))
  return lines.join('\n')
}

/** A file's name among words: a name, never formatting. */
const shown = (name: string): string => {
  const clean = cleanName(name).replace(/[`*_[\]<>\\]/g, ' ')
  return clean.length > 80 ? `${clean.slice(0, 79).toWellFormed()}…` : clean
}
