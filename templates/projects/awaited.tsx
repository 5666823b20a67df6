import type { Awaited } from '../../src/domain/overview/awaited'
import { urls } from '../../src/urls'
import { ButtonLink, Callout, Card, Icon, List, Money, Row } from '../shared'
import { type DashboardProps, mayEdit } from './pieces'

/** The one thing that is awaited first: what the client does now. */
export const AwaitedCallout = (props: DashboardProps) => {
  const { ui, slug, team, data, finance, approve } = props
  const { t } = ui
  const [first] = data.awaited
  if (!first)
    return (
      <Callout
        icon="circle-check"
        title={t(team ? 'projects.dash.nothing_team' : 'projects.dash.nothing')}
        actions={mayEdit(props) ? <WriteAwaited {...props} /> : undefined}
        calm
      >
        {!team && <p>{t('projects.dash.nothing_text')}</p>}
      </Callout>
    )
  const colleague = !team && ((!finance && first.kind === 'price') || (!approve && first.kind === 'approval'))
  return (
    <Callout
      eyebrow={t(
        team
          ? 'projects.dash.awaited_team'
          : colleague
            ? 'projects.dash.awaited_colleague'
            : 'projects.dash.awaited',
      )}
      icon="hourglass"
      title={titleOf(first, props)}
      meta={[sinceOf(first, props), moneyOf(first, props), dueOf(first, props)].filter(Boolean).join(' · ')}
      actions={
        <>
          {!(mayEdit(props) && first.kind === 'written') && (
            <ButtonLink
              href={hrefOf(first, slug, data.project.id, team)}
              variant="primary"
              iconEnd="arrow-right"
            >
              {t(actionOf(first, props))}
            </ButtonLink>
          )}
          {mayEdit(props) && <WriteAwaited {...props} />}
        </>
      }
    >
      {first.reason && <p>{first.reason}</p>}
    </Callout>
  )
}

/** The team writes what it awaits where the client reads it. */
const WriteAwaited = ({ ui: { t }, slug, data }: DashboardProps) => (
  <ButtonLink
    href={urls.steeringPiece(slug, data.project.id, 'awaited')}
    data-dialog="edit-awaited"
    icon="pencil"
  >
    {t(data.project.awaited ? 'projects.piece.awaited_change' : 'projects.piece.awaited_add')}
  </ButtonLink>
)

/** What else is awaited, each with its own way there. */
export const AlsoAwaited = (props: DashboardProps) => {
  const { ui, slug, team, data } = props
  const { t } = ui
  const others = data.awaited
    .slice(1)
    .filter(a => a.kind !== 'approval')
    .slice(0, 8)
  if (others.length === 0) return null
  return (
    <Card title={t(team ? 'projects.dash.also_team' : 'projects.dash.also')} id="also" flush>
      <List>
        {others.map(other => (
          <Row
            title={titleOf(other, props)}
            href={hrefOf(other, slug, data.project.id, team)}
            lead={<Icon name={iconOf[other.kind]} />}
            meta={[sinceOf(other, props), dueOf(other, props)].filter(Boolean).join(' · ')}
            aside={moneyOf(other, props) && <Money text={moneyOf(other, props)} />}
          />
        ))}
      </List>
    </Card>
  )
}

const iconOf = {
  written: 'message-circle',
  task: 'hourglass',
  clarify: 'circle-help',
  price: 'tag',
  payment: 'wallet',
  approval: 'badge-check',
} as const

/** Each is said to whoever reads it: the team, the client who may answer, or a colleague of theirs who may not. */
const titleOf = (a: Awaited, { ui: { t }, team, finance, approve }: DashboardProps): string => {
  if (a.kind === 'written') return a.title
  const { kind, title } = a
  if (kind === 'price' && (team || !finance)) return t('projects.dash.price_others', { title })
  if (kind === 'task' && team) return t('projects.dash.task_team', { title })
  if (kind === 'approval' && (team || !approve)) return t('projects.dash.approval_others', { title })
  return t(`projects.dash.${kind}`, { title })
}

/** «Chez vous depuis 3 jours» */
const sinceOf = ({ days }: Awaited, { ui, team }: DashboardProps): string =>
  days == null ? '' : ui.t(team ? 'projects.dash.theirs_since' : 'projects.dash.yours_since', { days })

const moneyOf = (a: Awaited, { ui, finance, currency }: DashboardProps): string =>
  finance && a.amount !== null ? ui.format.money(a.amount, a.currency ?? currency) : ''

const dueOf = (a: Awaited, { ui }: DashboardProps): string =>
  a.dueOn
    ? ui.t(a.dueOn < ui.format.isoDay(ui.now) ? 'projects.dash.late' : 'projects.dash.due', {
        date: ui.format.shortDay(a.dueOn),
      })
    : ''

const actionOf = (a: Awaited, { team, finance, approve }: DashboardProps) =>
  (
    ({
      written: team ? 'projects.dash.steer' : 'projects.dash.write',
      task: team ? 'projects.dash.see_task' : 'projects.dash.write',
      clarify: 'projects.dash.open_ticket',
      price: team || !finance ? 'projects.dash.open_ticket' : 'projects.dash.see_price',
      approval: team || !approve ? 'approvals.follow' : 'approvals.see',
      payment: team ? 'projects.dash.see_payment' : 'projects.dash.pay',
    }) as const
  )[a.kind]

const hrefOf = (a: Awaited, slug: string, project: string, team: boolean): string => {
  if (a.kind === 'clarify' || a.kind === 'price') return urls.ticket(slug, project, a.id)
  if (a.kind === 'approval') return urls.approval(slug, project, a.id)
  if (a.kind === 'payment') return urls.payment(slug, project, a.id)
  if (!team) return urls.messages(slug, project)
  return a.kind === 'task' ? urls.task(slug, project, a.id) : urls.steeringPiece(slug, project, 'awaited')
}
