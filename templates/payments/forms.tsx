import type { Ui } from '../../locales'
import type { Request } from '../../src/domain/payments/policy'
import { decimals } from '../../src/lib/money'
import { urls } from '../../src/urls'
import {
  ButtonLink,
  Card,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  PageHeader,
  RadioCards,
  SelectField,
  TextArea,
  TextField,
} from '../shared'
import { type Refilled, type Refusal, refilled } from '../shared/refused'
import type { Face } from './face'
import { Preview, SendOrPreview } from './preview'

/** Where a form about money stands. */
export type At = { ui: Ui; slug: string; projectId: string; refused?: Refusal }

/** Minor units as they are typed: «450,00», «35000». */
export const typed = (amount: number, currency: string, locale: 'fr' | 'en'): string => {
  const places = decimals(currency)
  const text = (amount / 10 ** places).toFixed(places)
  return locale === 'fr' ? text.replace('.', ',') : text
}

const kinds = ['deposit', 'milestone', 'balance'] as const

/** The page around a form about money: its title and the way back. */
export const Crumbed = (
  props: At & { title: string; lead: string; back: { label: string; href: string } },
) => (
  <PageHeader
    title={props.title}
    lead={props.lead}
    crumbs={{
      label: props.ui.t('payments.title'),
      items: [
        { label: props.ui.t('payments.title'), href: urls.payments(props.slug, props.projectId) },
        ...(props.back.label ? [props.back] : []),
      ],
    }}
  />
)

/** Whether an amount was typed with its taxes or without. */
export const Basis = ({ ui: { t }, value, error }: { ui: Ui } & Pick<Refilled, 'value' | 'error'>) => (
  <RadioCards
    name="basis"
    label={t('payments.form.basis')}
    value={value('basis')}
    error={error('basis')}
    columns={2}
    options={[
      { value: 'with', label: t('payments.form.basis_with') },
      { value: 'without', label: t('payments.form.basis_without') },
    ]}
  />
)

type RequestProps = At & {
  currency: string
  hasTaxes: boolean
  phases: { id: string; name: string }[]
  /** The request being changed; a new one without it. */
  request?: Request
  /** What the client will see, once that was asked for. */
  preview?: Face & { kind: string }
  /** Mobile money takes multiples of five in this currency. */
  inFives?: boolean
}

/** Asks for an amount, or changes what was asked. */
export const RequestForm = (props: RequestProps) => {
  const { ui, slug, projectId, currency, hasTaxes, phases, request, refused, preview, inFives } = props
  const { t } = ui
  const href = request ? urls.payment(slug, projectId, request.id) : urls.payments(slug, projectId)
  const f = refilled(t, refused, {
    kind: request?.kind ?? 'deposit',
    title: request?.title,
    description: request?.description,
    amount: request && typed(request.amount ?? 0, request.currency, ui.locale),
    phaseId: request?.phaseId,
    dueOn: request?.dueOn,
    validUntil: request?.validUntil,
    basis: 'with',
  })
  return (
    <>
      <Crumbed
        {...props}
        title={t(request ? 'payments.form.edit_title' : 'payments.form.new_title')}
        lead={t(request ? 'payments.form.edit_lead' : 'payments.form.new_lead')}
        back={{ label: request?.title ?? '', href }}
      />
      {preview && (
        <Preview
          ui={ui}
          face={preview}
          kind={preview.kind}
          barred={inFives === true && (preview.amount ?? 0) % 5 !== 0}
        />
      )}
      <Card class="narrow">
        <Form action={href}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <RadioCards
            name="kind"
            label={t('payments.form.kind')}
            value={f.value('kind')}
            error={f.error('kind')}
            columns={3}
            options={kinds.map(kind => ({
              value: kind,
              label: t(`payments.kind.${kind}`),
              hint: t(`payments.kind_hint.${kind}`),
            }))}
          />
          <TextField
            name="title"
            label={t('payments.form.title')}
            hint={t('payments.form.title_hint')}
            value={f.value('title')}
            error={f.error('title')}
            required
            maxlength={120}
          />
          <TextField
            name="amount"
            label={t('payments.form.amount')}
            value={f.value('amount')}
            error={f.error('amount')}
            hint={inFives ? t('payments.form.fives') : undefined}
            inputmode="decimal"
            after={currency}
            required
          />
          {hasTaxes && <Basis ui={ui} {...f} />}
          <TextArea
            name="description"
            label={t('payments.form.description')}
            optional={t('payments.optional')}
            value={f.value('description')}
            error={f.error('description')}
            rows={3}
          />
          {phases.length > 0 && (
            <SelectField
              name="phaseId"
              label={t('payments.form.phase')}
              optional={t('payments.optional')}
              placeholder={t('payments.form.no_phase')}
              value={f.value('phaseId')}
              error={f.error('phaseId')}
              options={phases.map(p => ({ value: p.id, label: p.name }))}
            />
          )}
          <FieldRow>
            <TextField
              name="dueOn"
              type="date"
              label={t('payments.form.due')}
              optional={t('payments.optional')}
              value={f.value('dueOn')}
              error={f.error('dueOn')}
            />
            <TextField
              name="validUntil"
              type="date"
              label={t('payments.form.valid')}
              optional={t('payments.optional')}
              hint={t('payments.form.valid_hint')}
              value={f.value('validUntil')}
              error={f.error('validUntil')}
            />
          </FieldRow>
          <FormActions>
            <SendOrPreview
              ui={ui}
              isPreviewed={preview !== undefined}
              send={t(request ? 'payments.form.save' : 'payments.form.send')}
            />
            <ButtonLink href={href} variant="ghost">
              {t('payments.form.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
