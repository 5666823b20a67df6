import type { Attempt, Request } from '../../src/domain/payments/policy'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Card, ErrorSummary, Form, FormActions, Notice, TextField } from '../shared'
import { refilled } from '../shared/refused'
import { type At, Crumbed, typed } from './forms'

/** Notes money that came by bank transfer. */
export const TransferForm = (props: At & { request: Request }) => {
  const { ui, slug, projectId, request, refused } = props
  const { t, format } = ui
  const href = urls.payment(slug, projectId, request.id)
  const f = refilled(t, refused)
  return (
    <>
      <Crumbed
        {...props}
        title={t('payments.transfer.title')}
        lead={t('payments.transfer.lead')}
        back={{ label: request.title, href }}
      />
      <Card class="narrow" title={format.money(request.amount ?? 0, request.currency)}>
        <Form action={urls.transfer(slug, projectId, request.id)}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <TextField
            name="reference"
            label={t('payments.transfer.reference')}
            hint={t('payments.transfer.reference_hint')}
            value={f.value('reference')}
            error={f.error('reference')}
            required
            maxlength={120}
          />
          <FormActions>
            <Button variant="primary">{t('payments.transfer.save')}</Button>
            <ButtonLink href={href} variant="ghost">
              {t('payments.form.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

/** Gives money back; `problem` says that the provider did not do it, or did not say. */
export const RefundForm = (
  props: At & { request: Request; attempt: Attempt; problem?: 'down' | 'refused' },
) => {
  const { ui, slug, projectId, request, attempt, refused, problem } = props
  const { t, format } = ui
  const left = attempt.amount - attempt.refunded
  const href = urls.payment(slug, projectId, request.id)
  const f = refilled(t, refused, { amount: typed(left, attempt.currency, ui.locale) })
  return (
    <>
      <Crumbed
        {...props}
        title={t('payments.refund.title')}
        lead={t('payments.refund.lead')}
        back={{ label: request.title, href }}
      />
      <Card class="narrow">
        {problem && (
          <Notice tone="warning" icon="triangle-alert">
            <p>{t(`payments.refund.${problem}`)}</p>
          </Notice>
        )}
        <Form action={urls.refund(slug, projectId, request.id, attempt.id)}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <input type="hidden" name="base" value={String(attempt.refunded)} />
          <TextField
            name="amount"
            label={t('payments.refund.amount')}
            hint={t('payments.refund.left', { amount: format.money(left, attempt.currency) })}
            value={f.value('amount')}
            error={f.error('amount')}
            inputmode="decimal"
            after={attempt.currency}
            required
          />
          <FormActions>
            <Button variant="danger" icon="undo-2">
              {t('payments.refund.save')}
            </Button>
            <ButtonLink href={href} variant="ghost">
              {t('payments.form.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
