import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Checkbox,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  SelectField,
  TextArea,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'

type Named = { id: string; name: string }

export type TaskFormProps = {
  ui: Ui
  slug: string
  project: string
  choices: { team: Named[]; phases: Named[] }
  /** The task to change; none: a new one. */
  task?: {
    id: string
    title: string
    description: string
    priority: 'low' | 'normal' | 'high'
    assigneeId: string | null
    phaseId: string | null
    dueOn: string | null
    shared: boolean
    ticketId: string | null
  }
  refused?: Refusal
  /** Where a new task leads: the board it was made on, or its own page. */
  back?: 'board'
  /** Where a new task is sent, if it is made of something else. */
  action?: string
}

const options = (list: Named[]) => list.map(({ id, name }) => ({ value: id, label: name }))

/** Everything about a task but its place: new, or known. */
export const TaskForm = (props: TaskFormProps) => {
  const { slug, project, choices, task, refused, back, action } = props
  const { t } = props.ui
  const stored = task && { ...task, shared: undefined }
  const { value, on, error, errors } = refilled(t, refused, stored)
  const optional = t('board.task.optional')
  return (
    <Form action={task ? urls.editTask(slug, project, task.id) : (action ?? urls.tasks(slug, project))}>
      <ErrorSummary title={t('errors.form')} errors={errors} />
      {back && <input type="hidden" name="back" value={back} />}
      <TextField
        name="title"
        label={t('tasks.field.title')}
        value={value('title')}
        error={error('title')}
        required
        maxlength={200}
        autocomplete="off"
      />
      <TextArea
        name="description"
        label={t('tasks.field.description')}
        optional={optional}
        value={value('description')}
        error={error('description')}
        rows={5}
      />
      <FieldRow>
        <SelectField
          name="assigneeId"
          label={t('tasks.field.assignee')}
          value={value('assigneeId')}
          error={error('assigneeId')}
          placeholder={t('board.task.nobody')}
          options={options(choices.team)}
        />
        <SelectField
          name="priority"
          label={t('tasks.priority.label')}
          value={value('priority') || 'normal'}
          error={error('priority')}
          options={(['high', 'normal', 'low'] as const).map(p => ({
            value: p,
            label: t(`tasks.priority.${p}`),
          }))}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          name="dueOn"
          type="date"
          label={t('tasks.field.due')}
          optional={optional}
          value={value('dueOn')}
          error={error('dueOn')}
        />
        <SelectField
          name="phaseId"
          label={t('tasks.field.phase')}
          value={value('phaseId')}
          error={error('phaseId')}
          placeholder={t('board.task.no_phase')}
          options={options(choices.phases)}
        />
      </FieldRow>
      {!task && (
        <SelectField
          name="state"
          label={t('board.task.column')}
          value={value('state') || 'backlog'}
          error={error('state')}
          options={(['backlog', 'in_progress', 'done'] as const).map(s => ({
            value: s,
            label: t(`tasks.state.${s}`),
          }))}
        />
      )}
      <Checkbox
        name="internal"
        label={t('tasks.field.internal')}
        hint={t(task?.ticketId ? 'board.task.internal_request' : 'board.task.internal_hint')}
        checked={on('internal', task ? !task.shared : false)}
        error={error('internal')}
        disabled={Boolean(task?.ticketId)}
      />
      <FormActions>
        <Button variant="primary">{t(task ? 'board.task.save' : 'board.task.create')}</Button>
        {task && (
          <ButtonLink href={urls.task(slug, project, task.id)} variant="ghost">
            {t('common.cancel')}
          </ButtonLink>
        )}
      </FormActions>
    </Form>
  )
}
