import type { Ui } from '../../locales'
import type { Field } from '../../src/domain/imports/columns'
import type { ImportInput } from '../../src/domain/imports/input'
import type { Review } from '../../src/domain/imports/review'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Card, Form, FormActions, Notice, PageHeader, Stack } from '../shared'
import { Choices } from './choices'
import { Preview } from './preview'
import { ProblemList } from './problems'

type Props = {
  ui: Ui
  slug: string
  projectId: string
  input: ImportInput
  review: Review
  /** What a column may hold. */
  fields: readonly Field[]
}

/** What an import would do: what is wrong or what would come in, and how the columns were understood. */
export const ImportReview = (props: Props) => {
  const { ui, slug, projectId, input, review, fields } = props
  const { t } = ui
  const { fresh, problems, sheet } = review
  const back = urls.imports(slug, projectId, input.kind)
  return (
    <>
      <PageHeader
        title={t('imports.review.title')}
        lead={t('imports.review.lead', { count: sheet.rows.length })}
        crumbs={{ label: t('imports.title'), items: [{ label: t('imports.title'), href: back }] }}
      />
      <Stack>
        <Outcome {...props} />
        {problems.length > 0 ? (
          <ProblemList ui={ui} review={review} />
        ) : (
          fresh.length > 0 && <Preview ui={ui} input={input} fresh={fresh} />
        )}
        <Card title={t('imports.review.columns')} id="columns">
          <Form id="import" action={urls.importReview(slug, projectId)} multipart>
            <input type="hidden" name="kind" value={input.kind} />
            <input type="hidden" name="text" value={input.text} />
            <input type="hidden" name="seen" value={input.seen} />
            <input type="hidden" name="chosen" value="1" />
            <Choices ui={ui} input={input} review={review} fields={fields} />
            <FormActions>
              <Button>{t('imports.review.again')}</Button>
              <ButtonLink href={back} variant="ghost">
                {t('imports.review.other_file')}
              </ButtonLink>
            </FormActions>
          </Form>
        </Card>
      </Stack>
    </>
  )
}

const Outcome = ({ ui: { t }, slug, projectId, input, review }: Props) => {
  const { fresh, present, problems } = review
  if (problems.length > 0)
    return (
      <Notice
        tone="danger"
        icon="circle-alert"
        title={t('imports.review.problems', { count: problems.length })}
      >
        <p>{t('imports.review.nothing_yet')}</p>
      </Notice>
    )
  const before = present > 0 && <p>{t('imports.review.present', { count: present })}</p>
  if (fresh.length === 0) return <Notice title={t('imports.review.all_present')}>{before}</Notice>
  return (
    <Notice
      tone="success"
      icon="circle-check"
      title={t(`imports.review.ready_${input.kind}`, { count: fresh.length })}
      actions={
        <Button variant="primary" form="import" formaction={urls.imports(slug, projectId)}>
          {t(`imports.review.bring_${input.kind}`, { count: fresh.length })}
        </Button>
      }
    >
      {before}
    </Notice>
  )
}
