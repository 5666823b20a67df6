import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import type { Render } from '../../src/lib/markdown'
import { urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import { ButtonLink, Card, Columns, Composer, Icon, Notice, PageHeader, Tag } from '../shared'
import { TicketActions } from './actions'
import { Awaited } from './awaited'
import { TicketFacts } from './facts'
import { MoveDialog, type Worded, worded } from './move-form'
import { PriceCard } from './price-card'
import { StateBadge, typeIcon } from './state'
import { TicketThread } from './thread'

export type TicketProps = {
  ui: Ui
  slug: string
  projectId: string
  workspace: string
  me: string
  isTeam: boolean
  finance: boolean
  ticket: TicketPage
  /** Makes people's words HTML. */
  render: Render
  /** The moves this person may make now. */
  moves: readonly string[]
  takesReplies: boolean
  mayTriage: boolean
  archived: boolean
  lapsed: boolean
  /** When it closes by itself, once it is resolved. */
  closesAt: number
  /** A reply or note that was refused, shown again with its words. */
  refused?: { form: 'reply' | 'note' } & Refused
}

/** A request's page: where it stands and what is expected of the reader first, then everything that was said. */
export const TicketView = (props: TicketProps) => {
  const { ui, slug, projectId, ticket, moves, isTeam, mayTriage } = props
  const { t } = ui
  const self = urls.ticket(slug, projectId, ticket.id)
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
            </>
          }
          lead={isTeam ? undefined : nowOf(props)}
          actions={isTeam ? <TicketActions {...props} ticketId={ticket.id} /> : undefined}
        />
        <Columns aside={<TicketFacts {...props} />}>
          <Standing {...props} />
          <TicketThread {...props} />
          <Composers {...props} />
        </Columns>
      </div>
      {dialogs.map(move => (
        <MoveDialog ui={ui} slug={slug} projectId={projectId} ticket={ticket} move={move} />
      ))}
    </>
  )
}

/** The state in a sentence, where nothing is expected of the client. */
function nowOf({ ui: { t }, ticket, finance }: TicketProps): string | undefined {
  const { state, paid } = ticket
  if (state === 'waiting_client' || state === 'resolved' || state === 'merged') return undefined
  if (state === 'quoted') return finance ? undefined : t('tickets.now.quoted')
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
      {!isTeam && <Awaited {...props} />}
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
        />
      )}
      {isTeam && !finance && ticket.state === 'quoted' && (
        <Notice icon="wallet">
          <p>{t('tickets.price.hidden_team')}</p>
        </Notice>
      )}
      {ended && ticket.reason && (
        <Notice icon="circle-x" tone="neutral" title={t(`tickets.page.reason_${ended}`)}>
          <p class="whitespace-pre-wrap">{ticket.reason}</p>
        </Notice>
      )}
    </>
  )
}

const Composers = ({ ui, slug, projectId, ticket, isTeam, takesReplies, archived, refused }: TicketProps) => {
  const { t } = ui
  const shown = (form: 'reply' | 'note') => {
    if (refused?.form !== form) return {}
    const error = refused.errors.body ?? refused.errors.files
    return { value: refused.values.body, error: error && t(error) }
  }
  return (
    <>
      {takesReplies && (
        <Composer
          id="reply"
          action={urls.ticketPart(slug, projectId, ticket.id, 'replies')}
          name="body"
          label={t('tickets.page.reply')}
          placeholder={t(isTeam ? 'tickets.page.reply_team' : 'tickets.page.reply_placeholder')}
          submitLabel={t('tickets.page.reply_send')}
          attachLabel={t('tickets.page.attach')}
          {...shown('reply')}
        />
      )}
      {ticket.state === 'closed' && !isTeam && <p class="meta">{t('tickets.page.over_replies')}</p>}
      {isTeam && !archived && (
        <Card quiet>
          <p class="meta mb-3 flex items-center gap-1.5">
            <Icon name="lock" />
            {`${t('tickets.page.note')} · ${t('tickets.page.note_lead')}`}
          </p>
          <Composer
            id="note"
            action={urls.ticketPart(slug, projectId, ticket.id, 'notes')}
            name="body"
            label={t('tickets.page.note')}
            placeholder={t('tickets.page.note_placeholder')}
            submitLabel={t('tickets.page.note_send')}
            quiet
            attachLabel={t('tickets.page.attach')}
            {...shown('note')}
          />
        </Card>
      )}
    </>
  )
}
