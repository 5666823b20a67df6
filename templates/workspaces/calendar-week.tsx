import type { MessageKey, Ui } from '../../locales'
import type { CalendarPage } from '../../src/domain/workspaces/calendar'
import { type HolidaySet, holidaySets } from '../../src/lib/holidays'
import { weekdays } from '../../src/lib/working-time'
import { Button, ErrorSummary, Form, FormActions, SelectField, Switch, TextField } from '../shared'
import { type Refusal, refilled } from '../shared/refused'

const setNames: Record<HolidaySet, MessageKey> = {
  FR: 'workspaces.calendar.set.france',
  'CA-QC': 'workspaces.calendar.set.quebec',
  CI: 'workspaces.calendar.set.ivory_coast',
}

const clock = (minutes: number | undefined): string =>
  minutes === undefined
    ? ''
    : `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The hours of each day as the form's fields carry them. A day without work proposes those of the first that has some. */
function stored({ week, holidays }: CalendarPage): Record<string, string> {
  const usual = week.find(spans => spans.length > 0) ?? [[540, 1080]]
  const fields: Record<string, string> = { holidays: holidays ?? '' }
  weekdays.forEach((day, n) => {
    const spans = week[n]?.length ? week[n] : usual
    fields[`${day}_from`] = clock(spans[0]?.[0])
    fields[`${day}_to`] = clock(spans.at(-1)?.[1])
    fields[`${day}_pause`] = spans.length > 1 ? clock(spans[0]?.[1]) : ''
    fields[`${day}_resume`] = spans.length > 1 ? clock(spans[1]?.[0]) : ''
  })
  return fields
}

type Props = { ui: Ui; action: string; calendar: CalendarPage; refused?: Refusal }

/** A row a day: worked or not, from when to when, and the break. */
export const WeekForm = ({ ui, action, calendar, refused }: Props) => {
  const { t } = ui
  const { value, on, error, errors } = refilled(t, refused, stored(calendar))
  const time = (day: (typeof weekdays)[number], part: 'from' | 'to' | 'pause' | 'resume') => (
    <TextField
      type="time"
      name={`${day}_${part}`}
      label={t(`workspaces.calendar.${part}`, { day: t(`workspaces.calendar.${day}`) })}
      hideLabel
      value={value(`${day}_${part}`)}
      error={error(`${day}_${part}`)}
    />
  )
  return (
    <Form action={action}>
      <ErrorSummary title={t('errors.form')} errors={errors} />
      <div class="hours">
        {weekdays.map((day, n) => (
          <fieldset class="hours-day">
            <legend class="sr-only">{t(`workspaces.calendar.${day}`)}</legend>
            <Switch
              name={`${day}_on`}
              label={t(`workspaces.calendar.${day}`)}
              checked={on(`${day}_on`, Boolean(calendar.week[n]?.length))}
              error={error(`${day}_on`)}
            />
            <p class="hours-off">{t('workspaces.calendar.off')}</p>
            <div class="hours-span">
              {time(day, 'from')}
              <span aria-hidden="true">–</span>
              {time(day, 'to')}
            </div>
            <div class="hours-span">
              <span class="hours-word" aria-hidden="true">
                {t('workspaces.calendar.break')}
              </span>
              {time(day, 'pause')}
              <span aria-hidden="true">–</span>
              {time(day, 'resume')}
            </div>
          </fieldset>
        ))}
      </div>
      <SelectField
        name="holidays"
        label={t('workspaces.calendar.holidays')}
        hint={t('workspaces.calendar.holidays_hint')}
        value={value('holidays')}
        placeholder={t('workspaces.calendar.no_holidays')}
        options={holidaySets.map(set => ({ value: set, label: t(setNames[set]) }))}
      />
      <FormActions>
        <Button variant="primary">{t('workspaces.calendar.save')}</Button>
      </FormActions>
    </Form>
  )
}
