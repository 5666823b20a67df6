import type { Ui } from '../../locales'
import { type Serving, urgencies } from '../../src/lib/serving'
import { urls } from '../../src/urls'
import { Button, Card, ErrorSummary, Form, FormActions, PageHeader, Switch, TextField } from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { settingsCrumbs } from './crumbs'

type Props = { ui: Ui; slug: string; serving: Serving; refused?: Refusal }

/** The urgencies by the workspace's own names, and what clients see of the promises. */
export const ServingSettings = ({ ui, slug, serving, refused }: Props) => {
  const { t } = ui
  const { value, on, error, errors } = refilled(t, refused, serving.urgencies)
  return (
    <>
      <PageHeader
        title={t('workspaces.serving.title')}
        lead={t('workspaces.serving.lead')}
        crumbs={settingsCrumbs(ui, slug)}
      />
      <Card class="narrow">
        <Form action={urls.serving(slug)}>
          <ErrorSummary title={t('errors.form')} errors={errors} />
          {urgencies.map(urgency => (
            <TextField
              name={urgency}
              label={t(`tickets.urgency.${urgency}`)}
              hint={t(`tickets.urgency_hint.${urgency}`)}
              placeholder={t(`tickets.urgency.${urgency}`)}
              value={value(urgency)}
              error={error(urgency)}
              maxlength={30}
              autocomplete="off"
            />
          ))}
          <p class="hint">{t('workspaces.serving.names_hint')}</p>
          <Switch
            name="promises"
            label={t('workspaces.serving.promises')}
            hint={t('workspaces.serving.promises_hint')}
            checked={on('promises', serving.promises)}
          />
          <FormActions>
            <Button variant="primary">{t('workspaces.serving.save')}</Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
