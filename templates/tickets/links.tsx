import { urls } from '../../src/urls'
import { Button, Card, IconButton, List, Row, TextField } from '../shared'
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
          <List label={t('ticketPage.links.title')}>
            {ticket.linked.map(one => (
              <Row
                href={urls.ticket(slug, projectId, one.id)}
                title={one.subject}
                meta={`#${one.number} · ${stateWord(ui, one.state, false)}`}
                aside={
                  !archived && (
                    <form method="post" action={urls.ticketPart(slug, projectId, ticket.id, 'links/removal')}>
                      <input type="hidden" name="other" value={one.id} />
                      <IconButton
                        icon="x"
                        size="sm"
                        label={t('ticketPage.links.remove', { number: one.number })}
                      />
                    </form>
                  )
                }
              />
            ))}
          </List>
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
