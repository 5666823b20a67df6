import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import {
  Button,
  ButtonLink,
  Card,
  EmptyState,
  ErrorSummary,
  Facts,
  Form,
  FormActions,
  List,
  PageHeader,
  Row,
  Stack,
  TextArea,
  TextField,
} from '../shared'
import { fresh, summary } from './refused'

type Saved = { id: string; title: string; body: string }
type At = { ui: Ui; slug: string }

const places = ['first_name', 'client', 'project', 'number', 'subject', 'me'] as const

/** A place as people write it in their language: {{prénom}}. */
const written = ({ t }: Ui, place: (typeof places)[number]) => `{{${t(`ticketPage.saved.names.${place}`)}}}`

const crumbs = ({ ui: { t }, slug }: At, inside = false) => ({
  label: t('workspaces.settings.title'),
  items: [
    { label: t('workspaces.settings.title'), href: urls.settings(slug) },
    ...(inside ? [{ label: t('ticketPage.saved.title'), href: urls.savedReplies(slug) }] : []),
  ],
})

/** What the team has saved, by name. */
export const SavedList = (props: At & { list: Saved[] }) => {
  const { ui, slug, list } = props
  const { t } = ui
  const fresh = (
    <ButtonLink href={urls.newSavedReply(slug)} variant="primary" icon="plus">
      {t('ticketPage.saved.new')}
    </ButtonLink>
  )
  return (
    <Stack>
      <PageHeader
        title={t('ticketPage.saved.title')}
        lead={t('ticketPage.saved.lead')}
        crumbs={crumbs(props)}
        actions={list.length > 0 && fresh}
      />
      {list.length === 0 ? (
        <EmptyState
          icon="message-circle"
          title={t('ticketPage.saved.empty')}
          text={t('ticketPage.saved.empty_text')}
          action={fresh}
        />
      ) : (
        <Card flush>
          <List label={t('ticketPage.saved.title')}>
            {list.map(one => (
              <Row
                href={urls.savedReply(slug, one.id)}
                title={one.title}
                meta={<span class="line-clamp-2">{one.body}</span>}
              />
            ))}
          </List>
        </Card>
      )}
    </Stack>
  )
}

/** One of them, new or known, with the places that fill in by themselves. */
export const SavedReplyForm = (props: At & { saved?: Saved; refused?: Refused }) => {
  const { ui, slug, saved, refused = fresh } = props
  const { t } = ui
  const { values, errors } = refused
  const field = (name: 'title' | 'body') => ({
    name,
    value: values[name] ?? saved?.[name],
    error: errors[name] && t(errors[name]),
  })
  return (
    <div class="stack max-w-3xl">
      <PageHeader
        title={t(saved ? 'ticketPage.saved.edit' : 'ticketPage.saved.new')}
        crumbs={crumbs(props, true)}
      />
      <Card>
        <Form action={saved ? urls.savedReply(slug, saved.id) : urls.savedReplies(slug)}>
          <ErrorSummary title={t('errors.form')} errors={summary(ui, errors)} />
          <TextField
            {...field('title')}
            label={t('ticketPage.saved.name')}
            hint={t('ticketPage.saved.name_hint')}
            maxlength={120}
            autocomplete="off"
            required
          />
          <TextArea
            {...field('body')}
            label={t('ticketPage.saved.body')}
            hint={t('ticketPage.saved.body_hint', { places: written(ui, 'first_name') })}
            rows={10}
            required
          />
          <FormActions>
            <Button variant="primary">{t('ticketPage.saved.save')}</Button>
            <ButtonLink href={urls.savedReplies(slug)} variant="ghost">
              {t('ticketPage.saved.cancel')}
            </ButtonLink>
            {saved && (
              <ButtonLink href={urls.savedReplyRemoval(slug, saved.id)} variant="ghost" icon="trash-2">
                {t('ticketPage.saved.remove')}
              </ButtonLink>
            )}
          </FormActions>
        </Form>
      </Card>
      <Card title={t('ticketPage.saved.places_title')} id="places">
        <Facts
          items={places.map(place => ({
            label: written(ui, place),
            value: t(`ticketPage.saved.place.${place}`),
          }))}
        />
      </Card>
    </div>
  )
}

export const SavedReplyRemoval = (props: At & { id: string; title: string }) => {
  const { ui, slug, id, title } = props
  const { t } = ui
  return (
    <div class="stack max-w-2xl">
      <PageHeader
        title={t('ticketPage.saved.remove_title', { title })}
        lead={t('ticketPage.saved.remove_text')}
        crumbs={crumbs(props, true)}
      />
      <Form action={urls.savedReplyRemoval(slug, id)}>
        <FormActions>
          <Button variant="danger">{t('ticketPage.saved.remove')}</Button>
          <ButtonLink href={urls.savedReply(slug, id)} variant="ghost">
            {t('ticketPage.saved.cancel')}
          </ButtonLink>
        </FormActions>
      </Form>
    </div>
  )
}
