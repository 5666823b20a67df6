import type { Ui } from '../../locales'
import type { ShownPayment } from '../../src/domain/payments/payments'
import type { ProviderName } from '../../src/outside/provider'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Form, Notice } from '../shared'

type Props = {
  ui: Ui
  slug: string
  projectId: string
  payment: ShownPayment
  /** Who takes this amount here, the most fitting first. */
  providers: ProviderName[]
  /** Back from the provider's page: wait for its word, and do not offer to pay again. */
  returning: boolean
  problem?: 'down' | 'refused'
}

/** The one thing for a paying contact to do, or the word that there is nothing to do. */
export const PayPart = (props: Props) => {
  const { ui, slug, projectId, payment, returning, problem } = props
  const { request, attempts, moves } = payment
  const { t } = ui
  if (request.state === 'paid') return <Done {...props} />
  if (request.state !== 'pending')
    return <Notice tone="neutral">{t(`payments.over.${request.state}`)}</Notice>
  if (attempts.some(a => a.state === 'processing'))
    return (
      <Notice tone="info" icon="hourglass" title={t('payments.processing.title')}>
        <p>{t('payments.processing.text')}</p>
      </Notice>
    )
  const last = attempts.at(-1)
  if (returning && last?.state === 'created')
    return (
      <Notice tone="info" icon="hourglass" title={t('payments.confirming.title')}>
        <p>{t('payments.confirming.text')}</p>
        <p>
          <a class="underline underline-offset-4" href={urls.payment(slug, projectId, request.id)}>
            {t('payments.confirming.again')}
          </a>
        </p>
      </Notice>
    )
  if (!moves.pay) return <Notice tone="neutral">{t('payments.over.unpayable')}</Notice>
  return (
    <>
      {problem && (
        <Notice tone="warning" icon="triangle-alert" title={t(`payments.${problem}.title`)}>
          <p>{t(`payments.${problem}.text`)}</p>
        </Notice>
      )}
      {last?.state === 'failed' && !problem && (
        <Notice tone="warning" icon="triangle-alert" title={t('payments.failed.title')}>
          <p>{t('payments.failed.text')}</p>
        </Notice>
      )}
      <PayForm {...props} />
    </>
  )
}

const PayForm = ({ ui: { t, format }, slug, projectId, payment: { request }, providers }: Props) => {
  const [first, second] = providers
  if (!first) return <Notice tone="neutral">{t('payments.over.unpayable')}</Notice>
  const amount = format.money(request.amount ?? 0, request.currency)
  return (
    <Form action={urls.checkout(slug, projectId, request.id)} class="pay">
      <Button variant="primary" size="lg" block icon="lock" name="provider" value={first}>
        {t('payments.pay', { amount })}
      </Button>
      {second && (
        <Button block name="provider" value={second}>
          {t(second === 'stripe' ? 'payments.pay_card' : 'payments.pay_mobile')}
        </Button>
      )}
      <p class="hint">{t(`payments.secure.${first}`)}</p>
    </Form>
  )
}

/** After a day it is history, and no receipt is on its way any more. */
const FRESH = 86_400_000

const Done = ({ ui: { t, format, now }, slug, projectId, payment: { request, ticket } }: Props) => (
  <>
    <Notice tone="success" icon="circle-check" title={t('payments.done.title')}>
      <p>
        {now - (request.paidAt ?? now) < FRESH
          ? t(ticket ? 'payments.done.ticket' : 'payments.done.text')
          : t('payments.paid_on', { date: format.date(request.paidAt ?? now) })}
      </p>
    </Notice>
    {ticket ? (
      <ButtonLink href={urls.ticket(slug, projectId, ticket.id)} block>
        {t('payments.done.open_ticket')}
      </ButtonLink>
    ) : (
      <ButtonLink href={urls.project(slug, projectId)} block>
        {t('payments.done.back')}
      </ButtonLink>
    )}
  </>
)
