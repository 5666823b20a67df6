import type { Ui } from '../../locales'
import type { AttemptStory } from '../../src/domain/payments/inbox'
import { urls } from '../../src/urls'
import { Badge, Button, ButtonLink, ConfirmDialog, Notice } from '../shared'
import { Attempts } from './attempts'
import type { Shown } from './payment'
import { Refunds } from './refunds'

type Props = { ui: Ui; slug: string; projectId: string; payment: Shown }

/** What those who keep the books may do with a request. */
export const BookMoves = ({ ui: { t }, slug, projectId, payment: { request, moves } }: Props) => (
  <>
    {moves.remind && (
      <ButtonLink href={urls.paymentPart(slug, projectId, request.id, 'reminder')} icon="bell">
        {t('payments.move.remind')}
      </ButtonLink>
    )}
    {moves.transfer && (
      <ButtonLink href={urls.transfer(slug, projectId, request.id)} icon="check">
        {t('payments.move.transfer')}
      </ButtonLink>
    )}
    {moves.repay && (
      <ButtonLink href={urls.paymentPart(slug, projectId, request.id, 'repayment')} icon="undo-2">
        {t('payments.move.repay')}
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

type BooksProps = Props & {
  stories: AttemptStory[]
  givingBack: readonly string[]
  /** Whether what is offered here takes no real money. */
  test: boolean
}

/** What the money did, and what needs a look. */
export const Books = (props: BooksProps) => {
  const { ui, slug, projectId, payment, stories, givingBack, test } = props
  const { t } = ui
  const { request, attempts } = payment
  return (
    <>
      {request.disputed && (
        <Notice tone="danger" icon="triangle-alert" title={t('payments.flag.disputed')}>
          <p>{t('payments.attention.disputed')}</p>
        </Notice>
      )}
      {stories.map(
        story =>
          story.flag &&
          story.state === 'succeeded' &&
          story.refunded < story.amount && (
            <Notice tone="danger" icon="triangle-alert" title={t(`payments.flag.${story.flag}`)}>
              <p>{t(`payments.attention.${story.flag}`)}</p>
            </Notice>
          ),
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
      {test && request.state === 'pending' && (
        <p>
          <Badge tone="warning" icon="triangle-alert">
            {t('payments.test_mode')}
          </Badge>
        </p>
      )}
      <Attempts ui={ui} slug={slug} projectId={projectId} stories={stories} givingBack={givingBack} />
      <Refunds ui={ui} refunds={payment.refunds} />
    </>
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
