import type { Ui } from '../../locales'
import type { Preferences } from '../../src/domain/notifications/choices'
import { cadences } from '../../src/lib/cadence'
import { Button, ErrorSummary, Form, FormActions, SelectField } from '../shared'
import { type Refusal, refilled } from '../shared/refused'

export type ChoicesProps = {
  ui: Ui
  /** Where it is sent. */
  action: string
  preferences: Preferences
  refused?: Refusal
  /** Looked at with somebody else's eyes. */
  only?: 'look'
}

/** How each kind of thing comes by mail, and when the day's mail does. The same through both doors. */
export const ChoicesForm = ({ ui, action, preferences, refused, only }: ChoicesProps) => {
  const { t } = ui
  const { hour, zone, workspace } = preferences
  const stored = Object.fromEntries(preferences.cadences.map(one => [one.category, one.cadence]))
  const { value, error, errors } = refilled(t, refused, { ...stored, hour: String(hour), zone })
  const disabled = only === 'look'
  const chosen = value('zone')
  return (
    <Form action={action} class="preferences">
      <ErrorSummary title={t('errors.form')} errors={errors} />
      <fieldset>
        <legend>{t('preferences.mails')}</legend>
        <p class="hint">
          {t('preferences.grouped_hint')} {t('preferences.always')}
        </p>
        {preferences.cadences.map(({ category }) => (
          <div class="preference">
            <SelectField
              name={category}
              label={t(`preferences.kind.${category}`)}
              hint={t(`preferences.hint.${category}`)}
              value={value(category)}
              error={error(category)}
              disabled={disabled}
              options={cadences.map(cadence => ({ value: cadence, label: t(`preferences.${cadence}`) }))}
            />
          </div>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('preferences.day')}</legend>
        <div class="preference-day">
          <SelectField
            name="hour"
            label={t('preferences.hour')}
            value={value('hour')}
            error={error('hour')}
            disabled={disabled}
            options={Array.from({ length: 24 }, (_, h) => ({
              value: String(h),
              label: t('preferences.hour_at', { h }),
            }))}
          />
          <SelectField
            name="zone"
            label={t('preferences.zone')}
            value={chosen}
            error={error('zone')}
            disabled={disabled}
            placeholder={t('preferences.zone_workspace', { zone: spoken(workspace.timezone) })}
            options={[...new Set([...Intl.supportedValuesOf('timeZone'), ...(chosen ? [chosen] : [])])]
              .sort()
              .map(name => ({ value: name, label: spoken(name) }))}
          />
        </div>
      </fieldset>
      {!disabled && (
        <FormActions>
          <Button variant="primary">{t('preferences.save')}</Button>
        </FormActions>
      )}
    </Form>
  )
}

const spoken = (zone: string) => zone.replaceAll('_', ' ')
