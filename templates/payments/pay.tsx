import type { Child } from 'hono/jsx'
import type { Ui } from '../../locales'
import type { Offer } from '../../src/domain/payments/offers'
import type { Attempt } from '../../src/domain/payments/policy'
import type { Bank } from '../../src/domain/payments/settings'
import { Badge, Button, ButtonLink, Form, Notice, Stack } from '../shared'
import { TransferDetails } from './bank'
import type { Face } from './face'

/** What a payer can do about a request, and what became of what they did. */
export type Payable = {
  request: Face & { id: string; paidAt: number | null; refunded: number | null }
  attempts: Pick<Attempt, 'state' | 'provider' | 'flag'>[]
  moves: { pay: boolean }
}

export type PayProps = {
  ui: Ui
  payable: Payable
  /** Who is paid with here, the most fitting first. */
  offers: Offer[]
  /** Where a transfer goes, where one is offered. */
  bank: Bank | null
  /** Back from the provider's page: wait for its word, and do not offer to pay again. */
  returning: boolean
  problem?: 'down' | 'refused'
  /** Where its forms and links lead: here, or by the link that was followed. */
  to: { checkout: string; here: string; receipt: string }
  /** What to do once it is paid. */
  after?: Child
  /** Whether what it pays for is a request of the client's, now accepted. */
  isTickets?: boolean
}

/** Whether it is being paid right now: somebody is back from the provider's page, or their bank is at work on it. */
export const isUnderway = (
  { request, attempts }: Pick<Payable, 'request' | 'attempts'>,
  returning: boolean,
) =>
  request.state === 'pending' &&
  (attempts.some(a => a.state === 'processing') || (returning && attempts.at(-1)?.state === 'created'))

/** The one thing for a payer to do, or the word that there is nothing to do. */
export const PayPart = (props: PayProps) => {
  const { ui, payable, returning, problem } = props
  const { request, attempts, moves } = payable
  const { t } = ui
  if (request.state === 'paid' || request.paidAt !== null) return <Done {...props} />
  if (request.state !== 'pending')
    return <Notice tone="neutral">{t(`payments.over.${request.state as 'cancelled' | 'expired'}`)}</Notice>
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
          <a class="underline underline-offset-4" href={props.to.here}>
            {t('payments.confirming.again')}
          </a>
        </p>
      </Notice>
    )
  if (!moves.pay) return <Notice tone="neutral">{t('payments.over.unpayable')}</Notice>
  const before = problem ?? (last && left[last.state])
  return (
    <>
      {before && (
        <Notice
          tone={before === 'left' ? 'neutral' : 'warning'}
          icon={before === 'left' ? 'info' : 'triangle-alert'}
          title={t(`payments.${before}.title`)}
        >
          <p>{t(`payments.${before}.text`)}</p>
        </Notice>
      )}
      <PayForm {...props} />
    </>
  )
}

/** What is said of the try before: it failed, or was left at that. */
const left: Partial<Record<Attempt['state'], 'failed' | 'left'>> = {
  failed: 'failed',
  created: 'left',
  expired: 'left',
}

const PayForm = ({ ui, payable: { request }, offers, bank, to }: PayProps) => {
  const { t, format } = ui
  const usable = offers.filter(offer => offer.takes)
  const [first, ...others] = usable
  const amount = format.money(request.amount ?? 0, request.currency)
  const barred = offers.find(offer => !offer.takes && offer.method === 'mobile')
  if (!first && !bank) return <Notice tone="neutral">{t('payments.over.unpayable')}</Notice>
  return (
    <Stack>
      {first && (
        <Form action={to.checkout} class="pay">
          {first.mode === 'test' && (
            <p>
              <Badge tone="warning" icon="triangle-alert">
                {t('payments.test_mode')}
              </Badge>
            </p>
          )}
          <Button variant="primary" size="lg" block icon="lock" name="provider" value={first.provider}>
            {t('payments.pay', { amount })}
          </Button>
          {others.map(other => (
            <Button block name="provider" value={other.provider}>
              {t(other.method === 'card' ? 'payments.pay_card' : 'payments.pay_mobile')}
            </Button>
          ))}
          <p class="hint">{t(`payments.secure.${first.method}`, { provider: first.label })}</p>
        </Form>
      )}
      {barred && <p class="hint">{t('payments.fives')}</p>}
      {bank && <TransferDetails ui={ui} bank={bank} request={request} isOnly={!first} />}
    </Stack>
  )
}

/** After a day it is history, and no receipt is on its way any more. */
const FRESH = 86_400_000

const Done = ({ ui: { t, format, now }, payable: { request }, to, after, isTickets }: PayProps) => (
  <>
    {request.state === 'paid' ? (
      <Notice tone="success" icon="circle-check" title={t('payments.done.title')}>
        <p>
          {now - (request.paidAt ?? now) < FRESH
            ? t(isTickets ? 'payments.done.ticket' : 'payments.done.text')
            : t('payments.paid_on', { date: format.date(request.paidAt ?? now) })}
        </p>
      </Notice>
    ) : (
      <Notice tone="neutral">
        {t(`payments.over.${request.state as 'refunded' | 'partly_refunded'}`, {
          refunded: format.money(request.refunded ?? 0, request.currency),
          amount: format.money(request.amount ?? 0, request.currency),
        })}
      </Notice>
    )}
    <ButtonLink href={to.receipt} block icon="download" data-hx-boost="false">
      {t('payments.receipt.download')}
    </ButtonLink>
    {after}
  </>
)
