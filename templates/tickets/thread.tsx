import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import type { Render } from '../../src/lib/markdown'
import { urls } from '../../src/urls'
import { Attachments } from '../files/attachments'
import { Message, Prose, RelativeTime, Thread, ThreadMark } from '../shared'

type Words = {
  id: string
  author: string
  mine: boolean
  role: string | null
  at: number
  body: string
  internal: boolean
  files: TicketPage['files']
}

/** The request itself, then what was answered, oldest first; of a long thread the newest words, the others on demand. */
export const TicketThread = (props: {
  ui: Ui
  slug: string
  projectId: string
  ticket: TicketPage
  me: string
  workspace: string
  render: Render
}) => {
  const { ui, slug, projectId, ticket, me, workspace, render } = props
  const first: Words = {
    id: ticket.id,
    author: ticket.opener,
    mine: ticket.openedBy === me,
    role: ticket.openerRole,
    at: ticket.createdAt,
    body: ticket.body,
    internal: false,
    files: ticket.files.filter(f => f.replyId === null),
  }
  const rest = ticket.replies.map(reply => ({
    ...reply,
    mine: reply.authorId === me,
    at: reply.createdAt,
    files: ticket.files.filter(f => f.replyId === reply.id),
  }))
  const said = (words: Words) => (
    <Message
      id={`m-${words.id}`}
      author={words.author}
      from={words.role === 'contact' ? undefined : workspace}
      mine={words.mine}
      at={
        <RelativeTime
          at={words.at}
          text={ui.format.ago(words.at, ui.now)}
          title={ui.format.dateTime(words.at)}
        />
      }
      internal={words.internal ? ui.t('tickets.page.team_only') : undefined}
      attachments={words.files.length > 0 && <Attachments ui={ui} files={words.files} />}
    >
      <Prose html={render(words.body)} />
    </Message>
  )
  return (
    <Thread label={ui.t('tickets.page.thread')}>
      {said(first)}
      {ticket.older > 0 && (
        <ThreadMark>
          <a href={urls.ticketWith(slug, projectId, ticket.id, { all: '1' })}>
            {ui.t('ticketPage.talk.older', { count: ticket.older })}
          </a>
        </ThreadMark>
      )}
      {rest.map(said)}
    </Thread>
  )
}
