import type { Ui } from '../../locales'
import type { TicketLine } from '../../src/domain/tickets/list'
import { urls } from '../../src/urls'
import { ButtonLink, Card, EmptyState, Icon, List, PageHeader, Pager, Row, Stack, Tabs } from '../shared'
import { StateBadge, typeIcon } from './state'

/** One request in a list. Short markup: it comes fifty times. */
export const TicketRow = ({ ui, slug, ticket }: { ui: Ui; slug: string; ticket: TicketLine }) => (
  <Row
    href={urls.ticket(slug, ticket.projectId, ticket.id)}
    title={ticket.subject}
    lead={<Icon name={typeIcon[ticket.type]} repeated />}
    meta={`#${ticket.number} · ${ui.t(`tickets.type.${ticket.type}`)} · ${ticket.from}`}
    unread={ticket.unread}
    aside={
      <>
        <StateBadge ui={ui} state={ticket.state} paid={ticket.paid} />
        <span>{ui.format.ago(ticket.updatedAt, ui.now)}</span>
      </>
    }
  />
)

export type TicketsProps = {
  ui: Ui
  slug: string
  projectId: string
  isTeam: boolean
  mayOpen: boolean
  view: 'live' | 'over'
  awaiting: TicketLine[]
  others: TicketLine[]
  /** Whether this is not the first page. */
  later: boolean
  next: string | null
}

/** A project's requests: what waits for the reader first. */
export const Tickets = (props: TicketsProps) => {
  const { ui, slug, projectId, isTeam, mayOpen, view, awaiting, others, later, next } = props
  const { t } = ui
  const self = urls.tickets(slug, projectId)
  const at = view === 'over' ? `${self}?view=over` : self
  const none = awaiting.length === 0 && others.length === 0
  const open = mayOpen && (
    <ButtonLink href={urls.newTicket(slug, projectId)} variant="primary" icon="plus">
      {t('tickets.list.new')}
    </ButtonLink>
  )
  const rows = (list: TicketLine[]) => (
    <List>
      {list.map(ticket => (
        <TicketRow ui={ui} slug={slug} ticket={ticket} />
      ))}
    </List>
  )
  const rest =
    view === 'over' ? 'tickets.list.over_title' : isTeam ? 'tickets.list.others_team' : 'tickets.list.others'
  return (
    <Stack>
      <PageHeader
        title={t('tickets.title')}
        lead={isTeam ? undefined : t('tickets.lead')}
        actions={none && view === 'live' ? undefined : open}
      />
      <Tabs
        label={t('tickets.list.view')}
        items={[
          { label: t('tickets.list.live'), href: self, active: view === 'live' },
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
            {rows(awaiting)}
          </Card>
        )}
        {others.length > 0 && (
          <Card flush id="others" title={t(rest)}>
            {rows(others)}
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
              ? {
                  label: t('tickets.list.older'),
                  href: `${at}${at.includes('?') ? '&' : '?'}before=${next}`,
                }
              : undefined
          }
        />
      )}
    </Stack>
  )
}

const NoTickets = ({ ui: { t }, isTeam, mayOpen, view, open }: TicketsProps & { open: unknown }) =>
  view === 'over' ? (
    <EmptyState icon="ticket" title={t('tickets.list.empty_over')} />
  ) : (
    <EmptyState
      icon="ticket"
      title={t('tickets.list.empty')}
      text={t(
        isTeam ? 'tickets.list.empty_team' : mayOpen ? 'tickets.list.empty_text' : 'tickets.list.closed',
      )}
      action={open as never}
    />
  )
