import type { Ui } from '../../locales'
import type { CalendarPage } from '../../src/domain/workspaces/calendar'
import { lastHolidayYear } from '../../src/lib/holidays'
import { urls } from '../../src/urls'
import { Card, Columns, Facts, PageHeader } from '../shared'
import type { Refusal } from '../shared/refused'
import { ComingHolidays, OwnDays } from './calendar-days'
import { WeekForm } from './calendar-week'
import { settingsCrumbs } from './crumbs'
import { Recount } from './promises'

type Props = {
  ui: Ui
  slug: string
  zone: string
  calendar: CalendarPage
  refused: { week?: Refusal; days?: Refusal }
}

/** When work is done: the week and its hours, the holidays, and own days over both. */
export const CalendarSettings = ({ ui, slug, zone, calendar, refused }: Props) => (
  <>
    <PageHeader
      title={ui.t('workspaces.calendar.title')}
      lead={ui.t('workspaces.calendar.lead')}
      crumbs={settingsCrumbs(ui, slug)}
    />
    <Columns
      aside={
        <>
          <Preview ui={ui} zone={zone} calendar={calendar} />
          <ComingHolidays ui={ui} slug={slug} calendar={calendar} />
        </>
      }
    >
      <Card title={ui.t('workspaces.calendar.week')} id="week">
        <WeekForm ui={ui} action={urls.calendar(slug)} calendar={calendar} refused={refused.week} />
      </Card>
      <OwnDays ui={ui} slug={slug} calendar={calendar} refused={refused.days} />
      <Recount ui={ui} slug={slug} back="calendar" />
    </Columns>
  </>
)

/** What the calendar comes to, in two facts that anybody can check. */
const Preview = ({ ui, zone, calendar }: { ui: Ui; zone: string; calendar: CalendarPage }) => {
  const { t, format } = ui
  const { nextClosed, fourHours } = calendar
  const why = nextClosed?.name || (nextClosed?.word && t(`workspaces.holiday.${nextClosed.word}`))
  return (
    <Card title={t('workspaces.calendar.preview')} id="preview" quiet>
      <Facts
        items={[
          {
            label: t('workspaces.calendar.next_closed'),
            value: nextClosed
              ? t('workspaces.calendar.closed_day', { day: format.weekdayOf(nextClosed.on), why: why ?? '' })
              : t('workspaces.calendar.none_closed'),
          },
          ...(fourHours
            ? [
                {
                  label: t('workspaces.calendar.four_hours'),
                  value: t('workspaces.calendar.at', {
                    day: format.weekday(fourHours),
                    time: format.time(fourHours),
                  }),
                },
              ]
            : []),
          { label: t('workspaces.settings.timezone'), value: zone.replaceAll('_', ' ') },
          ...(calendar.holidays
            ? [
                {
                  label: t('workspaces.calendar.known'),
                  value: t('workspaces.calendar.until', { year: String(lastHolidayYear) }),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}
