import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import type { AttemptStory } from '../../src/domain/payments/inbox'
import type { Offer } from '../../src/domain/payments/offers'
import type { Bank } from '../../src/domain/payments/settings'
import type { ShownPayment } from '../../src/domain/payments/show'
import { urls } from '../../src/urls'
import { ButtonLink, Card, Columns, Facts, Money, PageHeader, Stack } from '../shared'
import { BookMoves, Books } from './books'
import { Amount, Words } from './face'
import { isUnderway, PayPart } from './pay'
import { kindOf, PaymentFlags, PaymentState } from './state'

/** What a page shows of it: how it is paid here stands beside it. */
export type Shown = Omit<ShownPayment, 'ways' | 'stories' | 'beside'>

export type PaymentPageProps = {
  ui: Ui
  slug: string
  workspace: string
  project: { id: string; name: string }
  isTeam: boolean
  payment: Shown
  /** For those who keep the books: each attempt with all that was done and said about it. */
  stories: AttemptStory[]
  /** When the client is reminded next, for the team. */
  reminder?: Child
  /** The providers through which money can be given back. */
  givingBack: readonly string[]
  offers: Offer[]
  bank: Bank | null
  returning: boolean
  problem?: 'down' | 'refused'
}

/** One payment: who asks, what for, how much, until when, and the one thing to do. */
export const PaymentPage = (props: PaymentPageProps) => {
  const { ui, slug, workspace, project, isTeam, payment, returning } = props
  const { t } = ui
  const { request, ticket } = payment
  const page = urls.payment(slug, project.id, request.id)
  const here = page + (returning ? '?return=1' : '')
  const waits = returning && request.state === 'pending'
  const underway = isUnderway(payment, returning)
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
        eyebrow={kindOf(t, request.kind, ticket?.number)}
        title={request.title}
        lead={
          !isTeam && request.state === 'pending' && !underway ? t('payments.who', { workspace }) : undefined
        }
        crumbs={{
          label: t('payments.title'),
          items: [{ label: t('payments.title'), href: urls.payments(slug, project.id) }],
        }}
        meta={
          <>
            <PaymentState t={t} state={request.state} overdue={payment.overdue} underway={underway} />
            {isTeam && <PaymentFlags t={t} payment={request} />}
          </>
        }
        actions={isTeam && <BookMoves ui={ui} slug={slug} projectId={project.id} payment={payment} />}
      />
      <Columns aside={<Details {...props} />}>
        <Card>
          <Stack>
            <Amount ui={ui} face={request} overdue={payment.overdue} underway={underway} />
            {props.reminder}
            {isTeam ? (
              <Books
                ui={ui}
                slug={slug}
                projectId={project.id}
                payment={payment}
                stories={props.stories}
                givingBack={props.givingBack}
                test={props.offers.some(o => o.mode === 'test')}
              />
            ) : (
              <PayPart
                ui={ui}
                payable={payment}
                offers={props.offers}
                bank={props.bank}
                returning={returning}
                problem={props.problem}
                isTickets={ticket !== null}
                to={{
                  checkout: urls.checkout(slug, project.id, request.id),
                  here: page,
                  receipt: urls.paymentPart(slug, project.id, request.id, 'receipt'),
                }}
                after={
                  ticket ? (
                    <ButtonLink href={urls.ticket(slug, project.id, ticket.id)} block>
                      {t('payments.done.open_ticket')}
                    </ButtonLink>
                  ) : (
                    <ButtonLink href={urls.project(slug, project.id)} block>
                      {t('payments.done.back')}
                    </ButtonLink>
                  )
                }
              />
            )}
            <Words ui={ui} face={request} />
          </Stack>
        </Card>
      </Columns>
    </section>
  )
}

const Details = (props: PaymentPageProps) => {
  const { ui, slug, project, isTeam, payment } = props
  const { t, format } = ui
  const { request, ticket, phase, asker, remaining, attempts } = payment
  const amount = (n: number) => <Money text={format.money(n, request.currency)} />
  const paying = attempts.find(a => a.state === 'succeeded' && !a.flag)
  const way = request.paidSource === 'transfer' ? 'transfer' : paying?.provider
  const fact = (name: string, value: Child, given: unknown = value) =>
    given ? [{ label: t(`payments.fact.${name}` as 'payments.fact.amount'), value }] : []
  return (
    <Card title={t('payments.details')} id="details" quiet>
      <Facts
        items={[
          ...fact('project', project.name),
          ...fact(
            'ticket',
            ticket && (
              <a href={urls.ticket(slug, project.id, ticket.id)}>{`#${ticket.number} ${ticket.subject}`}</a>
            ),
          ),
          ...fact('phase', phase),
          ...fact('asked', format.date(request.createdAt)),
          ...fact('asked_by', asker),
          ...fact('reminded', isTeam && request.remindedAt && format.date(request.remindedAt)),
          ...fact('valid', request.validUntil && format.day(request.validUntil)),
          ...fact('agreed', request.agreedAt && format.date(request.agreedAt)),
          ...fact('agreed_by', payment.agreer),
          ...fact('paid', request.paidAt && format.date(request.paidAt)),
          ...fact('way', way && t(`payments.way.${way}`)),
          ...fact('received_on', request.transferOn && format.day(request.transferOn)),
          ...fact('reference', request.transferReference),
          ...fact('recorder', payment.recorder),
          ...fact('refunded', amount(request.refunded ?? 0), request.refunded),
          ...fact('remaining', amount(remaining), isTeam || remaining > 0),
        ]}
      />
      <Documents {...props} />
    </Card>
  )
}

/** What can be printed or handed on. */
const Documents = ({ ui: { t }, slug, project, isTeam, payment }: PaymentPageProps) => {
  const { request, proof } = payment
  const part = (name: 'receipt' | 'agreement' | 'link') =>
    urls.paymentPart(slug, project.id, request.id, name)
  return (
    <div class="actions documents">
      {request.paidAt !== null && isTeam && (
        <ButtonLink href={part('receipt')} size="sm" icon="download" data-hx-boost="false">
          {t('payments.receipt.download')}
        </ButtonLink>
      )}
      {request.agreedAt !== null && (
        <ButtonLink href={part('agreement')} size="sm" icon="badge-check" data-hx-boost="false">
          {t('payments.agreement.download')}
        </ButtonLink>
      )}
      {proof && (
        <ButtonLink
          href={urls.fileContent(slug, project.id, proof.fileId, proof.versionId)}
          size="sm"
          icon="paperclip"
          data-hx-boost="false"
        >
          {t('payments.transfer.proof_open')}
        </ButtonLink>
      )}
      {payment.moves.link && (
        <ButtonLink href={part('link')} size="sm" icon="link">
          {t('payments.link.open')}
        </ButtonLink>
      )}
    </div>
  )
}
