import { urls } from '../../src/urls'
import { Button, Card, IconButton, TextField } from '../shared'
import { again, type OnTicket } from './place'
import { stateWord } from './state'

/** The requests that have to do with this one: the team's own cross-references. */
export const TicketLinks = (props: OnTicket) => {
  const { ui, slug, projectId, ticket, archived } = props
  const { t } = ui
  return (
    <Card title={t('ticketPage.links.title')} id="links">
      <div class="grid gap-3">
        {ticket.linked.length === 0 ? (
          <p class="meta">{t('ticketPage.links.none')}</p>
        ) : (
          <ul class="told" aria-label={t('ticketPage.links.title')}>
            {ticket.linked.map(one => (
              <li>
                <div>
                  <a href={urls.ticket(slug, projectId, one.id)}>{one.subject}</a>
                  <small>{`#${one.number} · ${stateWord(ui, one.state, false)}`}</small>
                </div>
                {!archived && (
                  <form method="post" action={urls.ticketPart(slug, projectId, ticket.id, 'links/removal')}>
                    <input type="hidden" name="other" value={one.id} />
                    <IconButton
                      icon="x"
                      size="sm"
                      label={t('ticketPage.links.remove', { number: one.number })}
                    />
                  </form>
                )}
              </li>
            ))}
          </ul>
        )}
        {!archived && (
          <form method="post" action={urls.ticketPart(slug, projectId, ticket.id, 'links')} class="in-place">
            <TextField
              name="other"
              label={t('ticketPage.links.label')}
              before="#"
              inputmode="numeric"
              maxlength={40}
              autocomplete="off"
              required
              {...again(props, 'link', 'other')}
            />
            <Button icon="link">{t('ticketPage.links.add')}</Button>
          </form>
        )}
      </div>
    </Card>
  )
}
