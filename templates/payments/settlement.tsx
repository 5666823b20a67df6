import type { Child } from 'hono/jsx'
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
import { type Refilled, refilled } from '../shared/refused'
import { Amount } from './face'
import { type At, Crumbed, typed } from './forms'

type OnPayment = At & { request: Request }

type SettlingProps = OnPayment & {
  /** Its words: `payments.<of>.title`, `.lead`. */
  of: 'transfer' | 'repay' | 'remind' | 'refund'
  lead?: string
  title?: string
  action: string
  multipart?: boolean
  /** Above the form, in its card. */
  notice?: Child
  fields: Refilled
  submit: Child
  children: Child
}

/** One thing done about one payment: its page, its form, and the way back to the payment. */
const Settling = ({
  of,
  lead,
  title,
  action,
  multipart,
  notice,
  fields,
  submit,
  children,
  ...at
}: SettlingProps) => {
  const { ui, slug, projectId, request } = at
  const { t } = ui
  const href = urls.payment(slug, projectId, request.id)
  return (
    <>
      <Crumbed
        {...at}
        title={t(`payments.${of}.title`)}
        lead={lead ?? t(`payments.${of}.lead`)}
        back={{ label: request.title, href }}
      />
      <Card class="narrow" title={title}>
        {notice}
        <Form action={action} multipart={multipart}>
          <ErrorSummary title={t('errors.form')} errors={fields.errors} />
          {children}
          <FormActions>
            {submit}
            <ButtonLink href={href} variant="ghost">
              {t('payments.form.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

/** Notes money that came by bank transfer: its day, its words, and the proof. */
export const TransferForm = (props: OnPayment & { today: string; takesProof: boolean }) => {
  const { ui, slug, projectId, request, refused, today, takesProof } = props
  const { t, format } = ui
  const f = refilled(t, refused, { receivedOn: today })
  return (
    <Settling
      {...props}
      of="transfer"
      title={format.money(request.amount ?? 0, request.currency)}
      action={urls.transfer(slug, projectId, request.id)}
      multipart={takesProof}
      fields={f}
      submit={<Button variant="primary">{t('payments.transfer.save')}</Button>}
    >
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
    </Settling>
  )
}

/** Asks before reminding, twice where it was done within the day. */
export const ReminderForm = (props: OnPayment & { reminded: boolean; overdue: boolean }) => {
  const { ui, slug, projectId, request, refused, reminded, overdue } = props
  const { t, format } = ui
  const f = refilled(t, refused)
  return (
    <Settling
      {...props}
      of="remind"
      lead={t('payments.remind.lead', { amount: format.money(request.amount ?? 0, request.currency) })}
      title={request.title}
      action={urls.paymentPart(slug, projectId, request.id, 'reminder')}
      fields={f}
      submit={
        <Button variant="primary" icon="send">
          {t('payments.remind.send')}
        </Button>
      }
    >
      <Amount ui={ui} face={request} overdue={overdue} />
      {reminded && request.remindedAt !== null && (
        <Notice tone="warning" icon="clock">
          <p>{t('payments.remind.already', { when: format.ago(request.remindedAt, ui.now) })}</p>
        </Notice>
      )}
      {reminded && <Checkbox name="again" label={t('payments.remind.again')} error={f.error('again')} />}
    </Settling>
  )
}

type BackProps = OnPayment & {
  of: 'repay' | 'refund'
  action: string
  /** What came, and what of it went back already: the form says what it was filled from. */
  money: { amount: number; refunded: number; currency: string }
  notice?: Child
  children?: (fields: Refilled) => Child
}

/** Gives back what is left of money that came, or a part of it. */
const BackForm = ({ money, children, ...props }: BackProps) => {
  const { ui, of, refused } = props
  const { t, format } = ui
  const left = money.amount - money.refunded
  const f = refilled(t, refused, { amount: typed(left, money.currency, ui.locale) })
  return (
    <Settling
      {...props}
      fields={f}
      submit={
        <Button variant="danger" icon="undo-2">
          {t(`payments.${of}.save`)}
        </Button>
      }
    >
      <input type="hidden" name="base" value={String(money.refunded)} />
      <TextField
        name="amount"
        label={t('payments.refund.amount')}
        hint={t('payments.refund.left', { amount: format.money(left, money.currency) })}
        value={f.value('amount')}
        error={f.error('amount')}
        inputmode="decimal"
        after={money.currency}
        required
      />
      {children?.(f)}
    </Settling>
  )
}

/** Notes what was given back by transfer of what had come by one. */
export const RepaymentForm = (props: OnPayment) => {
  const { ui, slug, projectId, request } = props
  const { amount, refunded, currency } = request
  return (
    <BackForm
      {...props}
      of="repay"
      action={urls.paymentPart(slug, projectId, request.id, 'repayment')}
      money={{ amount: amount ?? 0, refunded: refunded ?? 0, currency }}
    >
      {({ value, error }) => (
        <TextField
          name="reason"
          label={ui.t('payments.repay.reason')}
          optional={ui.t('payments.optional')}
          hint={ui.t('payments.repay.reason_hint')}
          value={value('reason')}
          error={error('reason')}
          maxlength={200}
        />
      )}
    </BackForm>
  )
}

/** Gives money back; `problem` says that the provider did not do it, or did not say. */
export const RefundForm = ({
  attempt,
  problem,
  ...props
}: OnPayment & { attempt: Attempt; problem?: 'down' | 'refused' }) => (
  <BackForm
    {...props}
    of="refund"
    action={urls.refund(props.slug, props.projectId, props.request.id, attempt.id)}
    money={attempt}
    notice={
      problem && (
        <Notice tone="warning" icon="triangle-alert">
          <p>{props.ui.t(`payments.refund.${problem}`)}</p>
        </Notice>
      )
    }
  />
)
