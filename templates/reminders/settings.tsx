import type { Say, Ui } from '../../locales'
import type { Preview } from '../../src/domain/reminders/preview'
import {
  type Awaiting,
  awaitings,
  daysFrom,
  daysTo,
  longestWords,
  offeredDays,
  type Reminders,
} from '../../src/lib/reminders'
import { urls } from '../../src/urls'
import {
  Button,
  Card,
  CheckboxList,
  ErrorSummary,
  Form,
  FormActions,
  Notice,
  PageHeader,
  Stack,
  Switch,
  TextArea,
} from '../shared'
import { type Refilled, type Refusal, refilled } from '../shared/refused'
import { settingsCrumbs } from '../workspaces/crumbs'
import { RemindersPreview } from './preview'

export type RemindersSettingsProps = {
  ui: Ui
  slug: string
  workspace: string
  /** Where links lead. */
  origin: string
  /** Whether anybody has chosen; else it is a proposal. */
  chosen: boolean
  kept: Reminders
  /** The days that are ticked. */
  days: Record<Awaiting, readonly number[]>
  /** What would go, to be looked at before it is saved; `seen` says of which settings. */
  preview?: Preview
  seen?: string
  refused?: Refusal
}

/** What clients are reminded of, on which days, with which words. */
export const RemindersSettings = (props: RemindersSettingsProps) => {
  const { ui, slug, chosen, kept, days, preview, seen, refused } = props
  const { t } = ui
  const form = refilled(
    t,
    refused,
    Object.fromEntries(awaitings.map(kind => [`${kind}_words`, kept[kind].words])),
  )
  return (
    <>
      <PageHeader title={t('reminders.title')} lead={t('reminders.lead')} crumbs={settingsCrumbs(ui, slug)} />
      <div class="stack">
        {preview && (
          <>
            <RemindersPreview {...props} preview={preview} />
            <h2>{t('reminders.preview.change')}</h2>
          </>
        )}
        {!chosen && !refused && (
          <Notice title={t('reminders.proposal')} icon="bell">
            <p>{t('reminders.proposal_text')}</p>
          </Notice>
        )}
        <Form action={urls.reminders(slug)} id="reminders" class="stack">
          <ErrorSummary title={t('errors.form')} errors={form.errors} />
          {seen && <input type="hidden" name="seen" value={seen} />}
          {awaitings.map(kind => (
            <Kind ui={ui} kind={kind} on={form.on(kind, kept[kind].on)} days={days[kind]} form={form} />
          ))}
          <p class="hint">
            {t('reminders.how')}{' '}
            <a class="link" href={urls.calendar(slug)}>
              {t('reminders.calendar')}
            </a>
          </p>
          <FormActions>
            <Button variant={preview ? 'secondary' : 'primary'} icon="eye">
              {t('reminders.look')}
            </Button>
          </FormActions>
        </Form>
      </div>
    </>
  )
}

type KindProps = { ui: Ui; kind: Awaiting; on: boolean; days: readonly number[]; form: Refilled }

const Kind = ({ ui: { t }, kind, on, days, form: { value, error } }: KindProps) => (
  <Card title={t(`reminders.${kind}`)} id={`${kind}-card`} class="narrow">
    <Stack>
      <Switch name={kind} label={t('reminders.on')} checked={on} />
      <CheckboxList
        name={`${kind}_days`}
        label={t(kind === 'payment' ? 'reminders.days_due' : 'reminders.days_asked')}
        hint={t('reminders.days_most')}
        error={error(`${kind}_days`)}
        options={optionsOf(t, kind, days)}
        values={days.map(String)}
        inline
      />
      <TextArea
        name={`${kind}_words`}
        label={t('reminders.words')}
        optional={t('reminders.optional')}
        rows={2}
        value={value(`${kind}_words`)}
        error={error(`${kind}_words`)}
        maxlength={longestWords}
      />
    </Stack>
  </Card>
)

/** Those that are offered, and those that stand already. */
function optionsOf(t: Say, kind: Awaiting, days: readonly number[]) {
  const standing = days.filter(n => Number.isInteger(n) && n >= daysFrom(kind) && n <= daysTo)
  return [...new Set([...offeredDays[kind], ...standing])]
    .sort((a, b) => a - b)
    .map(n => ({ value: String(n), label: labelOf(t, n) }))
}

function labelOf(t: Say, n: number): string {
  if (n === 0) return t('reminders.day.on')
  return n < 0 ? t('reminders.day.before', { n: -n }) : t('reminders.day.after', { n })
}
