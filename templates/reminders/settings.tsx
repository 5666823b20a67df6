import type { Ui } from '../../locales'
import type { Preview } from '../../src/domain/reminders/preview'
import {
  type Awaiting,
  awaitings,
  longestWords,
  type Reminders,
  usualReminders,
} from '../../src/lib/reminders'
import { urls } from '../../src/urls'
import {
  Button,
  Card,
  ErrorSummary,
  Form,
  FormActions,
  Notice,
  PageHeader,
  Stack,
  Switch,
  TextArea,
  TextField,
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
  /** Null: nobody has chosen. */
  stored: Reminders | null
  /** What would go, to be looked at before it is saved; `seen` says of which settings. */
  preview?: Preview
  seen?: string
  refused?: Refusal
}

/** What clients are reminded of, on which days, with which words. */
export const RemindersSettings = (props: RemindersSettingsProps) => {
  const { ui, slug, stored, preview, seen, refused } = props
  const { t } = ui
  const kept = stored ?? usualReminders
  const fields: Record<string, string> = {}
  for (const kind of awaitings) {
    fields[`${kind}_days`] = kept[kind].days.map(signed).join(', ')
    fields[`${kind}_words`] = kept[kind].words ?? ''
  }
  const form = refilled(t, refused, fields)
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
        {!stored && !refused && (
          <Notice title={t('reminders.proposal')} icon="bell">
            <p>{t('reminders.proposal_text')}</p>
          </Notice>
        )}
        <Form action={urls.reminders(slug)} id="reminders" class="stack">
          <ErrorSummary title={t('errors.form')} errors={form.errors} />
          {seen && <input type="hidden" name="seen" value={seen} />}
          {awaitings.map(kind => (
            <Kind ui={ui} kind={kind} on={form.on(kind, kept[kind].on)} form={form} />
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

type KindProps = { ui: Ui; kind: Awaiting; on: boolean; form: Refilled }

const Kind = ({ ui: { t }, kind, on, form: { value, error } }: KindProps) => (
  <Card title={t(`reminders.${kind}`)} id={`${kind}-card`} class="narrow">
    <Stack>
      <Switch name={kind} label={t('reminders.on')} checked={on} />
      <TextField
        name={`${kind}_days`}
        label={t('reminders.days')}
        hint={t(kind === 'payment' ? 'reminders.days_due' : 'reminders.days_asked')}
        value={value(`${kind}_days`)}
        error={error(`${kind}_days`)}
        maxlength={60}
        autocomplete="off"
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

/** With a real minus. */
const signed = (day: number): string => String(day).replace('-', '−')
