import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import type { ShownPayment } from '../../src/domain/payments/payments'
import type { ProviderName } from '../../src/outside/provider'
import { urls } from '../../src/urls'
import { Card, Columns, Facts, Money, PageHeader, Prose, Stack } from '../shared'
import { BookMoves, Books } from './books'
import { PayPart } from './pay'
import { kindOf, PaymentFlags, PaymentState } from './state'

export type PaymentPageProps = {
  ui: Ui
  slug: string
  workspace: string
  project: { id: string; name: string }
  isTeam: boolean
  payment: ShownPayment
  providers: ProviderName[]
  returning: boolean
  problem?: 'down' | 'refused'
}

/** One payment: who asks, what for, how much, until when, and the one thing to do. */
export const PaymentPage = (props: PaymentPageProps) => {
  const { ui, slug, workspace, project, isTeam, payment, returning } = props
  const { t } = ui
  const { request } = payment
  const here = urls.payment(slug, project.id, request.id) + (returning ? '?return=1' : '')
  const waits = returning && request.state === 'pending'
  return (
    <section
      id="payment"
      hx-get={here}
      hx-trigger={waits ? 'live:payments from:body, every 4s' : 'live:payments from:body'}
      hx-select="#payment"
      hx-target="this"
      hx-swap="outerMorph"
    >
      <PageHeader
        eyebrow={kindOf(t, request.kind, payment.ticket?.number)}
        title={request.title}
        lead={!isTeam && request.state === 'pending' ? t('payments.who', { workspace }) : undefined}
        crumbs={{
          label: t('payments.title'),
          items: [{ label: t('payments.title'), href: urls.payments(slug, project.id) }],
        }}
        meta={
          <>
            <PaymentState t={t} state={request.state} overdue={payment.overdue} />
            {isTeam && <PaymentFlags t={t} payment={request} />}
          </>
        }
        actions={isTeam && <BookMoves ui={ui} slug={slug} projectId={project.id} payment={payment} />}
      />
      <Columns aside={<Details {...props} />}>
        <Card>
          <Stack>
            <Amount ui={ui} payment={payment} />
            {isTeam ? (
              <Books ui={ui} slug={slug} projectId={project.id} payment={payment} />
            ) : (
              <PayPart {...props} projectId={project.id} />
            )}
            {request.description && (
              <Prose>
                {request.description.split(/\n{2,}/).map(paragraph => (
                  <p>{paragraph}</p>
                ))}
              </Prose>
            )}
          </Stack>
        </Card>
      </Columns>
    </section>
  )
}

/** How much, and until when. */
const Amount = ({ ui: { t, format }, payment: { request, overdue } }: { ui: Ui; payment: ShownPayment }) => (
  <div>
    <Money text={format.money(request.amount ?? 0, request.currency)} large />
    {request.state === 'pending' && request.dueOn && (
      <p class="meta">
        {t(overdue ? 'payments.was_due_on' : 'payments.due_on', { date: format.day(request.dueOn) })}
      </p>
    )}
    {request.state === 'pending' && request.validUntil && request.agreedAt === null && (
      <p class="meta">{t('payments.valid_until', { date: format.day(request.validUntil) })}</p>
    )}
  </div>
)

const Details = ({ ui: { t, format }, slug, project, isTeam, payment }: PaymentPageProps) => {
  const { request, ticket, phase, asker, remaining, attempts } = payment
  const amount = (n: number) => <Money text={format.money(n, request.currency)} />
  const ticketLink = ticket && (
    <a href={urls.ticket(slug, project.id, ticket.id)}>{`#${ticket.number} ${ticket.subject}`}</a>
  )
  const paying = attempts.find(a => a.state === 'succeeded' && !a.flag)
  const way = request.paidSource === 'transfer' ? 'transfer' : paying?.provider
  const fact = (name: string, value: Child, given: unknown = value) =>
    given ? [{ label: t(`payments.fact.${name}` as 'payments.fact.amount'), value }] : []
  return (
    <Card title={t('payments.details')} id="details" quiet>
      <Facts
        items={[
          ...fact('project', project.name),
          ...fact('ticket', ticketLink),
          ...fact('phase', phase),
          ...(request.taxes ?? []).map(tax => ({
            label: t('payments.fact.taxes', { name: tax.name, rate: format.number(tax.rate / 1000) }),
            value: amount(tax.amount),
          })),
          ...fact('asked', format.date(request.createdAt)),
          ...fact('asked_by', asker),
          ...fact('valid', request.validUntil && format.day(request.validUntil)),
          ...fact('paid', request.paidAt && format.date(request.paidAt)),
          ...fact('way', way && t(`payments.way.${way}`)),
          ...fact('reference', request.transferReference),
          ...fact('refunded', amount(request.refunded ?? 0), request.refunded),
          ...fact('remaining', amount(remaining), isTeam || remaining > 0),
        ]}
      />
    </Card>
  )
}
