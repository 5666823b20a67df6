import { Hono } from 'hono'
import type * as z from 'zod'
import type { MessageKey } from '../../../locales'
import type { FormName } from '../../../templates/tickets/place'
import type { ProjectScope } from '../../db/scope'
import { assignTicket } from '../../domain/tickets/assign'
import { followTicket, unfollowTicket } from '../../domain/tickets/followers'
import { assigneeInput, linkInput, personInput, tagInput } from '../../domain/tickets/input'
import { linkTickets, unlinkTickets } from '../../domain/tickets/links'
import { tagTicket, untagTicket } from '../../domain/tickets/tags'
import { NotFound } from '../../lib/errors'
import type { TicketPart } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { attempt, form } from '../../web/form'
import { seeOther } from '../../web/reply'
import { hereOf } from './place'
import { showTicket } from './show'

type Change = {
  shown: FormName
  schema: z.ZodType
  run: (scope: ProjectScope, ticketId: string, data: unknown) => Promise<unknown>
  done: (scope: ProjectScope, data: unknown) => MessageKey
  teamOnly?: boolean
}

const change = <S extends z.ZodType>(
  shown: FormName,
  schema: S,
  run: (scope: ProjectScope, ticketId: string, data: z.output<S>) => Promise<unknown>,
  done: MessageKey | ((scope: ProjectScope, data: z.output<S>) => MessageKey),
  teamOnly = true,
): Change => ({
  shown,
  schema,
  run: run as Change['run'],
  done: typeof done === 'string' ? () => done : (done as Change['done']),
  teamOnly,
})

/** What is changed beside the thread: a small form each, whose refusal stands where it was written. */
const changes: Partial<Record<TicketPart, Change>> = {
  assignment: change(
    'assign',
    assigneeInput,
    (s, id, { assigneeId }) => assignTicket(s, id, assigneeId),
    'ticketPage.done.assigned',
  ),
  tags: change('tag', tagInput, (s, id, { tag }) => tagTicket(s, id, tag), 'ticketPage.done.tagged'),
  'tags/removal': change(
    'tag',
    tagInput,
    (s, id, { tag }) => untagTicket(s, id, tag),
    'ticketPage.done.untagged',
  ),
  followers: change(
    'follow',
    personInput,
    (s, id, { person }) => followTicket(s, id, person),
    (s, { person }) => (person === s.me ? 'ticketPage.done.joined' : 'ticketPage.done.followed'),
    false,
  ),
  'followers/removal': change(
    'follow',
    personInput,
    (s, id, { person }) => unfollowTicket(s, id, person),
    (s, { person }) => (person === s.me ? 'ticketPage.done.left' : 'ticketPage.done.removed'),
    false,
  ),
  links: change('link', linkInput, (s, id, { other }) => linkTickets(s, id, other), 'ticketPage.done.linked'),
  'links/removal': change(
    'link',
    linkInput,
    (s, id, { other }) => unlinkTickets(s, id, other),
    'ticketPage.done.unlinked',
  ),
}

export const aside = new Hono<ProjectApp>()

for (const [part, { shown, schema, run, done, teamOnly }] of Object.entries(changes))
  aside.post(`/:ticket/${part}`, async c => {
    const { scope } = c.var
    const id = c.req.param('ticket') as string
    if (teamOnly && !scope.isTeam) throw new NotFound()
    const sent = await form(c, schema)
    if (!sent.ok) return showTicket(c, id, { form: shown, ...sent })
    const tried = await attempt(sent.values, () => run(scope, id, sent.data))
    if (!tried.ok) return showTicket(c, id, { form: shown, ...tried })
    return seeOther(c, hereOf(c, id), done(scope, sent.data))
  })
