import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { columns } from '../board/columns'
import { Button, Card, ErrorSummary, Form, FormActions, SelectField, TextArea } from '../shared'
import { type Refusal, refilled } from '../shared/refused'

type Props = {
  ui: Ui
  slug: string
  project: string
  task: { id: string; state: string }
  refused?: Refusal
}

/** Moves a task to another column: what the board's menu does, without its script. */
export const PlaceForm = ({ ui: { t }, slug, project, task, refused }: Props) => {
  const { value, error, errors } = refilled(t, refused)
  return (
    <Card title={t('board.task.place')} id="place">
      <Form action={urls.taskPosition(slug, project, task.id)}>
        <ErrorSummary title={t('errors.form')} errors={errors} />
        <SelectField
          name="to"
          label={t('board.task.place_to')}
          value={value('to')}
          error={error('to')}
          options={columns
            .filter(state => state !== task.state)
            .map(state => ({ value: state, label: t(`tasks.state.${state}`) }))}
        />
        {task.state !== 'waiting_client' && (
          <TextArea
            name="reason"
            label={t('board.task.place_reason')}
            hint={t('board.task.place_reason_hint')}
            value={value('reason')}
            error={error('reason')}
            rows={2}
            maxlength={1000}
          />
        )}
        <FormActions>
          <Button>{t('board.task.place_send')}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}
