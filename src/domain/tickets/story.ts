import { eq } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { urls } from '../../urls'
import type { Happened, MailDraft, Telling } from '../events/meaning'
import { type Recipient, whoMayEnter } from '../events/recipients'
import { type Audience, audienceOf, followersQuery } from './audience'
import { ticketQuery } from './dossier'
import type { Ticket } from './moves'

/** What a mail about a ticket is written from, read when it is due. */
export type Story = {
  /** Everybody who may enter the project now. */
  people: Recipient[]
  /** Those of them who are told of this ticket, less the one who acted. */
  audience: Audience
  following: string[]
  ticket: Ticket
  /** The words of the reply that the event names, if any. */
  said: string
  actor: string
  /** The one who acted is a contact. */
  byContact: boolean
  /** Its page. */
  path: string
  mail: (what: Letter, more?: Partial<MailDraft>) => MailDraft
}

type Letter =
  | 'opened'
  | 'reply'
  | 'question'
  | 'accepted'
  | 'priced'
  | 'priced_plain'
  | 'paid'
  | 'agreed'
  | 'declined'
  | 'price_gone'
  | 'refused'
  | 'withdrawn'
  | 'resolved'
  | 'reopened'
  | 'merged'
  | 'assigned'
  | 'followed'

/** One of an event's facts, as text; empty where it has none. */
export const fact = (event: Happened, name: string): string => String(event.facts?.[name] ?? '')

async function story(scope: ProjectScope, event: Happened): Promise<Story | null> {
  const [replies, actors] = [scope.view('replies'), scope.people('actors')]
  const [everybody, followers, [ticket], [reply], [actor]] = await scope.read(
    whoMayEnter(scope),
    followersQuery(scope, event.subjectId ?? ''),
    ticketQuery(scope, event.subjectId ?? ''),
    scope
      .select({ body: replies.body })
      .from(replies)
      .where(eq(replies.id, fact(event, 'replyId'))),
    scope
      .select({ name: actors.name, role: actors.role })
      .from(actors)
      .where(eq(actors.id, event.actorId ?? '')),
  )
  if (!ticket) return null
  const who = actor?.name || scope.workspace.name
  const values = { number: ticket.number, subject: ticket.subject, who }
  const path = urls.ticket(scope.workspace.slug, scope.project.id, ticket.id)
  const thread = { kind: 'ticket', id: ticket.id } as const
  const people = everybody as Recipient[]
  return {
    people,
    audience: audienceOf(ticket, people, followers, event.actorId),
    following: followers.map(f => f.membershipId),
    ticket,
    said: reply?.body ?? '',
    actor: who,
    byContact: actor?.role === 'contact',
    path,
    mail: (what, more = {}) => ({ kind: `tickets.mail.${what}`, values, path, thread, ...more }),
  }
}

/** Tells of a ticket as it is when the mail is due; nothing of one that is gone. */
export const tell =
  (say: (s: Story, event: Happened, scope: ProjectScope) => Telling[] | Promise<Telling[]>) =>
  async (scope: ProjectScope, event: Happened): Promise<Telling[]> => {
    const known = await story(scope, event)
    return known ? say(known, event, scope) : []
  }

export const team = (s: Story) => s.audience.team
export const contacts = (s: Story) => s.audience.contacts
/** The other side of whoever acted. */
export const otherSide = (s: Story) => (s.byContact ? team(s) : contacts(s))
/** With these people, those of either side who are near the ticket. */
export const withNear = (s: Story, to: string[]): string[] => [...new Set([...to, ...s.audience.near])]
