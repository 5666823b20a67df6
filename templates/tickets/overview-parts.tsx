import { urls } from '../../src/urls'
import { Avatar, Card, Count, EmptyState, Icon, List, Row, Table } from '../shared'
import type { OverviewProps } from './overview'
import { SlaLine } from './sla'
import { workingSpan } from './span'
import { StateBadge, typeIcon } from './state'

/** What is late, nearly due or urgent, the nearest promise first. */
export const Pressing = ({ ui, slug, overview, filter }: OverviewProps) => {
  const { t } = ui
  const { pressing, late, close } = overview
  const list = (sla: 'late' | 'close', n: number) => (
    <a
      href={urls.allTickets(
        slug,
        new URLSearchParams({ ...(filter.client && { client: filter.client }), sla }),
      )}
    >
      {t(`sla.overview.${sla}`, { n })}
    </a>
  )
  return (
    <Card
      flush={pressing.length > 0}
      id="pressing"
      title={t('sla.overview.pressing')}
      meta={
        <>
          {late > 0 && list('late', late)}
          {late > 0 && close > 0 && ' · '}
          {close > 0 && list('close', close)}
        </>
      }
    >
      {pressing.length === 0 ? (
        <EmptyState icon="circle-check" title={t('sla.overview.calm')} text={t('sla.overview.calm_text')} />
      ) : (
        <List label={t('sla.overview.pressing')}>
          {pressing.map(ticket => (
            <Row
              href={urls.ticket(slug, ticket.projectId, ticket.id)}
              title={ticket.subject}
              lead={<Icon name={typeIcon[ticket.type]} repeated />}
              meta={`${ui.urgency(ticket.urgency)} · #${ticket.number} · ${ticket.client} · ${ticket.project}`}
              aside={
                <>
                  <SlaLine ui={ui} ticket={ticket} audience="team" />
                  <StateBadge ui={ui} state={ticket.state} paid={false} />
                </>
              }
            />
          ))}
        </List>
      )}
    </Card>
  )
}

/** Who has how many open requests. */
export const Load = ({ ui, slug, overview, filter }: OverviewProps) => {
  const { t, format } = ui
  return (
    <Card flush id="load" title={t('sla.overview.load')} meta={t('sla.overview.open', { n: overview.open })}>
      <List label={t('sla.overview.load')}>
        {overview.load.map(({ who, name, open, late, close }) => (
          <Row
            href={urls.allTickets(
              slug,
              new URLSearchParams({ ...(filter.client && { client: filter.client }), who: who ?? 'none' }),
            )}
            title={who ? name : t('sla.overview.nobody')}
            lead={who ? <Avatar name={name} /> : <Icon name="users" />}
            meta={
              [
                late > 0 && t('sla.overview.late', { n: late }),
                close > 0 && t('sla.overview.close', { n: close }),
              ]
                .filter(Boolean)
                .join(' · ') || undefined
            }
            aside={
              <Count
                value={format.number(open)}
                label={t('sla.overview.open_word')}
                tone={late > 0 ? 'danger' : 'neutral'}
              />
            }
          />
        ))}
      </List>
    </Card>
  )
}

/** How the requests of each client went. */
export const ClientFigures = ({ ui, slug, overview, filter, day }: OverviewProps) => {
  const { t, format } = ui
  const span = (ms: number | null) => (ms === null ? '—' : workingSpan(ui, ms, day))
  return (
    <Card flush id="clients" title={t('sla.overview.by_client')}>
      <Table
        caption={t('sla.overview.by_client')}
        columns={[
          { label: t('tickets.list.client') },
          { label: t('sla.overview.opened'), numeric: true },
          { label: t('sla.overview.first'), numeric: true },
          { label: t('sla.overview.resolve'), numeric: true },
          { label: t('sla.overview.kept'), numeric: true },
        ]}
        rows={overview.byClient.map(row => ({
          href: urls.ticketsOverview(slug, {
            period: filter.period === 30 ? '' : String(filter.period),
            client: row.clientId,
          }),
          cells: [
            row.name,
            format.number(row.opened),
            span(row.medianFirst),
            span(row.medianResolve),
            row.kept + row.missed > 0
              ? t('sla.overview.percent', { n: Math.round((row.kept / (row.kept + row.missed)) * 100) })
              : '—',
          ],
        }))}
      />
    </Card>
  )
}
