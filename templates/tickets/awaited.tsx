import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Callout } from '../shared'

type AwaitedProps = {
  ui: Ui
  slug: string
  projectId: string
  ticket: TicketPage
  moves: readonly string[]
  /** When a resolved request closes by itself. */
  closesAt: number
}

/** What the client is expected to do, before anything else on the page. */
export const Awaited = ({ ui, slug, projectId, ticket, moves, closesAt }: AwaitedProps) => {
  const { t, format, now } = ui
  const since = t('projects.dash.yours_since', { days: format.daysSince(ticket.stateAt, now) })
  if (moves.includes('answer'))
    return (
      <Callout
        eyebrow={t('tickets.awaited.eyebrow')}
        title={t('tickets.awaited.question_title')}
        icon="message-circle"
        meta={since}
        actions={
          <ButtonLink href="#reply-text" variant="primary">
            {t('tickets.awaited.question_button')}
          </ButtonLink>
        }
      >
        <p class="whitespace-pre-wrap">{ticket.reason}</p>
      </Callout>
    )
  if (moves.includes('confirm'))
    return (
      <Callout
        eyebrow={t('tickets.awaited.eyebrow')}
        title={t('tickets.awaited.resolved_title')}
        icon="circle-check"
        actions={
          <>
            <form method="post" action={urls.ticketPart(slug, projectId, ticket.id, 'confirmation')}>
              <Button variant="primary" icon="check" block>
                {t('tickets.move.confirm')}
              </Button>
            </form>
            {moves.includes('reopen') && (
              <ButtonLink
                href={urls.ticketPart(slug, projectId, ticket.id, 'reopening')}
                data-dialog="move-reopen"
              >
                {t('tickets.move.reopen.title')}
              </ButtonLink>
            )}
          </>
        }
      >
        <p>{t('tickets.awaited.resolved_text', { date: format.date(closesAt) })}</p>
      </Callout>
    )
  return null
}
