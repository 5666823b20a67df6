import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { ButtonLink, EmptyState } from '../shared'

/** Where a project is wanted and there is no client yet. */
export const ClientFirst = ({ ui: { t }, slug }: { ui: Ui; slug: string }) => (
  <EmptyState
    icon="users"
    title={t('projects.no_client')}
    text={t('projects.no_client_text')}
    action={
      <ButtonLink href={urls.newClient(slug)} variant="primary" icon="plus">
        {t('clients.new')}
      </ButtonLink>
    }
  />
)
