import type { TicketPage } from '../../src/domain/tickets/page'
import { urls } from '../../src/urls'
import { Avatar, Button, Card, IconButton, SelectField } from '../shared'
import { again, type OnTicket } from './place'

type Person = TicketPage['people'][number]

/** Who is told of a request, and the way to put somebody in copy. A contact sees their own side. */
export const TicketPeople = (props: OnTicket) => {
  const { ui, slug, projectId, ticket, me, isTeam, archived } = props
  const { t } = ui
  const part = (name: 'followers' | 'followers/removal') => urls.ticketPart(slug, projectId, ticket.id, name)
  const seen = (p: Person) => isTeam || p.role === 'contact'
  const opener = ticket.people.find(p => p.id === ticket.openedBy && p.role === 'contact')
  const followers = ticket.followers.filter(p => seen(p) && p.id !== opener?.id)
  const told = [...(opener ? [opener] : []), ...followers]
  const others = ticket.people.filter(p => seen(p) && !told.includes(p) && p.id !== me)
  const { error: wrong } = again(props, 'follow', 'person')
  const following = told.some(p => p.id === me)
  return (
    <Card title={t(isTeam ? 'ticketPage.people.title_team' : 'ticketPage.people.title')} id="people">
      <div class="grid gap-3">
        {told.length === 0 ? (
          <p class="meta">{t('ticketPage.people.everybody')}</p>
        ) : (
          <ul class="told" aria-label={t('ticketPage.people.lead')}>
            {told.map(person => {
              const role =
                person === opener
                  ? t('ticketPage.people.opener')
                  : person.role !== 'contact' && t('ticketPage.people.of_team')
              const own = person.id === me
              return (
                <li>
                  <Avatar name={person.name} size="sm" />
                  <div>
                    {own ? `${person.name} (${t('ticketPage.people.you')})` : person.name}
                    {role && <small>{role}</small>}
                    {person.mailProblem && (
                      <small>{t(`communications.problem.mark.${person.mailProblem}`)}</small>
                    )}
                  </div>
                  {!archived && person !== opener && (isTeam || own) && (
                    <form method="post" action={part('followers/removal')}>
                      <input type="hidden" name="person" value={person.id} />
                      <IconButton
                        icon="x"
                        size="sm"
                        label={
                          own
                            ? t('ticketPage.people.leave')
                            : t('ticketPage.people.remove', { name: person.name })
                        }
                      />
                    </form>
                  )}
                </li>
              )
            })}
          </ul>
        )}
        {wrong && (
          <p class="error" role="alert">
            {wrong}
          </p>
        )}
        {!archived && others.length > 0 && (
          <form method="post" action={part('followers')} class="in-place told-add">
            <SelectField
              name="person"
              id="follow-person"
              label={t(isTeam ? 'ticketPage.people.person' : 'ticketPage.people.colleague')}
              placeholder={t('ticketPage.people.choose')}
              options={others.map(p => ({ value: p.id, label: nameOf(props, p) }))}
              required
            />
            <Button icon="user-plus">{t('ticketPage.people.add')}</Button>
          </form>
        )}
        {!archived && !following && (
          <form method="post" action={part('followers')}>
            <input type="hidden" name="person" value={me} />
            <Button size="sm" icon="bell">
              {t('ticketPage.people.join')}
            </Button>
          </form>
        )}
      </div>
    </Card>
  )
}

const nameOf = ({ ui: { t }, isTeam }: OnTicket, person: Person): string =>
  isTeam && person.role !== 'contact' ? `${person.name} · ${t('ticketPage.people.of_team')}` : person.name
