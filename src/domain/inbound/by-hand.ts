import type { Ui } from '../../../locales'
import type { ProjectScope } from '../../db/scope'
import { readObject } from '../../outside/files'
import type { OpenInput } from '../tickets/input'
import { openTicket } from '../tickets/open'
import { type InboundMail, idFrom } from './keep'
import { type Letter, readLetter } from './letter'
import { type Content, type Destination, putWords, wordsForOpening } from './place'
import { settledBy } from './waiting'

/**
 * A person puts a mail where it belongs: its words and files, in their own name, under a line that says whose they are.
 * @param ui the workspace's language, for it is said to all who read the thread
 * @throws as `putWords`; Conflict once it is settled
 */
export async function placeByHand(
  scope: ProjectScope,
  bucket: R2Bucket,
  mail: InboundMail,
  to: Destination,
  ui: Ui,
): Promise<void> {
  await putWords(scope, bucket, to, await contentOf(bucket, mail, ui), ui.t, await arrivalOf(scope, mail))
}

/** A person makes a request of a mail. @returns its id @throws as `openTicket`; Conflict once it is settled */
export async function openByHand(
  scope: ProjectScope,
  bucket: R2Bucket,
  mail: InboundMail,
  input: Omit<OpenInput, 'body'>,
  ui: Ui,
): Promise<string> {
  const content = await contentOf(bucket, mail, ui)
  const { body, opening } = await wordsForOpening(scope, bucket, content, ui.t)
  return openTicket(scope, { ...input, body }, opening, await arrivalOf(scope, mail))
}

const arrivalOf = async (scope: ProjectScope, mail: InboundMail) => ({
  id: await idFrom(`${mail.id}\0words`),
  writes: [settledBy(scope, mail.id, 'placed')],
})

/** What a mail says, read from the whole of it; one that cannot be read comes as a file. */
async function contentOf(bucket: R2Bucket, mail: InboundMail, ui: Ui): Promise<Content> {
  const from = [mail.fromName, mail.fromAddress && `(${mail.fromAddress})`].filter(Boolean).join(' ')
  const values = {
    from: from.replace(/[`*_[\]<>\\]/g, ' ') || ui.t('inbound.nobody'),
    when: ui.format.dateTime(mail.receivedAt),
  }
  const over = ui.t('inbound.by_hand', values)
  const stored = mail.storageKey ? await readObject(bucket, mail.storageKey) : null
  if (!stored) return { over, words: mail.body, files: [] }
  const raw = await new Response(stored).arrayBuffer()
  const letter: Letter | null = await readLetter(raw).catch(() => null)
  return letter
    ? { over, words: letter.words, files: letter.files }
    : { over, words: mail.body, files: [new File([raw], 'message.eml', { type: 'message/rfc822' })] }
}
