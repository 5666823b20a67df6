import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import {
  Button,
  Card,
  Columns,
  ErrorSummary,
  Form,
  FormActions,
  PageHeader,
  SelectField,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { SettingsDoors } from './doors'
import { LogoCard } from './logo'

type Props = {
  ui: Ui
  slug: string
  workspace: {
    name: string
    senderName: string | null
    accent: string
    timezone: string
    logoKey: string | null
  }
  zones: string[]
  refused?: Refusal
}

/** The workspace's look and habits, and the doors to its other settings. */
export const SettingsPage = ({ ui, slug, workspace, zones, refused }: Props) => {
  const { t } = ui
  const { value, error, errors } = refilled(t, refused, workspace)
  return (
    <>
      <PageHeader title={t('workspaces.settings.title')} />
      <Columns aside={<SettingsDoors ui={ui} slug={slug} />}>
        <Card title={t('workspaces.settings.look')} id="look">
          {/* Loaded whole: the accent is a stylesheet of the head. */}
          <Form action={urls.settings(slug)} data-hx-boost="false">
            <ErrorSummary title={t('errors.form')} errors={errors} />
            <TextField
              name="name"
              label={t('workspaces.settings.name')}
              hint={t('workspaces.settings.name_hint')}
              value={value('name')}
              error={error('name')}
              required
              maxlength={80}
            />
            <TextField
              name="senderName"
              label={t('workspaces.settings.sender')}
              hint={t('workspaces.settings.sender_hint')}
              value={value('senderName')}
              error={error('senderName')}
              placeholder={workspace.name}
              maxlength={60}
            />
            <TextField
              name="accent"
              type="color"
              label={t('workspaces.settings.accent')}
              hint={t('workspaces.settings.accent_hint')}
              value={value('accent')}
              error={error('accent')}
            />
            <SelectField
              name="timezone"
              label={t('workspaces.settings.timezone')}
              value={value('timezone')}
              error={error('timezone')}
              options={zones.map(z => ({ value: z, label: z.replaceAll('_', ' ') }))}
            />
            <FormActions>
              <Button variant="primary">{t('workspaces.settings.save')}</Button>
            </FormActions>
          </Form>
        </Card>
        <LogoCard
          ui={ui}
          slug={slug}
          name={workspace.name}
          logoKey={workspace.logoKey}
          error={error('logo')}
        />
      </Columns>
    </>
  )
}
