import { type TicketPart, urls } from '../../src/urls'
import { Button, Card, IconButton, SelectField, TextField } from '../shared'
import { again, type OnTicket } from './place'

/** Who takes care of a request, and the team's own words on it; changed where they stand. */
export const TicketHandling = (props: OnTicket & { takesAssignee: boolean }) => {
  const { ui, slug, projectId, ticket, me, archived, takesAssignee } = props
  const { t } = ui
  const part = (name: TicketPart) => urls.ticketPart(slug, projectId, ticket.id, name)
  const team = ticket.people.filter(p => p.role !== 'contact')
  const assignee = team.find(p => p.id === ticket.assigneeId)
  return (
    <Card title={t('ticketPage.handling.title')} id="handling">
      <div class="grid gap-4">
        {takesAssignee ? (
          <div class="grid gap-2">
            <form method="post" action={part('assignment')} class="in-place">
              <SelectField
                name="assigneeId"
                label={t('ticketPage.handling.assignee')}
                placeholder={t('ticketPage.handling.nobody')}
                options={team.map(p => ({ value: p.id, label: p.name }))}
                {...again(props, 'assign', 'assigneeId')}
                value={assignee?.id ?? ''}
              />
              <Button>{t('ticketPage.handling.assign')}</Button>
            </form>
            {assignee?.id !== me && (
              <form method="post" action={part('assignment')}>
                <input type="hidden" name="assigneeId" value={me} />
                <Button size="sm" icon="user">
                  {t('ticketPage.handling.take')}
                </Button>
              </form>
            )}
          </div>
        ) : (
          <p>
            <span class="meta">{t('ticketPage.handling.assignee')} </span>
            {assignee?.name ?? t('ticketPage.handling.nobody')}
          </p>
        )}
        <div class="grid gap-2">
          <h3 class="meta">{t('ticketPage.handling.tags')}</h3>
          {ticket.tags.length === 0 ? (
            <p class="meta">{t('ticketPage.handling.no_tags')}</p>
          ) : (
            <ul class="tag-list" aria-label={t('ticketPage.handling.tags')}>
              {ticket.tags.map(tag => (
                <li class="tag">
                  {tag}
                  {!archived && (
                    <form method="post" action={part('tags/removal')}>
                      <input type="hidden" name="tag" value={tag} />
                      <IconButton icon="x" size="sm" label={t('ticketPage.handling.untag', { tag })} />
                    </form>
                  )}
                </li>
              ))}
            </ul>
          )}
          {!archived && (
            <form method="post" action={part('tags')} class="in-place">
              <TextField
                name="tag"
                label={t('ticketPage.handling.tag')}
                hideLabel
                placeholder={t('ticketPage.handling.tag')}
                maxlength={40}
                autocomplete="off"
                required
                {...again(props, 'tag', 'tag')}
              />
              <Button icon="plus">{t('ticketPage.handling.add_tag')}</Button>
            </form>
          )}
        </div>
      </div>
    </Card>
  )
}
