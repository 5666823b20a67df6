import type { Overview } from '../../src/domain/tickets/overview'
import { stepOf } from '../../src/lib/periods'
import { BarPlot, Card, Grid } from '../shared'
import type { OverviewProps } from './overview'
import { workingSpan } from './span'

const HOUR = 3_600_000
type Bucket = Overview['buckets'][number]

/** How many came, how soon they were answered and resolved, and what was kept of the promises. */
export const OverviewPlots = ({ ui, overview, filter, day }: OverviewProps) => {
  const { t, format } = ui
  const step = stepOf(filter.period)
  const long = {
    day: format.day,
    week: (from: string) => t('sla.overview.week_of', { day: format.day(from) }),
    month: format.monthYear,
  }[step]
  const short = { day: format.shortWeekday, week: format.shortDay, month: format.month }[step]
  const words = { table: t('sla.overview.figures'), group: t(`sla.overview.step_${step}`) }
  const groups = (values: (bucket: Bucket) => { value: number; text: string }[]) =>
    overview.buckets.map(b => ({ label: long(b.from), short: short(b.from), values: values(b) }))
  const number = (n: number) => ({ value: n, text: format.number(n) })
  // Scaled in working hours up to a few days, then in working days: round values stay round.
  const most = Math.max(0, ...overview.buckets.flatMap(b => [b.medianFirst ?? 0, b.medianResolve ?? 0]))
  const unit = most > 3 * day ? day : HOUR
  const span = (ms: number | null) => ({
    value: (ms ?? 0) / unit,
    text: ms === null ? '—' : workingSpan(ui, ms, day),
  })
  return (
    <Grid>
      <Card id="flow">
        <BarPlot
          title={t('sla.overview.flow')}
          caption={t('sla.overview.flow_text')}
          series={[{ name: t('sla.overview.opened') }, { name: t('sla.overview.resolved'), tone: 'success' }]}
          groups={groups(b => [number(b.opened), number(b.resolved)])}
          axis={format.number}
          words={words}
        />
      </Card>
      <Card id="times">
        <BarPlot
          title={t('sla.overview.times')}
          caption={t('sla.overview.times_text')}
          series={[{ name: t('sla.overview.first') }, { name: t('sla.overview.resolve'), tone: 'info' }]}
          groups={groups(b => [span(b.medianFirst), span(b.medianResolve)])}
          axis={n => t(unit === day ? 'sla.span.days' : 'sla.span.hours', { n: format.number(n) })}
          words={words}
        />
      </Card>
      {overview.figures.kept + overview.figures.missed > 0 && (
        <Card id="kept">
          <BarPlot
            title={t('sla.overview.promises')}
            caption={t('sla.overview.promises_text')}
            series={[
              { name: t('sla.overview.kept_word'), tone: 'success' },
              { name: t('sla.overview.missed_word'), tone: 'danger' },
            ]}
            groups={groups(b => [number(b.kept), number(b.missed)])}
            stacked
            axis={format.number}
            words={words}
          />
        </Card>
      )}
    </Grid>
  )
}
