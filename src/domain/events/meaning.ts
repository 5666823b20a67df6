import type { MessageKey } from '../../../locales'
import type { NewEvent, Write } from '../../db/commit'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import type { Urgency } from '../../lib/serving'
import type { Topic } from '../../lib/topics'

/** A line of the journal, as it is read back. */
export type Happened = Row<'events'>

/** A value in a mail's sentence: text and numbers as they are, the rest written in the reader's way. */
export type MailValue =
  | string
  | number
  | { money: number; currency: string }
  | { day: string }
  /** An instant, as day and time. */
  | { at: number }
  | { urgency: Urgency }
  | { message: MessageKey }

/**
 * A mail before it has a reader. `kind` is the prefix of its messages: `<kind>.subject`, `.heading`, `.text`,
 * `.button`; `<kind>.fact.<name>` labels each fact. The content stands in the mail, the button opens the thing itself.
 */
export type MailDraft = {
  kind: string
  values?: Record<string, MailValue>
  facts?: Record<string, MailValue>
  /** Somebody's words in Markdown, shown as a quotation without its marks. */
  quote?: string
  /** Where the button leads: a path of ours. */
  path: string
  /** The button leads to this payment without signing in, by a link made when it is sent: see `payments/link.ts`. */
  pay?: { projectId: string; requestId: string; version: number }
  /** Sent only to somebody who may still see amounts. */
  finance?: boolean
  /** Where it happened; put in for every event of a project. */
  project?: { id: string; name: string }
  /** What its answer belongs to: a request, or the conversation of the project with that id. */
  thread?: { kind: 'ticket' | 'conversation'; id: string }
}

/**
 * Who is told of an event (membership ids), and the mail they get, if one is due. Either way it leads to the thing
 * itself: where the mail does, or to this path.
 */
export type Telling = { to: string[] } & ({ mail: MailDraft; path?: never } | { mail?: never; path: string })

/** Everything an event of one kind means: its line in the journal, what it changes on open screens, who is told. */
export type Meaning<S = ProjectScope> = {
  /** The journal's sentence; its values are the event's facts, and its money written out. */
  line: MessageKey
  topics: readonly Topic[]
  /** Seconds in which it can still be undone before anybody is told; `tell` then looks whether it holds. */
  patience?: number
  /** Each telling stands for itself: team and client often get different words. */
  tell?: (scope: S, event: Happened) => Promise<Telling[]>
}

/** What else a new thing's commit does and tells, once its id is known. */
export type Also = (id: string) => { writes: readonly Write[]; events: readonly NewEvent[] }

/** A feature's meanings by event kind. Those with `tell` that happen outside any project get the workspace's scope. */
export type Meanings = Record<string, Meaning<ProjectScope> | Meaning<WorkspaceScope>>
