import { urls } from '../../src/urls'
import { Button, ButtonLink, PageHeader } from '../shared'
import { partOf, readersOf } from './composers'
import type { OnTicket } from './place'

/** The same question on a page of its own: exactly the words that the client would read. */
export const NoteToReply = (props: OnTicket & { body: string; html: string }) => {
  const { ui, slug, projectId, ticket, body, html } = props
  const { t } = ui
  return (
    <div class="stack max-w-2xl">
      <PageHeader
        title={t('ticketPage.talk.sure_title')}
        lead={t('ticketPage.talk.sure_lead', { names: readersOf(props) })}
        crumbs={{
          label: t('tickets.title'),
          items: [
            { label: t('tickets.title'), href: urls.tickets(slug, projectId) },
            { label: `#${ticket.number} ${ticket.subject}`, href: urls.ticket(slug, projectId, ticket.id) },
          ],
        }}
      />
      <blockquote class="quote prose" dangerouslySetInnerHTML={{ __html: html }} />
      <form method="post" action={partOf(props, 'replies')} class="form" enctype="multipart/form-data">
        <input type="hidden" name="body" value={body} />
        <p class="meta">{t('ticketPage.talk.sure_files')}</p>
        <input type="file" name="files" multiple aria-label={t('tickets.page.attach')} />
        <div class="form-actions">
          <Button variant="primary" icon="send">
            {t('ticketPage.talk.sure_send')}
          </Button>
          <Button icon="lock" formaction={partOf(props, 'notes')}>
            {t('ticketPage.talk.sure_keep')}
          </Button>
          <ButtonLink href={urls.ticket(slug, projectId, ticket.id)} variant="ghost">
            {t('tickets.move.cancel')}
          </ButtonLink>
        </div>
      </form>
    </div>
  )
}
