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

/** What an import would do: what is wrong, what would come in, and how the columns were understood. */
export const ImportReview = ({ ui, slug, projectId, input, review, fields }: Props) => {
  const { t } = ui
  const { fresh, present, problems, sheet } = review
  const { kind } = input
  const back = urls.imports(slug, projectId, kind)
  return (
    <Stack>
      <PageHeader
        title={t('imports.review.title')}
        lead={t('imports.review.lead', { count: sheet.rows.length })}
        crumbs={{ label: t('imports.title'), items: [{ label: t('imports.title'), href: back }] }}
      />
      <Outcome ui={ui} kind={kind} fresh={fresh.length} present={present} problems={problems.length} />
      {problems.length > 0 && <ProblemList ui={ui} review={review} />}
      <Card title={t('imports.review.columns')} id="columns">
        <Form action={urls.importReview(slug, projectId)} multipart>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="text" value={input.text} />
          <input type="hidden" name="seen" value={input.seen} />
          <input type="hidden" name="chosen" value="1" />
          <Choices ui={ui} input={input} review={review} fields={fields} />
          <FormActions>
            {problems.length === 0 && fresh.length > 0 && (
              <Button variant="primary" formaction={urls.imports(slug, projectId)}>
                {t(`imports.review.bring_${kind}`, { count: fresh.length })}
              </Button>
            )}
            <Button>{t('imports.review.again')}</Button>
            <ButtonLink href={back} variant="ghost">
              {t('imports.review.other_file')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
      {problems.length === 0 && fresh.length > 0 && <Preview ui={ui} input={input} fresh={fresh} />}
    </Stack>
  )
}

type OutcomeProps = {
  ui: Ui
  kind: ImportInput['kind']
  fresh: number
  present: number
  problems: number
}

const Outcome = ({ ui: { t }, kind, fresh, present, problems }: OutcomeProps) => {
  if (problems > 0)
    return (
      <Notice tone="danger" icon="circle-alert" title={t('imports.review.problems', { count: problems })}>
        <p>{t('imports.review.nothing_yet')}</p>
      </Notice>
    )
  if (fresh === 0)
    return (
      <Notice tone="info" title={t('imports.review.all_present')}>
        <p>{t('imports.review.present', { count: present })}</p>
      </Notice>
    )
  return (
    <Notice tone="success" icon="circle-check" title={t(`imports.review.ready_${kind}`, { count: fresh })}>
      {present > 0 && <p>{t('imports.review.present', { count: present })}</p>}
    </Notice>
  )
}
