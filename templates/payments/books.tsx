import type { Ui } from '../../locales'
import type { ShownPayment } from '../../src/domain/payments/payments'
import type { Attempt } from '../../src/domain/payments/policy'
import { urls } from '../../src/urls'
import {
  Badge,
  Button,
  ButtonLink,
  ConfirmDialog,
  List,
  Money,
  Notice,
  Row,
  SectionHeader,
  type Tone,
} from '../shared'

type Props = { ui: Ui; slug: string; projectId: string; payment: ShownPayment }

/** What those who keep the books may do with a request. */
export const BookMoves = ({ ui: { t }, slug, projectId, payment: { request, moves } }: Props) => (
  <>
    {moves.transfer && (
      <ButtonLink href={urls.transfer(slug, projectId, request.id)} icon="check">
        {t('payments.move.transfer')}
      </ButtonLink>
    )}
    {moves.change && (
      <ButtonLink href={urls.editPayment(slug, projectId, request.id)} icon="pencil">
        {t('payments.move.edit')}
      </ButtonLink>
    )}
    {moves.cancel && (
      <>
        <ButtonLink
          href={urls.cancelPayment(slug, projectId, request.id)}
          variant="ghost"
          icon="x"
          data-dialog="cancel-payment"
        >
          {t('payments.move.cancel')}
        </ButtonLink>
        <ConfirmDialog
          id="cancel-payment"
          title={t('payments.move.cancel_title')}
          description={t('payments.move.cancel_text')}
          action={urls.cancelPayment(slug, projectId, request.id)}
          confirmLabel={t('payments.move.cancel')}
          cancelLabel={t('payments.move.keep')}
          danger
        />
      </>
    )}
  </>
)

/** What the money did, and what needs a look. */
export const Books = ({ ui, slug, projectId, payment }: Props) => {
  const { t } = ui
  const { request, attempts } = payment
  return (
    <>
      {request.disputed && (
        <Notice tone="danger" icon="triangle-alert" title={t('payments.flag.disputed')}>
          <p>{t('payments.attention.disputed')}</p>
        </Notice>
      )}
      {attempts.some(a => a.problem === 'mismatch') && (
        <Notice tone="danger" icon="triangle-alert">
          <p>{t('payments.attention.mismatch')}</p>
        </Notice>
      )}
      {attempts.some(a => a.state === 'processing') && (
        <Notice tone="info" icon="hourglass" title={t('payments.processing.title')}>
          <p>{t('payments.processing.team')}</p>
        </Notice>
      )}
      {request.state === 'paid' && (
        <Notice tone="success" icon="circle-check">
          {t('payments.done.team')}
        </Notice>
      )}
      {request.kind === 'ticket' && request.state === 'pending' && request.agreedAt === null && (
        <Notice tone="neutral">{t('payments.move.on_ticket')}</Notice>
      )}
      {attempts.length > 0 && (
        <>
          <SectionHeader title={t('payments.attempts.title')} level={2} />
          <List label={t('payments.attempts.title')}>
            {attempts.map(attempt => (
              <AttemptRow ui={ui} slug={slug} projectId={projectId} attempt={attempt} />
            ))}
          </List>
        </>
      )}
    </>
  )
}

const tones: Record<Attempt['state'], Tone> = {
  created: 'neutral',
  processing: 'info',
  succeeded: 'success',
  failed: 'warning',
  expired: 'neutral',
  voided: 'neutral',
}

const AttemptRow = (props: { ui: Ui; slug: string; projectId: string; attempt: Attempt }) => {
  const { ui, slug, projectId, attempt } = props
  const { t, format } = ui
  const { amount, currency, refunded, flag } = attempt
  const isLeft = attempt.state === 'succeeded' && refunded < amount
  const back = refunded > 0 && t('payments.attempts.refunded', { amount: format.money(refunded, currency) })
  const refund = urls.refund(slug, projectId, attempt.requestId, attempt.id)
  return (
    <Row
      title={<Money text={format.money(amount, currency)} />}
      meta={
        <>
          {`${t(`payments.way.${attempt.provider}`)} · ${format.dateTime(attempt.createdAt)}`}
          {back && (
            <>
              <br />
              {back}
            </>
          )}
          {flag && isLeft && (
            <>
              <br />
              {t(`payments.attention.${flag}`)}
            </>
          )}
          {isLeft && attempt.provider === 'cinetpay' && (
            <>
              <br />
              {t('payments.attempts.elsewhere')}
            </>
          )}
        </>
      }
      aside={
        <>
          {flag && (
            <Badge tone="danger" icon="triangle-alert">
              {t(`payments.flag.${flag}`)}
            </Badge>
          )}
          <Badge tone={tones[attempt.state]}>{t(`payments.attempts.state.${attempt.state}`)}</Badge>
          {isLeft && attempt.provider === 'stripe' && (
            <ButtonLink href={refund} size="sm" icon="undo-2">
              {t('payments.attempts.refund')}
            </ButtonLink>
          )}
        </>
      }
    />
  )
}

/** The question before a cancellation, as a page of its own where no script opens the dialog. */
export const CancelPayment = ({ ui: { t }, slug, projectId, payment: { request } }: Props) => (
  <div class="stack">
    <p>{t('payments.move.cancel_text')}</p>
    <form method="post" action={urls.cancelPayment(slug, projectId, request.id)} class="form">
      <div class="form-actions">
        <Button variant="danger">{t('payments.move.cancel')}</Button>
        <ButtonLink href={urls.payment(slug, projectId, request.id)} variant="ghost">
          {t('payments.move.keep')}
        </ButtonLink>
      </div>
    </form>
  </div>
)
