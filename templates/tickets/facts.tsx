import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import { urls } from '../../src/urls'
import { ButtonLink, Card, Facts, List, RelativeTime, Row } from '../shared'
import { slaFacts } from './sla'

type FactsProps = {
  ui: Ui
  slug: string
  projectId: string
  isTeam: boolean
  ticket: TicketPage
  finance: boolean
  /** The length of a working day (ms). */
  day: number
  moves: readonly string[]
}

/** Who, when, where; and the requests that were merged into this one. */
export const TicketFacts = (props: FactsProps) => {
  const { ui, slug, projectId, isTeam, ticket, finance, day, moves } = props
  const { t, format, now } = ui
  const time = (at: number) => <RelativeTime at={at} text={format.ago(at, now)} title={format.dateTime(at)} />
  return (
    <>
      <Card title={t('tickets.page.facts')} id="facts">
        <Facts
          items={[
            { label: t('tickets.page.opened_by'), value: ticket.opener },
            { label: t('tickets.page.opened'), value: time(ticket.createdAt) },
            { label: t('tickets.page.since'), value: time(ticket.stateAt) },
            ...(ticket.phase ? [{ label: t('tickets.page.phase'), value: ticket.phase }] : []),
            ...(isTeam && ticket.taskId
              ? [
                  {
                    label: t('tickets.page.task'),
                    value: (
                      <a href={urls.task(slug, projectId, ticket.taskId)}>{t('tickets.page.task_open')}</a>
                    ),
                  },
                ]
              : []),
            ...(isTeam ? slaFacts(ui, ticket, day) : []),
          ]}
        />
      </Card>
      {!finance && moves.includes('decline') && (
        <ButtonLink
          href={urls.ticketPart(slug, projectId, ticket.id, 'decline')}
          variant="ghost"
          size="sm"
          icon="circle-x"
          data-dialog="move-decline"
        >
          {t('tickets.move.decline.title')}
        </ButtonLink>
      )}
      {moves.includes('withdraw') && (
        <ButtonLink
          href={urls.ticketPart(slug, projectId, ticket.id, 'withdrawal')}
          variant="ghost"
          size="sm"
          icon="undo-2"
          data-dialog="move-withdraw"
        >
          {t('tickets.move.withdraw.title')}
        </ButtonLink>
      )}
      {ticket.merged.length > 0 && (
        <Card title={t('tickets.page.merged_here')} id="merged" flush>
          <List>
            {ticket.merged.map(one => (
              <Row href={urls.ticket(slug, projectId, one.id)} title={one.subject} meta={`#${one.number}`} />
            ))}
          </List>
        </Card>
      )}
    </>
  )
}
