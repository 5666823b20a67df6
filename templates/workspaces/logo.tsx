import type { Ui } from '../../locales'
import { logoSize } from '../../src/lib/logo'
import { urls } from '../../src/urls'
import { Button, Card, FileField, Form, FormActions } from '../shared'

type Props = { ui: Ui; slug: string; name: string; logoKey: string | null; error?: string }

/** The workspace's picture. Loaded whole: the mark on every page is made of it. */
export const LogoCard = ({ ui: { t }, slug, name, logoKey, error }: Props) => (
  <Card title={t('workspaces.settings.logo')} id="logo-card">
    <Form action={urls.logoSettings(slug)} multipart data-hx-boost="false" data-logo>
      <p class="logo-shown">
        {logoKey && (
          <img src={urls.logo(logoKey)} alt={name} {...logoSize(logoKey, { width: 220, height: 96 })} />
        )}
      </p>
      <FileField
        name="logo"
        hideLabel
        label={t('workspaces.settings.logo')}
        hint={t('workspaces.settings.logo_hint')}
        error={error}
        accept="image/png,image/jpeg,image/webp"
        prompt={t('workspaces.settings.logo_prompt')}
        required
      />
      <FormActions>
        <Button variant="primary">{t('workspaces.settings.logo_save')}</Button>
        {logoKey && (
          <Button formaction={urls.logoRemoval(slug)} formnovalidate>
            {t('workspaces.settings.logo_remove')}
          </Button>
        )}
      </FormActions>
    </Form>
  </Card>
)
