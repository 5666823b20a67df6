import type { Child } from 'hono/jsx'
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
  Icon,
  type IconName,
  List,
  PageHeader,
  Pager,
  Row,
  SelectField,
  Stack,
} from '../shared'
import { titleOf } from './mails'
import { MailFate, whyOf } from './status'

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

/** One line: what it is, about what, when, and what became of it. */
const Line = (props: Props & { item: Communication }) => {
  const { ui, item, data } = props
  const { icon, title, href, said, aside } = lineOf(props)
  const project = data.projects.length > 1 ? item.project : undefined
  return (
    <Row
      lead={<Icon name={icon} repeated />}
      title={title}
      href={href}
      meta={[said, project, ui.format.dateTime(item.at)].flat().filter(Boolean).join(' · ')}
      aside={aside}
    />
  )
}

type Said = { icon: IconName; title: Child; href?: string; said: (string | undefined)[]; aside?: Child }

function lineOf({ ui, slug, team, item }: Props & { item: Communication }): Said {
  const { t, format } = ui
  const p = item.projectId ?? ''
  if (item.kind === 'mail') {
    // What is wrong with an address is between its person and the team.
    const delivered = item.delivery === 'delivered' ? item.delivery : null
    const fate = team ? item : { ...item, delivery: delivered }
    return {
      icon: 'mail',
      title: titleOf(ui, item),
      href: item.path ?? undefined,
      said: [
        t('communications.centre.to', { name: item.name || t('communications.centre.somebody') }),
        team ? whyOf(ui, item) : undefined,
      ],
      aside: <MailFate ui={ui} mail={fate} />,
    }
  }
  if (item.kind === 'file')
    return {
      icon: 'file-text',
      title: item.title,
      href: urls.projectFile(slug, p, item.id),
      said: [
        t('communications.centre.file'),
        t('communications.centre.version', { n: item.number }),
        team ? hadBy(ui, item.had) : undefined,
      ],
    }
  if (item.kind === 'approval')
    return {
      icon: 'badge-check',
      title: item.title,
      href: urls.approval(slug, p, item.id),
      said: [
        t(`communications.centre.${item.state === 'approved' ? 'approved' : 'changes'}`, {
          name: item.name || t('communications.centre.somebody'),
        }),
      ],
      aside: item.state === 'approved' && (
        <Paper t={t} label="record" href={urls.approvalPart(slug, p, item.id, 'receipt')} />
      ),
    }
  if (item.kind === 'payment')
    return {
      icon: 'receipt-text',
      title: item.title,
      href: urls.payment(slug, p, item.id),
      said: [
        t('communications.centre.paid'),
        item.amount === null ? undefined : format.money(item.amount, item.currency),
      ],
      aside: <Paper t={t} label="receipt" href={urls.paymentPart(slug, p, item.id, 'receipt')} />,
    }
  return {
    icon: 'calendar',
    title: t('communications.centre.report'),
    href: urls.report(slug, p, item.id),
    said: [format.day(item.week)],
  }
}

const Paper = ({ t, label, href }: { t: Ui['t']; label: 'record' | 'receipt'; href: string }) => (
  <ButtonLink href={href} size="sm" icon="download" data-hx-boost="false">
    {t(`communications.centre.${label}`)}
  </ButtonLink>
)

/** Whether somebody of the client had the file, for the team. */
function hadBy({ t, format }: Ui, had: string | null): string {
  if (!had) return t('communications.centre.unseen')
  const { at, name, downloaded } = JSON.parse(had) as { at: number; name: string; downloaded: number }
  const date = format.shortDate(at)
  return t(`communications.centre.${downloaded ? 'fetched' : 'seen'}`, { date, name })
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
