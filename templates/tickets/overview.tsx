import type { Ui } from '../../locales'
import type { Overview, OverviewFilter } from '../../src/domain/tickets/overview'
import { periods } from '../../src/lib/periods'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Columns,
  EmptyState,
  Filters,
  Notice,
  PageHeader,
  SelectField,
  Stack,
  Stats,
} from '../shared'
import { ClientFigures, Load, Pressing } from './overview-parts'
import { OverviewPlots } from './overview-plots'
import { workingSpan } from './span'

export type OverviewProps = {
  ui: Ui
  slug: string
  overview: Overview
  filter: OverviewFilter
  /** The length of a working day (ms). */
  day: number
  /** Whether more was opened in the period than is counted. */
  cut: boolean
}

/** The team's requests at a glance: what presses now, who has how many, and how a period went. */
export const OverviewPage = (props: OverviewProps) => {
  const { ui, slug, overview, filter, cut } = props
  const { t } = ui
  const self = urls.ticketsOverview(slug)
  const nothing = overview.open === 0 && overview.figures.opened === 0
  return (
    <Stack>
      <PageHeader
        title={t('sla.overview.title')}
        lead={t('sla.overview.lead')}
        crumbs={{
          label: t('tickets.title'),
          items: [{ label: t('tickets.title'), href: urls.allTickets(slug) }],
        }}
      />
      {overview.clients.length > 1 && (
        <form method="get" action={self} class="flex flex-wrap items-end gap-2">
          {filter.period !== 30 && <input type="hidden" name="period" value={filter.period} />}
          <SelectField
            name="client"
            label={t('tickets.list.client')}
            hideLabel
            placeholder={t('tickets.list.every_client')}
            options={overview.clients.map(c => ({ value: c.id, label: c.name }))}
            value={filter.client}
          />
          <Button>{t('tickets.list.filter')}</Button>
        </form>
      )}
      {nothing && filter.period === 365 ? (
        <EmptyState
          icon="chart-no-axes-column"
          title={t('sla.overview.empty')}
          text={t('sla.overview.empty_text')}
          action={<ButtonLink href={urls.allTickets(slug)}>{t('tickets.title')}</ButtonLink>}
        />
      ) : (
        <>
          <Columns aside={<Load {...props} />}>
            <Pressing {...props} />
          </Columns>
          <Period {...props} />
          {cut && <Notice>{t('sla.overview.cut')}</Notice>}
        </>
      )}
    </Stack>
  )
}

/** How the requests of a period went. */
const Period = (props: OverviewProps) => {
  const { ui, slug, overview, filter, day } = props
  const { t, format } = ui
  const { figures } = overview
  const known = figures.kept + figures.missed
  const span = (ms: number | null) => (ms === null ? '—' : workingSpan(ui, ms, day))
  return (
    <section class="stack" aria-labelledby="period">
      <div class="section-header">
        <h2 id="period">{t('sla.overview.period')}</h2>
      </div>
      <Filters
        label={t('sla.overview.period')}
        items={periods.map(period => ({
          label: t(`sla.overview.days_${period}`),
          href: urls.ticketsOverview(slug, {
            period: period === 30 ? '' : String(period),
            client: filter.client ?? '',
          }),
          active: filter.period === period,
        }))}
      />
      <Stats
        items={[
          { label: t('sla.overview.opened'), value: format.number(figures.opened) },
          {
            label: t('sla.overview.first'),
            value: span(figures.medianFirst),
            note: t('sla.overview.median'),
          },
          {
            label: t('sla.overview.resolve'),
            value: span(figures.medianResolve),
            note: t('sla.overview.median'),
          },
          {
            label: t('sla.overview.kept'),
            value:
              known > 0 ? t('sla.overview.percent', { n: Math.round((figures.kept / known) * 100) }) : '—',
            note: known > 0 ? t('sla.overview.kept_of', { kept: figures.kept, known }) : undefined,
          },
        ]}
      />
      {figures.opened > 0 && <OverviewPlots {...props} />}
      {!filter.client && overview.byClient.length > 1 && <ClientFigures {...props} />}
    </section>
  )
}
