import type { Ui } from '../../locales'
import type { Policy } from '../../src/domain/tickets/sla'
import { type Preset, presetNames } from '../../src/lib/presets'
import { urgencies } from '../../src/lib/serving'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ErrorSummary,
  Form,
  FormActions,
  Notice,
  PageHeader,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { workingSpan } from '../tickets/span'
import { ticketTypes } from '../tickets/state'
import { settingsCrumbs } from './crumbs'

const parts = ['first', 'resolve'] as const

export type PromisesProps = {
  ui: Ui
  slug: string
  policies: readonly Policy[]
  /** How many requests are open. */
  open: number
  /** The length of a working day (ms). */
  day: number
  /** Whether clients see what is promised. */
  shown: boolean
  /** The ready-made set that the grid was filled with, to be looked at before it is saved. */
  preset?: Preset
  refused?: Refusal
}

/** What is promised: how soon a request is answered and resolved, by its type and urgency. */
export const PromisesSettings = (props: PromisesProps) => {
  const { ui, slug, policies, open, day, shown, preset, refused } = props
  const { t } = ui
  const stored: Record<string, string> = {}
  for (const { type, urgency, firstMinutes, resolveMinutes } of policies) {
    if (firstMinutes) stored[`${type}_${urgency}_first`] = workingSpan(ui, firstMinutes * 60_000, day, true)
    if (resolveMinutes)
      stored[`${type}_${urgency}_resolve`] = workingSpan(ui, resolveMinutes * 60_000, day, true)
  }
  const { value, on, error, errors } = refilled(t, refused, stored)
  return (
    <>
      <PageHeader title={t('sla.page.title')} lead={t('sla.page.lead')} crumbs={settingsCrumbs(ui, slug)} />
      <div class="stack">
        <Presets ui={ui} slug={slug} preset={preset} none={policies.length === 0} />
        <Form action={urls.promises(slug)} class="stack">
          <ErrorSummary title={t('errors.form')} errors={errors} />
          <p class="hint">
            {t('sla.page.how', { day: workingSpan(ui, day, day + 1) })}{' '}
            <a class="link" href={urls.calendar(slug)}>
              {t('sla.page.calendar')}
            </a>
          </p>
          <div class="promises">
            {urgencies.map(urgency => (
              <Card title={ui.urgency(urgency)} id={urgency}>
                <div class="promises-grid">
                  <span class="promises-head">{t('tickets.type.short')}</span>
                  {parts.map(part => (
                    <span class="promises-head">{t(`sla.page.${part}`)}</span>
                  ))}
                  {ticketTypes.map(type => (
                    <>
                      <span>{t(`tickets.type.${type}`)}</span>
                      {parts.map(part => (
                        <TextField
                          name={`${type}_${urgency}_${part}`}
                          label={t('sla.page.field', {
                            type: t(`tickets.type.${type}`),
                            part: t(`sla.page.${part}`),
                            urgency: ui.urgency(urgency),
                          })}
                          hideLabel
                          value={value(`${type}_${urgency}_${part}`)}
                          error={error(`${type}_${urgency}_${part}`)}
                          placeholder="—"
                          maxlength={60}
                          autocomplete="off"
                        />
                      ))}
                    </>
                  ))}
                </div>
              </Card>
            ))}
          </div>
          {open > 0 && (
            <Checkbox
              name="apply"
              label={t('sla.page.apply', { n: open })}
              hint={t('sla.page.apply_hint')}
              checked={on('apply', false)}
            />
          )}
          <FormActions>
            <Button variant="primary">{t('sla.page.save')}</Button>
            {preset && (
              <ButtonLink href={urls.promises(slug)} variant="ghost">
                {t('sla.page.cancel')}
              </ButtonLink>
            )}
          </FormActions>
        </Form>
        <p class="hint">
          {t(shown ? 'sla.page.shown' : 'sla.page.hidden')}{' '}
          <a class="link" href={urls.serving(slug)}>
            {t('sla.page.change')}
          </a>
        </p>
        {open > 0 && <Recount ui={ui} slug={slug} />}
      </div>
    </>
  )
}

type PresetsProps = { ui: Ui; slug: string; preset?: Preset; none: boolean }

const Presets = ({ ui: { t }, slug, preset, none }: PresetsProps) =>
  preset ? (
    <Notice title={t('sla.page.preset_title', { name: t(`sla.preset.${preset}`) })} tone="info">
      {t('sla.page.preset_text')}
    </Notice>
  ) : (
    <Card quiet id="presets" title={t(none ? 'sla.page.none' : 'sla.page.presets')}>
      <p class="hint">{t('sla.page.presets_text')}</p>
      <div class="actions mt-3">
        {presetNames.map(name => (
          <ButtonLink href={urls.promises(slug, name)} size="sm">
            {t(`sla.preset.${name}`)}
          </ButtonLink>
        ))}
      </div>
    </Card>
  )

/** After the calendar was changed: the dates of the requests that are open, worked out anew. `back`: where it stands. */
export const Recount = ({ ui: { t }, slug, back }: { ui: Ui; slug: string; back?: 'calendar' }) => (
  <Card quiet id="recount" title={t('sla.page.recount_title')}>
    <p class="hint">{t('sla.page.recount_text')}</p>
    <form action={urls.promisesRecount(slug)} method="post" class="actions mt-3">
      {back && <input type="hidden" name="back" value={back} />}
      <Button size="sm" icon="rotate-ccw">
        {t('sla.page.recount')}
      </Button>
    </form>
  </Card>
)
