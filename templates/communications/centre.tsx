import type { Ui } from '../../locales'
import type {
  Communication,
  CommunicationFilter,
  Communications,
} from '../../src/domain/deliveries/communications'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Filters,
  List,
  PageHeader,
  Pager,
  SelectField,
  Stack,
} from '../shared'
import { Line } from './line'

type Props = {
  ui: Ui
  slug: string
  team: boolean
  /** May open the client's own pages, and each mail's. */
  manage: boolean
  finance: boolean
  filter: CommunicationFilter
  data: Communications
}

const kinds = ['mails', 'files', 'approvals', 'payments'] as const

/** What was written to a client and shared with it, month by month; the client reads the same page of their own. */
export const CommunicationsPage = (props: Props) => {
  const { ui, slug, team, manage, filter, data, finance } = props
  const { t } = ui
  const { before, ...kept } = filter
  const href = (change: Partial<CommunicationFilter>) => {
    const query = Object.fromEntries(Object.entries({ ...kept, ...change }).map(([k, v]) => [k, v ?? '']))
    return team ? urls.clientCommunications(slug, data.client.id, query) : urls.communications(slug, query)
  }
  const shownKinds = kinds.filter(kind => kind !== 'payments' || finance)
  return (
    <>
      <PageHeader
        title={
          team
            ? t('communications.centre.title_of', { client: data.client.name })
            : t('communications.centre.title')
        }
        lead={t('communications.centre.lead')}
        crumbs={
          manage
            ? {
                label: t('clients.title'),
                items: [
                  { label: t('clients.title'), href: urls.clients(slug) },
                  { label: data.client.name, href: urls.client(slug, data.client.id) },
                ],
              }
            : undefined
        }
      />
      <Stack>
        <Filters
          label={t('communications.centre.filter.label')}
          items={[undefined, ...shownKinds].map(kind => ({
            label: t(`communications.centre.filter.${kind ?? 'all'}`),
            href: href({ kind }),
            active: filter.kind === kind,
          }))}
        />
        <Whose {...props} action={href({ person: undefined, project: undefined })} />
        {data.items.length === 0 ? (
          <EmptyState
            icon="mail"
            title={t('communications.centre.none')}
            text={t('communications.centre.none_text')}
          />
        ) : (
          monthsOf(data.items, ui).map(({ month, items }) => (
            <Card title={named(month, ui)} id={`m-${month}`} flush>
              <List label={named(month, ui)}>
                {items.map(item => (
                  <Line {...props} item={item} />
                ))}
              </List>
            </Card>
          ))
        )}
        {(before || data.next) && (
          <Pager
            label={t('communications.mails.pages')}
            previous={before ? { label: t('communications.mails.newest'), href: href({}) } : undefined}
            next={
              data.next
                ? { label: t('communications.mails.older'), href: href({ before: data.next }) }
                : undefined
            }
          />
        )}
      </Stack>
    </>
  )
}

/** Of which person and project; left out where there is nothing to choose. */
const Whose = ({ ui: { t }, filter, data, action }: Props & { action: string }) => {
  const { people, projects } = data
  if (people.length < 2 && projects.length < 2) return null
  return (
    <form class="mail-search" action={action}>
      {filter.kind && <input type="hidden" name="kind" value={filter.kind} />}
      {people.length > 1 && (
        <SelectField
          name="person"
          id="mail-person"
          label={t('communications.mails.filter.person')}
          value={filter.person}
          placeholder={t('communications.mails.filter.everyone')}
          options={people.map(one => ({ value: one.id, label: one.name }))}
        />
      )}
      {projects.length > 1 && (
        <SelectField
          name="project"
          id="mail-project"
          label={t('communications.centre.filter.project')}
          value={filter.project}
          placeholder={t('communications.centre.filter.projects')}
          options={projects.map(one => ({ value: one.id, label: one.name }))}
        />
      )}
      <Button>{t('communications.mails.filter.apply')}</Button>
      {(filter.person || filter.project) && (
        <ButtonLink variant="ghost" icon="x" href={action}>
          {t('communications.mails.filter.clear')}
        </ButtonLink>
      )}
    </form>
  )
}

/** «Novembre 2026» */
function named(month: string, { format }: Ui): string {
  const name = format.month(month)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** In months, by the workspace's days. */
function monthsOf(items: Communication[], { format }: Ui) {
  const months: { month: string; items: Communication[] }[] = []
  for (const item of items) {
    const month = format.isoDay(item.at).slice(0, 7)
    const last = months.at(-1)
    if (last?.month === month) last.items.push(item)
    else months.push({ month, items: [item] })
  }
  return months
}
