import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Avatar, Button, Card, EmptyState, Form, Icon, List, PageHeader, Row } from '../shared'

type Contact = { id: string; name: string; finance: boolean; approve: boolean }

/** Through whose eyes to look at the project. */
export const SeenAsPage = (props: {
  ui: Ui
  slug: string
  project: { id: string; name: string }
  contacts: Contact[]
}) => {
  const { ui, slug, project, contacts } = props
  const { t } = ui
  return (
    <>
      <PageHeader
        title={t('projects.seen_as.title')}
        lead={t('projects.seen_as.lead')}
        crumbs={{
          label: t('projects.title'),
          items: [{ label: project.name, href: urls.project(slug, project.id) }],
        }}
      />
      <Card flush>
        {contacts.length === 0 ? (
          <EmptyState icon="eye" title={t('projects.seen_as.none')} text={t('projects.seen_as.none_text')} />
        ) : (
          <List label={t('projects.seen_as.title')}>
            {contacts.map(contact => (
              <Row
                title={contact.name}
                lead={<Avatar name={contact.name || '?'} />}
                meta={[
                  contact.finance && t('projects.seen_as.finance'),
                  contact.approve && t('projects.seen_as.approve'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                aside={
                  <Form action={urls.seenAs(slug, project.id)}>
                    <input type="hidden" name="contact" value={contact.id} />
                    <Button
                      size="sm"
                      icon="eye"
                      aria-label={t('projects.seen_as.see', { name: contact.name })}
                    >
                      {t('projects.seen_as.open')}
                    </Button>
                  </Form>
                }
              />
            ))}
          </List>
        )}
      </Card>
    </>
  )
}

/** What stands above every page while somebody of the team looks through a contact's eyes. */
export const SeenAs = ({ ui: { t }, name, next }: { ui: Ui; name: string; next: string }) => (
  <div class="seen-as" role="status">
    <p>
      <Icon name="eye" /> {t('projects.seen_as.banner', { name })}
    </p>
    <form action={urls.ownEyes()} method="post">
      <input type="hidden" name="next" value={next} />
      <button type="submit">{t('projects.seen_as.leave')}</button>
    </form>
  </div>
)

/** The way back to one's own space, where no banner stands. @param next a path of ours to land on */
export const OwnEyes = ({ ui: { t }, next }: { ui: Ui; next?: string }) => (
  <Form action={urls.ownEyes()}>
    {next && <input type="hidden" name="next" value={next} />}
    <Button variant="primary" block>
      {t('projects.seen_as.leave')}
    </Button>
  </Form>
)
