import type { Ui } from '../../locales'
import type { Problem } from '../../src/domain/imports/interpret'
import type { Review } from '../../src/domain/imports/review'
import { urgencies } from '../../src/lib/serving'
import { Card, List, Row } from '../shared'

/** Everything that is wrong, line by line, as the file counts them. */
export const ProblemList = ({ ui, review }: { ui: Ui; review: Review }) => {
  const { t } = ui
  const where = ({ line, field }: Problem) => {
    const column = field && review.sheet.headers[review.columns[field] ?? -1]
    return column ? t('imports.review.at_column', { line, column }) : t('imports.review.at_line', { line })
  }
  return (
    <Card title={t('imports.review.to_mend')} id="problems" flush>
      <List label={t('imports.review.to_mend')}>
        {review.problems.map(problem => (
          <Row
            title={t(`imports.problem.${problem.what}`, {
              choices: urgencies.map(ui.urgency).join(', '),
              ...problem.values,
            })}
            meta={where(problem)}
          />
        ))}
      </List>
    </Card>
  )
}
