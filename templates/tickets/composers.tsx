import type { Child } from 'hono/jsx'
import { type TicketPart, urls } from '../../src/urls'
import { Button, Composer, Dialog, Icon, SelectField } from '../shared'
import { again, type OnTicket } from './place'

type Props = OnTicket & { takesReplies: boolean }

/** Where one answers; for the team a reply and a note are two places that no eye mistakes for each other. */
export const Composers = (props: Props) => {
  const { ui, ticket, isTeam, takesReplies, archived, refused } = props
  const { t } = ui
  if (!isTeam)
    return (
      <>
        {takesReplies && <Reply {...props} />}
        {ticket.state === 'closed' && <p class="meta">{t('tickets.page.over_replies')}</p>}
      </>
    )
  if (archived) return null
  const noting = refused?.form === 'note' || !takesReplies
  return (
    <section class="saying" id="saying" aria-label={t('ticketPage.talk.switch')} hx-morph-skip>
      <fieldset class="saying-switch">
        <legend class="sr-only">{t('ticketPage.talk.switch')}</legend>
        {takesReplies && (
          <label data-to="client">
            <input type="radio" name="saying" value="reply" checked={!noting} />
            <Icon name="send" />
            {t('ticketPage.talk.reply')}
          </label>
        )}
        <label data-to="team">
          <input type="radio" name="saying" value="note" checked={noting} />
          <Icon name="lock" />
          {t('ticketPage.talk.note')}
        </label>
      </fieldset>
      {takesReplies && (
        <div class="saying-reply">
          <p class="meta">
            <Icon name="eye" />
            {t('ticketPage.talk.read_by', { names: readersOf(props) })}
          </p>
          <SavedReplies {...props} />
          <Reply {...props} />
        </div>
      )}
      <div class="saying-note">
        <p class="meta">
          <Icon name="lock" />
          {t('ticketPage.talk.read_by_team')}
        </p>
        <Composer
          id="note"
          action={partOf(props, 'notes')}
          name="body"
          label={t('tickets.page.note')}
          placeholder={t('tickets.page.note_placeholder')}
          submitLabel={t('tickets.page.note_send')}
          quiet
          attachLabel={t('tickets.page.attach')}
          {...attaching(props)}
          {...wordsOf(props, 'note')}
        >
          {takesReplies && (
            <Button
              variant="ghost"
              size="sm"
              formaction={partOf(props, 'replies/preview')}
              data-becomes-reply
            >
              {t('ticketPage.talk.becomes_reply')}
            </Button>
          )}
        </Composer>
      </div>
    </section>
  )
}

/** Asks once before a note's words go to the client; the page that asks without JavaScript is `NoteToReply`. */
export const BecomesReply = (props: Props) => {
  const { t } = props.ui
  if (!props.isTeam || !props.takesReplies || props.archived) return null
  return (
    <Dialog
      id="becomes-reply"
      title={t('ticketPage.talk.sure_title')}
      description={t('ticketPage.talk.sure_lead', { names: readersOf(props) })}
      closeLabel={t('tickets.page.close')}
      keep
    >
      <blockquote class="quote" data-words />
      <div class="form-actions">
        <Button form="note" formaction={partOf(props, 'replies')} variant="primary" icon="send">
          {t('ticketPage.talk.sure_send')}
        </Button>
        <form method="dialog">
          <Button variant="ghost" icon="lock">
            {t('ticketPage.talk.sure_keep')}
          </Button>
        </form>
      </div>
    </Dialog>
  )
}

const Reply = (props: Props): Child => {
  const { ui, isTeam, ticket } = props
  const { t } = ui
  return (
    <Composer
      id="reply"
      action={partOf(props, 'replies')}
      name="body"
      label={t('tickets.page.reply')}
      placeholder={t(isTeam ? 'tickets.page.reply_team' : 'tickets.page.reply_placeholder')}
      submitLabel={t('tickets.page.reply_send')}
      attachLabel={t('tickets.page.attach')}
      {...attaching(props)}
      hx-morph-skip
      value={ticket.said}
      {...wordsOf(props, 'reply')}
    />
  )
}

/** Words ready to insert: a script puts them at the cursor, without it the page comes back with them. */
const SavedReplies = (props: Props): Child => {
  const { ui, slug, projectId, ticket } = props
  const { t } = ui
  if (ticket.saved.length === 0) return null
  return (
    <form
      method="get"
      action={urls.ticket(slug, projectId, ticket.id)}
      class="in-place saved-replies"
      data-insert={urls.ticketSaid(slug, projectId, ticket.id, '')}
      data-into="reply-text"
    >
      <SelectField
        name="reply"
        id="saved-reply"
        label={t('ticketPage.insert.label')}
        hideLabel
        placeholder={t('ticketPage.insert.choose')}
        options={ticket.saved.map(one => ({ value: one.id, label: one.title }))}
      />
      <Button size="sm">{t('ticketPage.insert.button')}</Button>
    </form>
  )
}

export const partOf = ({ slug, projectId, ticket }: OnTicket, part: TicketPart) =>
  urls.ticketPart(slug, projectId, ticket.id, part)

const attaching = ({ ui: { t } }: OnTicket) => ({
  'data-attach': true,
  'data-remove': t('ticketPage.form.remove_file', { name: '{name}' }),
  'data-too-many': t('ticketPage.form.too_many'),
})

/** The contacts who will read what the team sends. */
export const readersOf = ({ ui: { t }, ticket }: OnTicket): string => {
  const names = ticket.people.filter(p => ticket.audience.contacts.includes(p.id)).map(p => p.name)
  return names.join(', ') || t('ticketPage.talk.nobody')
}

const wordsOf = (props: OnTicket, form: 'reply' | 'note') => {
  if (props.refused?.form !== form) return {}
  return again(props, form, 'body')
}
