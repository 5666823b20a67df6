import type { Write } from '../../db/commit'
import type { NewRow, Tables } from '../../db/tables'
import type { Writer } from '../../db/writes'
import { newId } from '../../lib/id'
import { seal } from '../../lib/seal'
import type { MailDraft } from '../events/meaning'

/** A mail that carries a secret: a code or the link of a token. */
export type SecretMail = {
  /** The row it is about, e.g. `code:<id>`: sent at most once. */
  dedupe: string
  /** Null: nobody has this address. The row and its cost are the same, and it is never sent. */
  to: string | null
  draft: MailDraft
  locale: 'fr' | 'en'
  /** Whose look and name the mail wears; null: the neutral ones. */
  workspaceId?: string | null
}

/** What both a person's scope and the system's can do for a secret: somewhere to write it. */
export type SecretDesk = {
  now: number
  table(name: 'tokens'): Tables['tokens']
  write: {
    insert<N extends 'mails' | 'tokens'>(name: N, row: NewRow<N>): Write
    updateAll: Writer['updateAll']
  }
}

/**
 * The row of a mail, its words sealed under the purpose `mail` as `{ draft, locale, workspaceId }`.
 * @returns the write, and the id to hand to the mail queue once it is committed
 */
export async function secretMail(
  desk: Pick<SecretDesk, 'now' | 'write'>,
  secret: string,
  mail: SecretMail,
): Promise<{ write: Write; mailId: string }> {
  const { dedupe, to, draft, locale, workspaceId = null } = mail
  const row: NewRow<'mails'> = {
    id: newId(desk.now),
    workspaceId,
    dedupe,
    kind: draft.kind,
    toAddress: to ?? '',
    sealedProps: await seal(secret, 'mail', { draft, locale, workspaceId }),
    state: to ? 'queued' : 'skipped',
    createdAt: desk.now,
  }
  return { write: desk.write.insert('mails', row), mailId: row.id }
}
