import { isMessage, type MessageKey } from '../../locales'
import type { MailDraft } from '../../src/domain/events/meaning'

/** What a mail is about: a thing of a project, e.g. `tickets` and its id; without one, that part of the project. */
export type Thing = { project: string; kind: string; id?: string }

const place = /^\/w\/[^/]+\/p\/([\w-]+)(?:\/([a-z-]+)(?:\/([0-9a-f-]{36}))?)?/

/** The thing that a mail tells of, by the page it leads to; nothing outside the projects. */
export function thingOf({ path, pay }: MailDraft): Thing | null {
  if (pay) return { project: pay.projectId, kind: 'payments', id: pay.requestId }
  const [, project, kind = 'project', id] = place.exec(path) ?? []
  return project ? { project, kind, id } : null
}

/** One name for one thing, whoever reads of it and whatever happened to it. */
export const nameOfThing = ({ project, kind, id }: Thing): string => `${kind}-${id ?? project}`

/** Parts of a project that are things themselves. */
const parts: Record<string, MessageKey> = {
  messages: 'mail.thing.messages',
  files: 'mail.thing.shelf',
}

/** What a thing is called in mails; null where it has no name of its own. */
export function thingWords(thing: Thing | null): MessageKey | null {
  if (!thing?.id) return parts[thing?.kind ?? ''] ?? null
  const key = `mail.thing.${thing.kind}`
  return isMessage(key) ? key : null
}

/**
 * What makes mail programs show a thread: each mail answers to one that never was, named after the thing. So it holds
 * whatever a provider writes into `Message-ID`, and for who comes in later.
 * @param host of the configured origin @param root the thread's name, if it has one
 */
export function threadHeaders(mailId: string, host: string, root: string | null): Record<string, string> {
  const named = `<${root}@${host}>`
  return {
    'Message-ID': `<${mailId}@${host}>`,
    ...(root && { 'In-Reply-To': named, References: named }),
  }
}
