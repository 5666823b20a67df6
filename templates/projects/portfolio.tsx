import type { Ui } from '../../locales'
import type { Filter, portfolio } from '../../src/domain/overview/portfolio'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Count,
  DateText,
  EmptyState,
  Filters,
  PageHeader,
  Pager,
  SelectField,
  Stack,
  Table,
} from '../shared'
import { ClientFirst } from './client-first'
import { ProjectStateBadge } from './state'

type Data = Awaited<ReturnType<typeof portfolio>>
type Props = { ui: Ui; slug: string; data: Data; filter: Filter; mayCreate: boolean }

const states: readonly Filter['state'][] = ['active', 'in_progress', 'waiting_client', 'done', 'archived']
const balls = ['client', 'long', 'team'] as const
const orders: readonly Filter['sort'][] = ['recent', 'name', 'client', 'date', 'ball']

/** The filter as an address, with some of it changed; what is the default is not written. */
const addressOf = (slug: string, filter: Filter, more: Partial<Filter>): string => {
  const { state, client, ball, sort, page } = { ...filter, page: 1, ...more }
  return urls.projects(slug, {
    state: state === 'active' ? '' : state,
    client,
    ball,
    sort: sort === 'recent' ? '' : sort,
    page: page === 1 ? '' : String(page),
  })
}

/** The workspace's projects as the team follows them. */
export const Portfolio = (props: Props) => {
  const { ui, slug, data, filter, mayCreate } = props
  const { t } = ui
  const create = mayCreate && (
    <ButtonLink href={urls.newProject(slug)} variant="primary" icon="plus">
      {t('projects.new')}
    </ButtonLink>
  )
  if (mayCreate && data.clients.length === 0)
    return (
      <Stack>
        <PageHeader title={t('projects.title')} />
        <ClientFirst ui={ui} slug={slug} />
      </Stack>
    )
  const plain = filter.state === 'active' && !filter.client && !filter.ball
  return (
    <Stack>
      <PageHeader title={t('projects.title')} actions={(data.projects.length > 0 && create) || undefined} />
      <Filters
        label={t('projects.list.state')}
        items={states.map(state => ({
          label: state === 'active' ? t('projects.list.active') : t(`projects.state.${state}`),
          href: addressOf(slug, filter, { state }),
          active: filter.state === state,
        }))}
      />
      <Narrowing {...props} />
      {data.projects.length === 0 ? (
        <EmptyState
          icon="square-kanban"
          title={t(plain ? 'projects.none' : 'projects.list.none_here')}
          text={plain ? t(mayCreate ? 'projects.none_text' : 'workspaces.home.no_projects_text') : undefined}
          action={
            plain ? (
              create || undefined
            ) : (
              <ButtonLink href={urls.projects(slug)}>{t('projects.list.all')}</ButtonLink>
            )
          }
        />
      ) : (
        <Card flush>
          <Rows {...props} />
        </Card>
      )}
      {(filter.page > 1 || data.pages.more) && (
        <Pager
          label={t('projects.list.pages')}
          text={t('projects.list.range', {
            first: data.pages.first,
            last: data.pages.last,
            total: data.total,
          })}
          previous={
            filter.page > 1
              ? { label: t('projects.list.before'), href: addressOf(slug, filter, { page: filter.page - 1 }) }
              : undefined
          }
          next={
            data.pages.more
              ? { label: t('projects.list.after'), href: addressOf(slug, filter, { page: filter.page + 1 }) }
              : undefined
          }
        />
      )}
    </Stack>
  )
}

const Narrowing = ({ ui: { t }, slug, data, filter }: Props) => (
  <form method="get" action={urls.projects(slug)} class="narrowing">
    {filter.state !== 'active' && <input type="hidden" name="state" value={filter.state} />}
    <SelectField
      name="client"
      label={t('projects.field.client')}
      hideLabel
      placeholder={t('projects.list.every_client')}
      options={data.clients.map(c => ({ value: c.id, label: c.name }))}
      value={filter.client}
    />
    <SelectField
      name="ball"
      label={t('projects.list.ball')}
      hideLabel
      placeholder={t('projects.list.any_ball')}
      options={balls.map(ball => ({ value: ball, label: t(`projects.list.ball_${ball}`) }))}
      value={filter.ball}
    />
    <SelectField
      name="sort"
      label={t('projects.list.sort')}
      hideLabel
      options={orders.map(order => ({ value: order, label: t(`projects.list.by_${order}`) }))}
      value={filter.sort}
    />
    <Button>{t('projects.list.filter')}</Button>
  </form>
)

const Rows = ({ ui, slug, data }: Props) => {
  const { t, format } = ui
  return (
    <Table
      caption={t('projects.caption')}
      columns={[
        { label: t('projects.list.project') },
        { label: t('projects.field.client') },
        { label: t('projects.list.state') },
        { label: t('projects.list.ball') },
        { label: t('projects.list.next_date') },
        { label: t('projects.field.phase'), minor: true },
      ]}
      rows={data.projects.map(p => ({
        href: urls.project(slug, p.id),
        cells: [
          p.name,
          p.client,
          <>
            <ProjectStateBadge t={t} state={p.shown} />{' '}
            {p.unread > 0 && <Count value={p.unread} label={t('shell.nav.unread_messages')} />}
          </>,
          p.ball
            ? t(p.ball.holder === 'client' ? 'projects.dash.theirs_since' : 'projects.dash.ours_since', {
                days: p.ball.days,
              })
            : '–',
          p.nextOn ? <DateText date={p.nextOn} text={format.shortDay(p.nextOn)} /> : '–',
          p.phase ?? '–',
        ],
      }))}
    />
  )
}
