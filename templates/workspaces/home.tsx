import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Badge, ButtonLink, Card, Columns, EmptyState, List, Money, Notice, PageHeader, Row } from '../shared'
import { Icon } from '../shared/icon'
import { SlaLine, type SlaTicket } from '../tickets/sla'

export type TeamHomeProps = {
  ui: Ui
  slug: string
  name: string
  finance: boolean
  manage: boolean
  /** The first steps, while there are any to take. */
  begin?: Child
  data: {
    open: ({
      id: string
      number: number
      subject: string
      urgency: 'urgent' | 'maintenance' | 'evolution'
      createdAt: number
      projectId: string
      project: string
      client: string
    } & SlaTicket)[]
    overdue: {
      id: string
      title: string
      amount: number | null
      currency: string
      dueOn: string | null
      projectId: string
      project: string
    }[]
    /** Mails that found no place, for those who place them. */
    unplaced: number
    /** Mails that did not go, for those who may send them again. */
    unsent: number
    blocked: { id: string; title: string; since: number | null; projectId: string; project: string }[]
  }
}

/** The team's first screen: what needs somebody now. */
export const TeamHome = ({ ui, slug, name, finance, manage, begin, data }: TeamHomeProps) => {
  const { t, format, now } = ui
  return (
    <>
      <PageHeader title={t('workspaces.home.title', { name })} lead={t('workspaces.home.lead')} />
      <Columns
        aside={
          <>
            {finance && data.overdue.length > 0 && (
              <Card title={t('workspaces.home.unpaid')} id="unpaid" flush>
                <List>
                  {data.overdue.map(r => (
                    <Row
                      title={r.title}
                      href={urls.payment(slug, r.projectId, r.id)}
                      meta={[r.dueOn && dueOf(r.dueOn, ui), r.project].filter(Boolean).join(' · ')}
                      aside={r.amount !== null && <Money text={format.money(r.amount, r.currency)} />}
                    />
                  ))}
                </List>
              </Card>
            )}
            {data.blocked.length > 0 && (
              <Card title={t('workspaces.home.blocked')} id="blocked" flush>
                <List>
                  {data.blocked.map(b => (
                    <Row
                      title={b.title}
                      href={urls.board(slug, b.projectId)}
                      meta={b.since ? `${b.project} · ${format.ago(b.since, now)}` : b.project}
                      lead={<Icon name="hourglass" />}
                    />
                  ))}
                </List>
              </Card>
            )}
          </>
        }
      >
        {data.unsent > 0 && (
          <Notice
            tone="warning"
            icon="triangle-alert"
            title={t('communications.unsent.title', { n: data.unsent })}
            actions={
              <ButtonLink href={urls.mails(slug, { state: 'attention' })} size="sm">
                {t('communications.unsent.look')}
              </ButtonLink>
            }
          >
            <p>{t('communications.unsent.text')}</p>
          </Notice>
        )}
        {data.unplaced > 0 && (
          <Notice
            icon="mail"
            title={t('inbound.home', { n: data.unplaced })}
            actions={
              <ButtonLink href={urls.inbound(slug)} size="sm">
                {t('inbound.place.title')}
              </ButtonLink>
            }
          >
            <p>{t('inbound.home_text')}</p>
          </Notice>
        )}
        {begin}
        <Card title={t('workspaces.home.open')} id="open" flush>
          {data.open.length === 0 ? (
            <EmptyState
              icon="inbox"
              title={t('workspaces.home.open_none')}
              text={t('workspaces.home.open_none_text')}
              action={
                manage && !begin && data.overdue.length + data.blocked.length === 0 ? (
                  <ButtonLink href={urls.projects(slug)} icon="square-kanban">
                    {t('workspaces.home.see_projects')}
                  </ButtonLink>
                ) : undefined
              }
            />
          ) : (
            <List>
              {data.open.map(ticket => (
                <Row
                  title={ticket.subject}
                  href={urls.ticket(slug, ticket.projectId, ticket.id)}
                  meta={`#${ticket.number} · ${ticket.client} · ${ticket.project} · ${format.ago(ticket.createdAt, now)}`}
                  aside={
                    <>
                      {ticket.urgency === 'urgent' && (
                        <Badge tone="danger" icon="zap">
                          {ui.urgency('urgent')}
                        </Badge>
                      )}
                      <SlaLine ui={ui} ticket={ticket} audience="team" />
                    </>
                  }
                />
              ))}
            </List>
          )}
        </Card>
      </Columns>
    </>
  )
}

/** «18 nov.», or that it is past. */
const dueOf = (day: string, { t, format, now }: Ui) =>
  day < format.isoDay(now) ? t('board.overdue', { date: format.shortDay(day) }) : format.shortDay(day)
