import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import type { Group, ListView, TicketLine } from '../../src/domain/tickets/list'
import { urls } from '../../src/urls'
import { ButtonLink, Card, EmptyState, Icon, List, PageHeader, Pager, Row, Stack, Tabs } from '../shared'
import { type SlaAudience, SlaLine } from './sla'
import { StateBadge, typeIcon } from './state'

type RowProps = {
  ui: Ui
  slug: string
  ticket: TicketLine
  sla: SlaAudience
  /** The heading says the state already. */
  plain?: boolean
  /** It waits for this client: what is asked of them, and for how long. */
  asked?: boolean
}

/** What a client is asked to do with a request that waits for them. */
const asks = { waiting_client: true, quoted: true, resolved: true } as const
const isAsk = (state: TicketLine['state']): state is keyof typeof asks => state in asks

/** One request in a project's list. Short markup: it comes fifty times. */
const TicketRow = ({ ui, slug, ticket, sla, plain, asked }: RowProps) => (
  <Row
    href={urls.ticket(slug, ticket.projectId, ticket.id)}
    title={ticket.subject}
    lead={<Icon name={typeIcon[ticket.type]} repeated />}
    meta={
      asked && isAsk(ticket.state) ? (
        <>
          <b class="ask">{ui.t(`ticketList.ask.${ticket.state}`)}</b> · #{ticket.number} · {ticket.from}
        </>
      ) : (
        `#${ticket.number} · ${ui.t(`tickets.type.${ticket.type}`)} · ${ticket.from}`
      )
    }
    unread={ticket.unread}
    aside={
      <>
        <SlaLine ui={ui} ticket={ticket} audience={sla} />
        {(!plain || (ticket.paid && ticket.state === 'accepted')) && (
          <StateBadge ui={ui} state={ticket.state} paid={ticket.paid} />
        )}
        <span>
          {asked
            ? ui.t('projects.dash.yours_since', { days: ui.format.daysSince(ticket.stateAt, ui.now) })
            : ui.format.ago(ticket.updatedAt, ui.now)}
        </span>
      </>
    }
  />
)

export type TicketsProps = {
  ui: Ui
  slug: string
  projectId: string
  isTeam: boolean
  /** Whether and how this reader sees what was promised. */
  sla: SlaAudience
  mayOpen: boolean
  /** Where there are none yet, they may be brought in from a file. */
  mayImport: boolean
  view: ListView
  awaiting: TicketLine[]
  groups: Group[]
  others: TicketLine[]
  /** Whether this is not the first page. */
  later: boolean
  next: string | null
}

/** A project's requests: what waits for the reader first; for the client then by state, for the team as they come. */
export const Tickets = (props: TicketsProps) => {
  const { ui, slug, projectId, isTeam, mayOpen, view, awaiting, groups, others, later, next } = props
  const { t } = ui
  const self = urls.tickets(slug, projectId)
  const at = view === 'live' ? self : `${self}?view=${view}`
  const none = awaiting.length + groups.length + others.length === 0
  const open = mayOpen && (
    <ButtonLink href={urls.newTicket(slug, projectId)} variant="primary" icon="plus">
      {t('tickets.list.new')}
    </ButtonLink>
  )
  const filter = isTeam && (
    <ButtonLink href={urls.allTickets(slug, `project=${projectId}`)} icon="list">
      {t('ticketList.filters.title')}
    </ButtonLink>
  )
  const rows = (list: TicketLine[], more: Pick<RowProps, 'plain' | 'asked'> = {}) => (
    <List>
      {list.map(ticket => (
        <TicketRow {...props} ticket={ticket} {...more} />
      ))}
    </List>
  )
  return (
    <Stack>
      <PageHeader
        title={t('tickets.title')}
        lead={isTeam ? undefined : t('tickets.lead')}
        actions={
          none && view === 'live' ? undefined : (
            <>
              {filter}
              {open}
            </>
          )
        }
      />
      <Tabs
        label={t('tickets.list.view')}
        items={[
          { label: t('tickets.list.live'), href: self, active: view !== 'over' },
          { label: t('tickets.list.over'), href: `${self}?view=over`, active: view === 'over' },
        ]}
      />
      <div
        id="tickets"
        class="stack"
        hx-get={at}
        hx-trigger={later ? undefined : 'live:tickets from:body'}
        hx-select="#tickets"
        hx-target="this"
        hx-swap="outerMorph"
      >
        {awaiting.length > 0 && (
          <Card
            flush
            id="awaiting"
            title={t(isTeam ? 'tickets.list.mine_team' : 'tickets.list.mine')}
            meta={ui.format.number(awaiting.length)}
          >
            {rows(awaiting, { asked: !isTeam })}
          </Card>
        )}
        {groups.map(({ state, total, lines }) => (
          <Card
            flush
            id={`group-${state}`}
            title={t(`ticketList.group.${state}`)}
            meta={ui.format.number(total)}
            footer={
              total > lines.length && (
                <ButtonLink href={`${self}?view=${state}`} size="sm" variant="ghost" iconEnd="arrow-right">
                  {t('ticketList.group.more', { n: total - lines.length })}
                </ButtonLink>
              )
            }
          >
            {rows(lines, { plain: true })}
          </Card>
        ))}
        {others.length > 0 && (
          <Card flush id="others" title={titleOf(props)}>
            {rows(others, { plain: view !== 'over' && view !== 'live' })}
          </Card>
        )}
        {none && <NoTickets {...props} open={open} />}
      </div>
      {(later || next) && (
        <Pager
          label={t('tickets.list.pages')}
          previous={later ? { label: t('tickets.list.newest'), href: at } : undefined}
          next={
            next
              ? { label: t('tickets.list.older'), href: `${at}${at.includes('?') ? '&' : '?'}before=${next}` }
              : undefined
          }
        />
      )}
    </Stack>
  )
}

function titleOf({ ui: { t }, view, isTeam }: TicketsProps): string {
  if (view === 'over') return t('tickets.list.over_title')
  if (view !== 'live') return t(`ticketList.group.${view}`)
  return t(isTeam ? 'tickets.list.others_team' : 'tickets.list.others')
}

const NoTickets = (props: TicketsProps & { open: Child }) => {
  const { ui, slug, projectId, isTeam, mayOpen, mayImport, view, open } = props
  const { t } = ui
  return view !== 'live' ? (
    <EmptyState
      icon="ticket"
      title={t(view === 'over' ? 'tickets.list.empty_over' : 'ticketList.list.none')}
    />
  ) : (
    <EmptyState
      icon="ticket"
      title={t('tickets.list.empty')}
      text={t(
        isTeam ? 'tickets.list.empty_team' : mayOpen ? 'tickets.list.empty_text' : 'tickets.list.closed',
      )}
      action={
        mayImport ? (
          <div class="actions">
            {open}
            <ButtonLink href={urls.imports(slug, projectId)} icon="upload">
              {t('imports.title')}
            </ButtonLink>
          </div>
        ) : (
          open
        )
      }
    />
  )
}
