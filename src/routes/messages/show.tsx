import type { Context } from 'hono'
import { Arrived, Conversation, Further } from '../../../templates/messages/conversation'
import type { LineView, Place } from '../../../templates/messages/line'
import { accepted } from '../../domain/files/types'
import type { Range } from '../../domain/messages/input'
import type { Conversation as Found, Marks, Replying } from '../../domain/messages/messages'
import { isEmoji } from '../../lib/emoji'
import { newId } from '../../lib/id'
import { markdown } from '../../lib/markdown'
import type { ProjectApp } from '../../web/context'
import type { Refused } from '../../web/form'
import { page } from '../../web/page'

export type In = Context<ProjectApp>

export const placeOf = ({ var: { scope } }: In): Place => ({
  slug: scope.workspace.slug,
  projectId: scope.project.id,
  workspace: scope.workspace.name,
  archived: scope.project.archivedAt !== null,
})

/** Lines as their reader sees them. */
export async function viewsOf(
  c: In,
  { lines, attachments, mentions, turns }: Pick<Found, 'lines' | 'attachments' | 'mentions' | 'turns'>,
): Promise<LineView[]> {
  const me = c.var.scope.actor.membershipId
  const render = await markdown()
  return lines.map(line => {
    const named = mentions.filter(one => one.messageId === line.id)
    return {
      ...line,
      html:
        line.body &&
        render(
          line.body,
          named.map(one => ({ name: one.name, me: one.membershipId === me })),
        ),
      emoji: isEmoji(line.body),
      mine: line.authorId === me,
      attachments: attachments.filter(file => file.messageId === line.id),
      turns: turns.filter(one => one.messageId === line.id),
    }
  })
}

/** What arrived, for a page that is open already. */
export async function arrived(c: In, found: Found) {
  const lines = await viewsOf(c, found)
  return c.html(<Arrived ui={c.var.ui} place={placeOf(c)} lines={lines} more={found.more} />)
}

/** Lines further back or on, for a page that scrolls. */
export async function further(c: In, among: boolean, { older, newer, ...found }: Found) {
  const lines = await viewsOf(c, found)
  return c.html(
    <Further ui={c.var.ui} place={placeOf(c)} lines={lines} older={older} newer={newer} among={among} />,
  )
}

/** The page. With `refused`, its words still in place. */
export async function conversation(
  c: In,
  found: Found & { marks: Marks },
  { refused, replying }: { refused?: Refused; replying?: Replying } = {},
) {
  const { scope, ui, entered } = c.var
  const lines = await viewsOf(c, found)
  const { badges } = entered
  // Unread as of the session, which was read before these lines were marked.
  const seen = (lines.at(-1)?.seq ?? 0) - badges.messages
  const fresh = !found.newer && badges.messages > 0 && lines.find(l => l.seq > seen && !l.mine)
  if (!found.newer) {
    badges.everywhere -= badges.messages
    badges.messages = 0
  }
  const { body, ...files } = refused?.errors ?? {}
  const [other] = Object.values(files)
  return page(
    c,
    {
      title: ui.t('messages.title'),
      at: 'messages',
      scripts: ['attach', 'messages'],
      status: refused && 422,
    },
    <Conversation
      ui={ui}
      place={placeOf(c)}
      lines={lines}
      freshFrom={fresh ? fresh.seq : undefined}
      me={{ id: scope.me, name: scope.actor.name }}
      team={scope.isTeam}
      older={found.older}
      newer={found.newer}
      marks={found.marks}
      nextId={newId(c.var.now)}
      accept={accepted}
      replying={replying}
      refused={
        refused && {
          body: refused.values.body ?? '',
          error: body && ui.t(body),
          filesError: other && ui.t(other),
        }
      }
    />,
  )
}

/** A range that ends at the newest line: whoever is shown it has read everything. */
export const newest = ({ before, from, at, day }: Range): boolean =>
  before === undefined && from === undefined && at === undefined && day === undefined
