import type { Attempt, Request } from '../../src/domain/payments/policy'
import { referenceOf } from '../../src/lib/reference'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ErrorSummary,
  FileField,
  Form,
  FormActions,
  Notice,
  TextField,
} from '../shared'
import { refilled } from '../shared/refused'
import { Amount } from './face'
import { type At, Crumbed, typed } from './forms'

/** Notes money that came by bank transfer: its day, its words, and the proof. */
export const TransferForm = (props: At & { request: Request; today: string; takesProof: boolean }) => {
  const { ui, slug, projectId, request, refused, today, takesProof } = props
  const { t, format } = ui
  const href = urls.payment(slug, projectId, request.id)
  const f = refilled(t, refused, { receivedOn: today })
  return (
    <>
      <Crumbed
        {...props}
        title={t('payments.transfer.title')}
        lead={t('payments.transfer.lead')}
        back={{ label: request.title, href }}
      />
      <Card class="narrow" title={format.money(request.amount ?? 0, request.currency)}>
        <Form action={urls.transfer(slug, projectId, request.id)} multipart={takesProof}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <TextField
            name="receivedOn"
            type="date"
            label={t('payments.transfer.day')}
            value={f.value('receivedOn')}
            error={f.error('receivedOn')}
            max={today}
            required
          />
          <TextField
            name="reference"
            label={t('payments.transfer.reference')}
            hint={t('payments.transfer.reference_hint', { reference: referenceOf(request) })}
            value={f.value('reference')}
            error={f.error('reference')}
            required
            maxlength={120}
          />
          {takesProof && (
            <FileField
              name="files"
              label={t('payments.transfer.proof')}
              optional={t('payments.optional')}
              hint={t('payments.transfer.proof_hint')}
              error={f.error('files')}
              prompt={t('payments.transfer.proof_prompt')}
            />
          )}
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

/** Notes what was given back by transfer of what had come by one. */
export const RepaymentForm = (props: At & { request: Request }) => {
  const { ui, slug, projectId, request, refused } = props
  const { t, format } = ui
  const left = (request.amount ?? 0) - (request.refunded ?? 0)
  const href = urls.payment(slug, projectId, request.id)
  const f = refilled(t, refused, { amount: typed(left, request.currency, ui.locale) })
  return (
    <>
      <Crumbed
        {...props}
        title={t('payments.repay.title')}
        lead={t('payments.repay.lead')}
        back={{ label: request.title, href }}
      />
      <Card class="narrow">
        <Form action={urls.paymentPart(slug, projectId, request.id, 'repayment')}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <input type="hidden" name="base" value={String(request.refunded ?? 0)} />
          <TextField
            name="amount"
            label={t('payments.refund.amount')}
            hint={t('payments.refund.left', { amount: format.money(left, request.currency) })}
            value={f.value('amount')}
            error={f.error('amount')}
            inputmode="decimal"
            after={request.currency}
            required
          />
          <TextField
            name="reason"
            label={t('payments.repay.reason')}
            optional={t('payments.optional')}
            hint={t('payments.repay.reason_hint')}
            value={f.value('reason')}
            error={f.error('reason')}
            maxlength={200}
          />
          <FormActions>
            <Button variant="danger" icon="undo-2">
              {t('payments.repay.save')}
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

/** Asks before reminding, twice where it was done within the day. */
export const ReminderForm = (props: At & { request: Request; reminded: boolean; overdue: boolean }) => {
  const { ui, slug, projectId, request, refused, reminded, overdue } = props
  const { t, format } = ui
  const href = urls.payment(slug, projectId, request.id)
  const f = refilled(t, refused)
  return (
    <>
      <Crumbed
        {...props}
        title={t('payments.remind.title')}
        lead={t('payments.remind.lead', { amount: format.money(request.amount ?? 0, request.currency) })}
        back={{ label: request.title, href }}
      />
      <Card class="narrow" title={request.title}>
        <Form action={urls.paymentPart(slug, projectId, request.id, 'reminder')}>
          <Amount ui={ui} face={request} overdue={overdue} />
          {reminded && request.remindedAt !== null && (
            <Notice tone="warning" icon="clock">
              <p>{t('payments.remind.already', { when: format.ago(request.remindedAt, ui.now) })}</p>
            </Notice>
          )}
          {reminded && <Checkbox name="again" label={t('payments.remind.again')} error={f.error('again')} />}
          <FormActions>
            <Button variant="primary" icon="send">
              {t('payments.remind.send')}
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
