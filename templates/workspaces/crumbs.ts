import type { Ui } from '../../locales'
import { urls } from '../../src/urls'

/** From a page of the settings back to the first. */
export const settingsCrumbs = ({ t }: Ui, slug: string) => ({
  label: t('workspaces.settings.title'),
  items: [{ label: t('workspaces.settings.title'), href: urls.settings(slug) }],
})
