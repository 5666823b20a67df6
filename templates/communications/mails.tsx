import type { Ui } from '../../locales'
import type { ListedMail, MailFilter, MailList } from '../../src/domain/deliveries/list'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Filters,
  Icon,
  List,
  PageHeader,
  Pager,
  Row,
  SelectField,
  Stack,
  TextField,
} from '../shared'
import { MailFate, whyOf } from './status'

/** A mail with its subject, as far as it may be read; `kept`: its words still are. */
export type Named<M> = Omit<M, 'sealedProps' | 'subject'> & {
  subject: string | null
  isPrivate: boolean
  kept: boolean
}

type Props = {
  ui: Ui
  slug: string
  filter: MailFilter
  data: Omit<MailList, 'mails'> & { mails: Named<ListedMail>[] }
}

const states = ['attention', 'waiting', 'sent', 'delivered', 'refused', 'skipped'] as const

/** What a mail is called where it is listed: by its subject, or at least by what it was about. */
export function titleOf(
  { t }: Ui,
  mail: { subject: string | null; category: ListedMail['category']; isPrivate?: boolean },
): string {
  if (mail.isPrivate) return t('communications.mails.private')
  if (mail.subject) return mail.subject
  const { category } = mail
  if (!category) return t('communications.mails.untitled')
  return t(`preferences.kind.${category === 'due' ? 'payment' : category}`)
}

/** Every mail of the workspace, to whom, and what became of it. */
export const MailsPage = ({ ui, slug, filter, data }: Props) => {
  const { t } = ui
  const { before, ...kept } = filter
  const query = (change: Partial<MailFilter>) =>
    Object.fromEntries(Object.entries({ ...kept, ...change }).map(([k, v]) => [k, v ?? '']))
  const none = data.mails.length + data.letters.length === 0
  return (
    <>
      <PageHeader
        title={t('communications.mails.title')}
        lead={t('communications.mails.lead')}
        crumbs={{
          label: t('workspaces.settings.title'),
          items: [{ label: t('workspaces.settings.title'), href: urls.settings(slug) }],
        }}
      />
      <Stack>
        <Filters
          label={t('communications.mails.filter.label')}
          items={[undefined, ...states].map(state => ({
            label: t(`communications.mails.filter.${state ?? 'all'}`),
            href: urls.mails(slug, query({ state })),
            active: filter.state === state,
            count: state === 'attention' && data.attention > 0 ? data.attention : undefined,
          }))}
        />
        <Search ui={ui} slug={slug} filter={filter} people={data.people} />
        {none ? (
          <Nothing ui={ui} filter={filter} />
        ) : (
          <>
            {data.mails.length > 0 && (
              <Card flush id="mails">
                <List label={t('communications.mails.title')}>
                  {data.mails.map(mail => (
                    <MailRow ui={ui} slug={slug} mail={mail} />
                  ))}
                </List>
              </Card>
            )}
            {data.letters.length > 0 && <Letters ui={ui} slug={slug} letters={data.letters} />}
          </>
        )}
        {(before || data.next) && (
          <Pager
            label={t('communications.mails.pages')}
            previous={
              before
                ? { label: t('communications.mails.newest'), href: urls.mails(slug, query({})) }
                : undefined
            }
            next={
              data.next
                ? {
                    label: t('communications.mails.older'),
                    href: urls.mails(slug, query({ before: data.next })),
                  }
                : undefined
            }
          />
        )}
      </Stack>
    </>
  )
}

const Search = ({
  ui: { t },
  slug,
  filter,
  people,
}: Pick<Props, 'ui' | 'slug' | 'filter'> & { people: MailList['people'] }) => (
  <form class="mail-search" action={urls.mails(slug)}>
    {filter.state && <input type="hidden" name="state" value={filter.state} />}
    <TextField
      name="q"
      type="search"
      label={t('communications.mails.filter.words')}
      value={filter.q}
      maxlength={100}
    />
    <SelectField
      name="person"
      id="mail-person"
      label={t('communications.mails.filter.person')}
      value={filter.person}
      placeholder={t('communications.mails.filter.everyone')}
      options={people.map(one => ({ value: one.id, label: one.name }))}
    />
    <Button>{t('communications.mails.filter.apply')}</Button>
    {(filter.q || filter.person) && (
      <ButtonLink variant="ghost" icon="x" href={urls.mails(slug, { state: filter.state ?? '' })}>
        {t('communications.mails.filter.clear')}
      </ButtonLink>
    )}
  </form>
)

const Nothing = ({ ui: { t }, filter }: Pick<Props, 'ui' | 'filter'>) => {
  const { state, person, q, before } = filter
  if (person || q || before || (state && state !== 'attention'))
    return (
      <EmptyState
        icon="search"
        title={t('communications.mails.none_such')}
        text={t('communications.mails.none_such_text')}
      />
    )
  return state ? (
    <EmptyState
      icon="circle-check"
      title={t('communications.mails.all_well')}
      text={t('communications.mails.all_well_text')}
    />
  ) : (
    <EmptyState
      icon="mail"
      title={t('communications.mails.none')}
      text={t('communications.mails.none_text')}
    />
  )
}

const MailRow = ({ ui, slug, mail }: { ui: Ui; slug: string; mail: Named<ListedMail> }) => (
  <Row
    lead={<Icon name="mail" repeated />}
    title={titleOf(ui, mail)}
    href={urls.mail(slug, mail.id)}
    meta={[
      mail.name || mail.toAddress,
      mail.project,
      ui.format.dateTime(mail.sentAt ?? mail.createdAt),
      whyOf(ui, mail),
    ]
      .filter(Boolean)
      .join(' · ')}
    aside={<MailFate ui={ui} mail={mail} />}
  />
)

/** What was given up behind the scenes. */
const Letters = ({ ui, slug, letters }: { ui: Ui; slug: string; letters: MailList['letters'] }) => {
  const { t, format } = ui
  return (
    <Card title={t('communications.mails.processing')} id="processing" flush>
      <List label={t('communications.mails.processing')}>
        {letters.map(letter => (
          <Row
            lead={<Icon name="refresh-cw" repeated />}
            title={t(`activity.failures.${letter.queue === 'parvis-mail' ? 'a_mail' : 'an_event'}`)}
            meta={format.dateTime(letter.at)}
            aside={
              <form method="post" action={urls.deadLetter(slug, letter.id)}>
                <Button size="sm" icon="rotate-ccw">
                  {t('activity.failures.again')}
                </Button>
              </form>
            }
          />
        ))}
      </List>
    </Card>
  )
}
