import type { MessageKey, Ui } from '../../locales'
import type { Planned } from '../../src/domain/payments/plan'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  DateText,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  Money,
  SelectField,
  Table,
  TextField,
} from '../shared'
import { refilled } from '../shared/refused'
import { Taxes } from './amounts'
import { type At, Basis, Crumbed } from './forms'
import { SendOrPreview } from './preview'

/** A row of the form, as it was typed. */
export type Draft = { share: string; title: string; kind: string; dueOn: string; phaseId: string }

type Props = At & {
  currency: string
  hasTaxes: boolean
  inFives: boolean
  phases: { id: string; name: string }[]
  drafts: Draft[]
  /** What it comes to, once that was asked for. */
  preview?: Planned
}

const kinds = ['deposit', 'milestone', 'balance'] as const

/** Divides a project's total into payments, in one step. */
export const PlanForm = (props: Props) => {
  const { ui, slug, projectId, currency, hasTaxes, inFives, drafts, preview, refused } = props
  const { t } = ui
  const f = refilled(t, refused, { basis: 'with' })
  return (
    <>
      <Crumbed {...props} title={t('payments.plan.title')} lead={t('payments.plan.lead')} back={none} />
      {preview && <PlanPreview ui={ui} plan={preview} phases={props.phases} />}
      <Card>
        <Form action={urls.newPlan(slug, projectId)}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <FieldRow>
            <TextField
              name="total"
              label={t('payments.plan.total')}
              hint={inFives ? t('payments.form.fives') : undefined}
              value={f.value('total')}
              error={f.error('total')}
              inputmode="decimal"
              after={currency}
              required
            />
          </FieldRow>
          {hasTaxes && <Basis ui={ui} {...f} />}
          <fieldset class="field" id="shares">
            <legend>{t('payments.plan.parts')}</legend>
            <p class="hint">{t('payments.plan.parts_hint')}</p>
            {f.error('shares') && <p class="error">{f.error('shares')}</p>}
            {drafts.map((draft, i) => (
              <Part {...props} draft={draft} n={i + 1} error={f.error} />
            ))}
          </fieldset>
          <div class="actions">
            <Button size="sm" icon="plus" name="step" value="more" formnovalidate>
              {t('payments.plan.more')}
            </Button>
            {drafts.length > 2 && (
              <Button size="sm" variant="ghost" icon="x" name="step" value="fewer" formnovalidate>
                {t('payments.plan.fewer')}
              </Button>
            )}
          </div>
          <FormActions>
            <SendOrPreview ui={ui} isPreviewed={preview !== undefined} send={t('payments.plan.send')} />
            <ButtonLink href={urls.payments(slug, projectId)} variant="ghost">
              {t('payments.form.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

const none = { label: '', href: '' }

type PartProps = Props & { draft: Draft; n: number; error: (field: string) => string | undefined }

const Part = ({ ui: { t }, phases, draft, n, error }: PartProps) => (
  <fieldset class="plan-part">
    <legend class="sr-only">{t('payments.plan.part', { n })}</legend>
    <FieldRow>
      <TextField
        name="title"
        id={`title-${n}`}
        label={t('payments.plan.part_title', { n })}
        value={draft.title}
        error={error(`title-${n}`)}
        required
        maxlength={120}
      />
      <TextField
        name="share"
        id={`share-${n}`}
        label={t('payments.plan.share')}
        value={draft.share}
        inputmode="decimal"
        after="%"
        required
      />
    </FieldRow>
    <FieldRow>
      <SelectField
        name="kind"
        id={`kind-${n}`}
        label={t('payments.form.kind')}
        value={draft.kind}
        error={error(`kind-${n}`)}
        options={kinds.map(kind => ({ value: kind, label: t(`payments.kind.${kind}`) }))}
      />
      <TextField
        name="dueOn"
        id={`dueOn-${n}`}
        type="date"
        label={t('payments.form.due')}
        optional={t('payments.optional')}
        value={draft.dueOn}
        error={error(`dueOn-${n}`)}
      />
      <SelectField
        name="phaseId"
        id={`phaseId-${n}`}
        label={t('payments.form.phase')}
        optional={t('payments.optional')}
        placeholder={t('payments.form.no_phase')}
        value={draft.phaseId}
        error={error(`phaseId-${n}`)}
        options={phases.map(p => ({ value: p.id, label: p.name }))}
      />
    </FieldRow>
  </fieldset>
)

const PlanPreview = ({ ui, plan, phases }: { ui: Ui; plan: Planned; phases: Props['phases'] }) => {
  const { t, format } = ui
  const { parts, total, currency } = plan
  const phaseOf = (id: string | null) => phases.find(p => p.id === id)?.name
  return (
    <section class="stack look" aria-labelledby="preview" id="preview-part">
      <div>
        <h2 id="preview">{t('payments.preview.title')}</h2>
        <p class="meta">{t('payments.preview.lead')}</p>
      </div>
      <Card flush>
        <Table
          caption={t('payments.plan.name')}
          columns={[
            { label: t('payments.column.what') },
            { label: t('payments.form.kind') },
            { label: t('payments.column.due') },
            { label: t('payments.plan.share'), numeric: true },
            { label: t('payments.column.amount'), numeric: true },
          ]}
          rows={parts.map(part => ({
            cells: [
              part.title,
              t(`payments.kind.${part.kind}` as MessageKey),
              part.dueOn ? (
                <DateText date={part.dueOn} text={format.day(part.dueOn)} />
              ) : (
                (phaseOf(part.phaseId) ?? '')
              ),
              t('payments.plan.percent', { share: format.number(part.share / 100) }),
              <Money text={format.money(part.amount, currency)} />,
            ],
          }))}
        />
      </Card>
      <Card quiet>
        <p class="meta">{t('payments.plan.total')}</p>
        <Money text={format.money(total.amount, currency)} large />
        <Taxes ui={ui} of={{ ...total, currency }} />
      </Card>
    </section>
  )
}
