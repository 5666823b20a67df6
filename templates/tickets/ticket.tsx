import type { Child } from 'hono/jsx'
import type { Render } from '../../src/lib/markdown'
import { urls } from '../../src/urls'
import { ButtonLink, Columns, Notice, PageHeader, Tag } from '../shared'
import { TicketActions } from './actions'
import { Awaited } from './awaited'
import { BecomesReply, Composers } from './composers'
import { TicketFacts } from './facts'
import { TicketHandling } from './handling'
import { type HistoryLine, TicketHistory } from './history'
import { TicketLinks } from './links'
import { MoveDialog, type Worded, worded } from './move-form'
import { TicketPeople } from './people'
import { draftKey, type OnTicket } from './place'
import { PriceCard } from './price-card'
import { type SlaAudience, SlaLine } from './sla'
import { StateBadge, typeIcon } from './state'
import { TicketThread } from './thread'

export type TicketProps = OnTicket & {
  workspace: string
  finance: boolean
  /** Makes people's words HTML. */
  render: Render
  /** The moves this person may make now. */
  moves: readonly string[]
  takesReplies: boolean
  takesAssignee: boolean
  mayTriage: boolean
  lapsed: boolean
  /** When it closes by itself, once it is resolved. */
  closesAt: number
  history: HistoryLine[]
  /** Whether and how this reader sees what was promised. */
  sla: SlaAudience
  /** The length of a working day (ms). */
  day: number
  /** When the client is reminded next, for the team. */
  reminder?: Child
}

/** A request's page: where it stands and what is expected of the reader first, then everything that was said. */
export const TicketView = (props: TicketProps) => {
  const { ui, slug, projectId, ticket, moves, isTeam, mayTriage } = props
  const { t } = ui
  const self = urls.ticketWith(slug, projectId, ticket.id, { all: ticket.all ? '1' : '' })
  const dialogs = (Object.keys(worded) as Worded[]).filter(
    move => (move === 'triage' ? mayTriage : moves.includes(move)) && !(move === 'reopen' && isTeam),
  )
  return (
    <>
      <div
        id="ticket"
        class="stack"
        hx-get={self}
        hx-trigger="live:tickets from:body"
        hx-select="#ticket"
        hx-target="this"
        hx-swap="outerMorph"
        data-draft-done={justOpened(props) ? draftKey(props.me, projectId) : undefined}
      >
        <PageHeader
          eyebrow={`#${ticket.number}`}
          title={ticket.subject}
          crumbs={{
            label: t('tickets.title'),
            items: [{ label: t('tickets.title'), href: urls.tickets(slug, projectId) }],
          }}
          meta={
            <>
              <StateBadge ui={ui} state={ticket.state} paid={ticket.paid} />
              <Tag icon={typeIcon[ticket.type]}>{t(`tickets.type.${ticket.type}`)}</Tag>
              <Tag icon="flag">{ui.urgency(ticket.urgency)}</Tag>
              <SlaLine ui={ui} ticket={ticket} audience={props.sla} />
            </>
          }
          lead={nowOf(props)}
          actions={isTeam ? <TicketActions {...props} ticketId={ticket.id} /> : undefined}
        />
        <Columns aside={<Aside {...props} />}>
          <Standing {...props} />
          <TicketThread {...props} />
          <Composers {...props} />
          <TicketHistory ui={ui} lines={props.history} />
        </Columns>
      </div>
      <BecomesReply {...props} />
      {dialogs.map(move => (
        <MoveDialog ui={ui} slug={slug} projectId={projectId} ticket={ticket} move={move} />
      ))}
    </>
  )
}

/** Opened by this reader within the last minutes: the words they kept while writing it are not needed any more. */
const justOpened = ({ ui: { now }, ticket, me }: TicketProps): boolean =>
  ticket.openedBy === me && now - ticket.createdAt < 600_000

/** Beside the thread: what it is, who takes care of it, who is told, what it has to do with. */
const Aside = (props: TicketProps) => (
  <>
    {props.isTeam && <TicketHandling {...props} />}
    <TicketFacts {...props} />
    <TicketPeople {...props} />
    {props.isTeam && <TicketLinks {...props} />}
  </>
)

/** Where it stands, in one sentence for whoever reads it. */
function nowOf({ ui: { t, format }, ticket, finance, isTeam, closesAt }: TicketProps): string {
  const { state, paid } = ticket
  const answered = state === 'open' && ticket.firstTook !== null
  if (answered) return t(isTeam ? 'ticketPage.now_team.answered' : 'ticketPage.now.answered')
  if (isTeam) return t(`ticketPage.now_team.${state}`, { date: format.date(closesAt) })
  if (state === 'quoted') return t(finance ? 'ticketPage.now.quoted' : 'tickets.now.quoted')
  if (state === 'waiting_client' || state === 'resolved' || state === 'merged')
    return t(`ticketPage.now.${state}`)
  return t(paid && state === 'accepted' ? 'tickets.now.paid' : `tickets.now.${state}`)
}

/** What is expected, what it costs, why it ended. */
const Standing = (props: TicketProps) => {
  const { ui, slug, projectId, ticket, moves, finance, isTeam, archived, lapsed } = props
  const { t } = ui
  const ended = ticket.state === 'refused' || ticket.state === 'declined' ? ticket.state : undefined
  return (
    <>
      {archived && (
        <Notice icon="archive">
          <p>{t('tickets.page.archived')}</p>
        </Notice>
      )}
      {ticket.mergedIntoId && ticket.mergedIntoNumber !== null && (
        <Notice
          icon="link"
          title={t('tickets.page.merged_into', { number: ticket.mergedIntoNumber })}
          actions={
            <ButtonLink href={urls.ticket(slug, projectId, ticket.mergedIntoId)} size="sm">
              {t('tickets.page.merged_button', { number: ticket.mergedIntoNumber })}
            </ButtonLink>
          }
        >
          <p>{t('tickets.page.merged_text')}</p>
        </Notice>
      )}
      {isTeam ? props.reminder : <Awaited {...props} />}
      {ticket.offer && finance && (
        <PriceCard
          ui={ui}
          price={ticket.offer}
          place={isTeam ? undefined : { slug, projectId, ticketId: ticket.id }}
          may={{
            pay: !isTeam && !ticket.offer.paying && (moves.includes('pay') || ticket.offer.agreedAt !== null),
            agree: moves.includes('agree'),
            decline: moves.includes('decline'),
          }}
          lapsed={lapsed}
          since={
            moves.includes('decline') && !ticket.offer.paying
              ? t('projects.dash.yours_since', { days: ui.format.daysSince(ticket.stateAt, ui.now) })
              : undefined
          }
        />
      )}
      {isTeam && !finance && ticket.state === 'quoted' && (
        <Notice icon="wallet">
          <p>{t('tickets.price.hidden_team')}</p>
        </Notice>
      )}
      {ended && ticket.reason && (
        <Notice icon="circle-x" tone="neutral" title={t(`tickets.page.reason_${isTeam ? ended : 'refused'}`)}>
          <p class="whitespace-pre-wrap">{ticket.reason}</p>
        </Notice>
      )}
    </>
  )
}
