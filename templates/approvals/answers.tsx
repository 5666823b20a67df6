import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ErrorSummary,
  Form,
  FormActions,
  PageHeader,
  Stack,
  TextArea,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'
import { titleOf } from './approval'
import { type Shown, Submitted } from './submitted'

type Props = Shown & { refused?: Refusal }

const crumbs = (props: Props) => ({
  label: props.ui.t('approvals.crumbs'),
  items: [
    { label: props.ui.t('approvals.title'), href: urls.approvals(props.slug, props.project) },
    { label: titleOf(props), href: urls.approval(props.slug, props.project, props.approval.id) },
  ],
})

const Back = ({ ui, slug, project, approval }: Props) => (
  <ButtonLink href={urls.approval(slug, project, approval.id)} variant="ghost">
    {ui.t('common.cancel')}
  </ButtonLink>
)

/** Shows to the letter what is about to be approved, and takes the word for it. */
export const AcceptanceForm = (props: Props) => {
  const { ui, slug, project, approval, refused } = props
  const { t } = ui
  const f = refilled(t, refused)
  return (
    <>
      <PageHeader
        title={t('approvals.confirm.title', { title: approval.title })}
        lead={t('approvals.confirm.lead')}
        crumbs={crumbs(props)}
      />
      <Stack class="narrow">
        <Submitted {...props} />
        <Card title={t('approvals.confirm.text')} id="exact">
          <Stack>
            <pre class="exact">{approval.canonical}</pre>
            <p class="meta">
              {t('approvals.confirm.digest')} <code class="digest">{approval.sha256}</code>
            </p>
          </Stack>
        </Card>
        <Card>
          <Form action={urls.approvalPart(slug, project, approval.id, 'acceptance')}>
            <ErrorSummary title={t('errors.form')} errors={f.errors} />
            <input type="hidden" name="sha256" value={approval.sha256} />
            <Checkbox name="agreed" label={t('approvals.confirm.agree')} error={f.error('agreed')} required />
            <FormActions>
              <Button variant="primary" icon="check">
                {t('approvals.approve')}
              </Button>
              <Back {...props} />
            </FormActions>
          </Form>
        </Card>
      </Stack>
    </>
  )
}

/** What has to change, in the client's words. */
export const ChangesForm = (props: Props) => {
  const { ui, slug, project, approval, refused } = props
  const { t } = ui
  const f = refilled(t, refused)
  return (
    <>
      <PageHeader
        title={t('approvals.changing.title')}
        lead={t('approvals.changing.lead')}
        crumbs={crumbs(props)}
      />
      <Card class="narrow">
        <Form action={urls.approvalPart(slug, project, approval.id, 'changes')}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <input type="hidden" name="sha256" value={approval.sha256} />
          <TextArea
            name="comment"
            label={t('approvals.changing.comment')}
            hint={approval.remarks.length > 0 ? t('filePage.remarks.carried') : undefined}
            value={f.value('comment')}
            error={f.error('comment')}
            rows={6}
            required
          />
          <FormActions>
            <Button variant="primary">{t('approvals.changing.send')}</Button>
            <Back {...props} />
          </FormActions>
        </Form>
      </Card>
    </>
  )
}
