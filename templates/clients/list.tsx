import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Avatar, ButtonLink, Card, EmptyState, List, PageHeader, Row } from '../shared'

export type ClientRow = {
  id: string
  name: string
  email: string | null
  phone: string | null
  projects: number
  contacts: number
}

/** Every client of the workspace. */
export const ClientList = ({ ui: { t }, slug, clients }: { ui: Ui; slug: string; clients: ClientRow[] }) => (
  <>
    <PageHeader
      title={t('clients.title')}
      actions={
        clients.length > 0 && (
          <ButtonLink href={urls.newClient(slug)} variant="primary" icon="plus">
            {t('clients.new')}
          </ButtonLink>
        )
      }
    />
    {clients.length === 0 ? (
      <EmptyState
        icon="users"
        title={t('clients.none')}
        text={t('clients.none_text')}
        action={
          <ButtonLink href={urls.newClient(slug)} variant="primary" icon="plus">
            {t('clients.new')}
          </ButtonLink>
        }
      />
    ) : (
      <Card flush>
        <List label={t('clients.caption')}>
          {clients.map(client => (
            <Row
              title={client.name}
              href={urls.client(slug, client.id)}
              lead={<Avatar name={client.name} />}
              meta={`${t('clients.projects_n', { n: client.projects })} · ${t('clients.contacts_n', { n: client.contacts })}`}
            />
          ))}
        </List>
      </Card>
    )}
  </>
)
