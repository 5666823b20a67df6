import type { Ui } from '../../locales'
import type { ListedPayment } from '../../src/domain/payments/payments'
import { urls } from '../../src/urls'
import { ButtonLink, Card, EmptyState, Icon, List, Money, PageHeader, Row, Section, Stack } from '../shared'
import { awaitedFirst } from './order'
import { kindOf, PaymentFlags, PaymentState } from './state'

const amountOf = ({ format }: Ui, p: { amount: number | null; currency: string }) => (
  <Money text={format.money(p.amount ?? 0, p.currency)} />
)

/** The one line of dates that matters to a payment now. */
const whenOf = ({ t, format }: Ui, p: ListedPayment): string => {
  if (p.paidAt !== null) return t('payments.paid_on', { date: format.date(p.paidAt) })
  if (p.state === 'pending' && p.dueOn)
    return t(p.overdue ? 'payments.was_due_on' : 'payments.due_on', { date: format.shortDay(p.dueOn) })
  if (p.state === 'pending' && p.validUntil && p.agreedAt === null)
    return t('payments.valid_until', { date: format.shortDay(p.validUntil) })
  return t('payments.asked_on', { date: format.date(p.createdAt) })
}

const Remaining = ({ ui, amount, currency, isTeam }: RemainingProps) => (
  <Card quiet>
    <p class="meta">{ui.t(isTeam ? 'payments.to_collect' : 'payments.remaining')}</p>
    <Money
      text={
        amount > 0
          ? ui.format.money(amount, currency)
          : ui.t(isTeam ? 'payments.nothing_to_collect' : 'payments.nothing_due')
      }
      large={amount > 0}
    />
  </Card>
)

type RemainingProps = { ui: Ui; amount: number; currency: string; isTeam: boolean }

type ListProps = {
  ui: Ui
  slug: string
  projectId: string
  currency: string
  payments: ListedPayment[]
  remaining: number
  /** Address of the live part: this same page. */
  here: string
  isTeam: boolean
  canAsk: boolean
}

/** What a project was asked for, what was paid of it, and what remains. */
export const PaymentList = (props: ListProps) => {
  const { ui, slug, projectId, payments, here, isTeam, canAsk } = props
  const { t } = ui
  const ask = canAsk && (
    <>
      <ButtonLink href={urls.newPayment(slug, projectId)} variant="primary" icon="plus">
        {t('payments.new')}
      </ButtonLink>
      <ButtonLink href={urls.newPlan(slug, projectId)} icon="list-checks">
        {t('payments.plan.new')}
      </ButtonLink>
    </>
  )
  return (
    <>
      <PageHeader title={t('payments.title')} actions={payments.length > 0 && ask} />
      <section
        id="payments"
        hx-get={here}
        hx-trigger="live:payments from:body"
        hx-select="#payments"
        hx-target="this"
        hx-swap="outerMorph"
      >
        {payments.length === 0 ? (
          <EmptyState
            icon="wallet"
            title={t('payments.none')}
            text={t(isTeam ? 'payments.none_team' : 'payments.none_client')}
            action={ask || undefined}
          />
        ) : (
          <Stack>
            <Remaining ui={ui} amount={props.remaining} currency={props.currency} isTeam={isTeam} />
            {(isTeam ? groupsOf(payments) : forPayer(groupsOf(payments))).map(group => (
              <Group {...props} {...group} />
            ))}
            {!isTeam && (
              <p>
                <a class="underline underline-offset-4" href={urls.allPayments(slug)}>
                  {t('payments.all_projects')}
                </a>
              </p>
            )}
          </Stack>
        )}
      </section>
    </>
  )
}

type GroupProps = { plan: string | null; payments: ListedPayment[] }

/** Payments as they came; those of a plan together, in the plan's own order, where its newest stands. */
function groupsOf(payments: ListedPayment[]): GroupProps[] {
  const groups: GroupProps[] = []
  for (const payment of payments) {
    const plan = payment.planId
    const known = plan ? groups.find(g => g.plan === plan) : groups.at(-1)
    if (known && known.plan === plan) known.payments.push(payment)
    else groups.push({ plan, payments: [payment] })
  }
  return groups.map(g => (g.plan ? { ...g, payments: g.payments.toReversed() } : g))
}

/** To a payer, groups with something to pay come first, and in each, what is to be paid; a plan keeps its order. */
const forPayer = (groups: GroupProps[]): GroupProps[] =>
  groups
    .map(g => (g.plan ? g : { ...g, payments: awaitedFirst(g.payments) }))
    .toSorted((a, b) => Number(awaits(b)) - Number(awaits(a)))

const awaits = ({ payments }: GroupProps): boolean => payments.some(p => p.state === 'pending')

const Group = (props: ListProps & GroupProps) => {
  const { ui, slug, projectId, isTeam, plan, payments } = props
  const { t, format } = ui
  const list = (
    <Card flush>
      <List label={t('payments.caption')}>
        {payments.map(p => (
          <Row
            href={urls.payment(slug, projectId, p.id)}
            lead={<Icon name={p.ticketId ? 'ticket' : 'receipt-text'} repeated />}
            title={p.title}
            meta={`${kindOf(t, p.kind, p.ticketNumber)} · ${whenOf(ui, p)}`}
            aside={
              <>
                {isTeam && <PaymentFlags t={t} payment={p} />}
                <PaymentState t={t} state={p.state} overdue={p.overdue} />
                {amountOf(ui, p)}
              </>
            }
          />
        ))}
      </List>
    </Card>
  )
  if (!plan) return list
  const total = payments.reduce((sum, p) => sum + (p.amount ?? 0), 0)
  const meta = t('payments.plan.meta', {
    count: payments.length,
    amount: format.money(total, payments[0]?.currency ?? props.currency),
  })
  return (
    <Section id={`plan-${plan}`} title={t('payments.plan.name')} meta={meta}>
      {list}
    </Section>
  )
}
