import { eq } from 'drizzle-orm'
import type { SystemScope } from '../../db/system'
import type { Row } from '../../db/tables'
import { sha256 } from '../../lib/crypto'
import { Conflict } from '../../lib/errors'
import { newId } from '../../lib/id'
import { deleteObjects, putObject } from '../../outside/files'
import type { Thread } from './address'
import type { Letter } from './letter'

export type InboundMail = Row<'inboundMails'>
/** Where a reply address leads. */
export type Place = Pick<InboundMail, 'workspaceId' | 'ticketId'> & { clientId: string; projectId: string }

/** Why a mail waits for a person, or is ignored (`empty`). `new`: nobody has looked at it yet, not even the machine. */
export type Problem =
  | 'new'
  | 'unreadable'
  | 'forged'
  | 'unknown'
  | 'no_access'
  | 'archived'
  | 'closed'
  | 'too_many'
  | 'failed'
  | 'empty'

/** @returns null where there is no such request or project (any more) */
export async function placeOf(system: SystemScope, { kind, id }: Thread): Promise<Place | null> {
  const [t, p] = [system.table('tickets'), system.table('projects')]
  if (kind === 'conversation') {
    const [[project]] = await system.read(
      system
        .select({ workspaceId: p.workspaceId, clientId: p.clientId, projectId: p.id })
        .from(p)
        .where(eq(p.id, id)),
    )
    return project ? { ...project, ticketId: null } : null
  }
  const [[ticket]] = await system.read(
    system
      .select({
        workspaceId: t.workspaceId,
        clientId: t.clientId,
        projectId: t.projectId,
        ticketId: t.id,
      })
      .from(t)
      .where(eq(t.id, id)),
  )
  return ticket ?? null
}

/**
 * Keeps a mail before anything is made of it: the whole of it in the bucket, and a row that waits. Dying at any step
 * loses nothing that was kept and leaves nothing behind that is not swept.
 * @param letter null for one that cannot be read
 * @returns null where it was kept before
 */
export async function keepMail(
  system: SystemScope,
  bucket: R2Bucket,
  place: Place,
  raw: ArrayBuffer,
  letter: Letter | null,
): Promise<InboundMail | null> {
  const { workspaceId, clientId, projectId, ticketId } = place
  const digest = await sha256(raw)
  // One mail to two threads is two; and whoever knows its Message-ID cannot keep it out by one of their own.
  const sender = letter && `${letter.forged ? '?' : ''}${letter.address}`
  const messageId = [letter?.messageId ?? digest, ticketId ?? projectId, sender].filter(Boolean).join(' ')
  const id = await idFrom(`${workspaceId}\0${messageId}`)
  const mails = system.table('inboundMails')
  const [known] = await system.read(system.select({ id: mails.id }).from(mails).where(eq(mails.id, id)))
  if (known.length > 0) return null
  const [upload, storageKey] = [newId(system.now), crypto.randomUUID()]
  // Its room is not the workspace's: it is gone in a month. The row is for the sweeper, should we end here.
  const coming = { id: upload, workspaceId, storageKey, size: 0, createdAt: system.now }
  await system.commitOwn([system.write.insert('uploads', coming)])
  await putObject(bucket, storageKey, raw, digest)
  const row: InboundMail = {
    id,
    workspaceId,
    clientId,
    projectId,
    ticketId,
    messageId,
    fromAddress: letter?.address ?? '',
    fromName: letter?.name ?? '',
    subject: letter?.subject ?? '',
    body: (letter?.words ?? '').slice(0, 20_000).toWellFormed(),
    attachments: letter?.files.length ?? 0,
    storageKey,
    size: raw.byteLength,
    state: 'waiting',
    problem: 'new',
    receivedAt: system.now,
    settledAt: null,
    settledBy: null,
  }
  const uploads = system.table('uploads')
  try {
    await system.commitOwn([
      system.write.remove('uploads', eq(uploads.id, upload)),
      system.write.insert('inboundMails', row),
    ])
  } catch (error) {
    if (!(error instanceof Conflict && error.reason === 'taken')) throw error
    await deleteObjects(bucket, [storageKey])
    await system.commitOwn([system.write.removeAll('uploads', eq(uploads.id, upload))])
    return null
  }
  return row
}

/** The same id from the same text, in the shape of ours: what is made of a mail twice is one thing. */
export async function idFrom(text: string): Promise<string> {
  const digest = await sha256(`inbound\0${text}`)
  const variant = ((Number.parseInt(digest[16] as string, 16) & 3) | 8).toString(16)
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-7${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}
