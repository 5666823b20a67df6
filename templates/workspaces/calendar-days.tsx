import type { Ui } from '../../locales'
import type { CalendarPage, Stretch } from '../../src/domain/workspaces/calendar'
import { forecast } from '../../src/lib/holidays'
import { urls } from '../../src/urls'
import {
  Badge,
  Button,
  Card,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  IconButton,
  List,
  RadioCards,
  Row,
  Tag,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'

type Props = { ui: Ui; slug: string; calendar: CalendarPage }

/** The year's holidays by name; each may be worked all the same. */
export const ComingHolidays = ({ ui, slug, calendar }: Props) => {
  const { t, format } = ui
  if (calendar.coming.length === 0) return null
  const moon = calendar.coming.some(({ word }) => forecast.includes(word))
  return (
    <Card
      title={t('workspaces.calendar.coming')}
      id="coming"
      flush
      footer={moon && <p class="hint">{t('workspaces.calendar.moon')}</p>}
    >
      <List label={t('workspaces.calendar.coming')}>
        {calendar.coming.map(({ on, word, free, own }) => {
          const name = t(`workspaces.holiday.${word}`)
          return (
            <Row
              title={name}
              meta={
                forecast.includes(word)
                  ? t('workspaces.calendar.forecast', { day: format.weekdayOf(on) })
                  : format.weekdayOf(on)
              }
              aside={
                own ? (
                  <Badge tone={own.closed ? 'neutral' : 'info'}>
                    {t(own.closed ? 'workspaces.calendar.closed' : 'workspaces.calendar.worked')}
                  </Badge>
                ) : free ? undefined : (
                  <form method="post" action={urls.calendarDays(slug)}>
                    <input type="hidden" name="from" value={on} />
                    <input type="hidden" name="name" value={name} />
                    <input type="hidden" name="kind" value="worked" />
                    <Button variant="ghost" size="sm" aria-label={t('workspaces.calendar.work_on', { name })}>
                      {t('workspaces.calendar.work')}
                    </Button>
                  </form>
                )
              }
            />
          )
        })}
      </List>
    </Card>
  )
}

/** Days that the set does not know: closed ones, and holidays that are worked. */
export const OwnDays = ({ ui, slug, calendar, refused }: Props & { refused?: Refusal }) => {
  const { t } = ui
  const { value, error, errors } = refilled(t, refused, { kind: 'closed' })
  return (
    <>
      {calendar.days.length > 0 && (
        <Card title={t('workspaces.calendar.own')} id="own" flush>
          <List label={t('workspaces.calendar.own')}>
            {calendar.days.map(stretch => (
              <OwnStretch ui={ui} slug={slug} stretch={stretch} />
            ))}
          </List>
        </Card>
      )}
      <Card title={t('workspaces.calendar.add_days')} id="add">
        <Form action={urls.calendarDays(slug)}>
          <p class="hint">{t('workspaces.calendar.own_hint')}</p>
          <ErrorSummary title={t('errors.form')} errors={errors} />
          <FieldRow>
            <TextField
              name="from"
              type="date"
              label={t('workspaces.calendar.days_from')}
              value={value('from')}
              error={error('from')}
              required
            />
            <TextField
              name="to"
              type="date"
              label={t('workspaces.calendar.days_to')}
              optional={t('clients.optional')}
              value={value('to')}
              error={error('to')}
            />
          </FieldRow>
          <TextField
            name="name"
            label={t('workspaces.calendar.days_name')}
            placeholder={t('workspaces.calendar.days_example')}
            value={value('name')}
            error={error('name')}
            maxlength={60}
            autocomplete="off"
            required
          />
          <RadioCards
            name="kind"
            label={t('workspaces.calendar.days_kind')}
            value={value('kind')}
            columns={2}
            options={[
              { value: 'closed', label: t('workspaces.calendar.closed'), icon: 'moon' },
              { value: 'worked', label: t('workspaces.calendar.worked'), icon: 'sun' },
            ]}
          />
          <FormActions>
            <Button>{t('workspaces.calendar.add')}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

const OwnStretch = ({ ui, slug, stretch }: { ui: Ui; slug: string; stretch: Stretch }) => {
  const { t, format, now } = ui
  const { from, to, name, closed } = stretch
  const days =
    from === to
      ? format.nearDay(from, now)
      : t('workspaces.calendar.stretch', { from: format.nearDay(from, now), to: format.nearDay(to, now) })
  return (
    <Row
      title={name}
      meta={days}
      aside={
        <>
          <Tag>{t(closed ? 'workspaces.calendar.closed' : 'workspaces.calendar.worked')}</Tag>
          <form method="post" action={urls.calendarDaysRemoval(slug)}>
            <input type="hidden" name="from" value={from} />
            <input type="hidden" name="to" value={to} />
            <IconButton
              icon="trash-2"
              label={t('workspaces.calendar.remove', { name, days })}
              variant="ghost"
            />
          </form>
        </>
      }
    />
  )
}
