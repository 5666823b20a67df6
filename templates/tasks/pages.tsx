import type { Ui } from '../../locales'
import type { DeletedTask } from '../../src/domain/tasks/deletion'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Form,
  FormActions,
  List,
  Notice,
  PageHeader,
  Row,
} from '../shared'
import { TaskForm, type TaskFormProps } from './form'

/** The form of a new or known task on a page of its own. */
export const TaskFormPage = (props: TaskFormProps) => {
  const { ui, slug, project, task } = props
  const { t } = ui
  const crumbs = [{ label: t('board.title.team'), href: urls.board(slug, project) }]
  if (task) crumbs.push({ label: task.title, href: urls.task(slug, project, task.id) })
  return (
    <>
      <PageHeader
        title={t(task ? 'board.task.edit' : 'board.new')}
        lead={task ? undefined : t('board.task.new_lead')}
        crumbs={{ label: t('board.path'), items: crumbs }}
      />
      <Card class="narrow">
        <TaskForm {...props} />
      </Card>
    </>
  )
}

type Removal = {
  ui: Ui
  slug: string
  project: string
  task: { id: string; title: string; ticketId: string | null; number: number | null }
  /** Its request still needs it: the way out is there. */
  live: boolean
}

/** Asks before a task is deleted, or says why it stays. */
export const TaskRemovalPage = ({ ui: { t }, slug, project, task, live }: Removal) => {
  const back = urls.task(slug, project, task.id)
  return (
    <>
      <PageHeader
        title={t('board.task.remove_title')}
        crumbs={{ label: t('board.path'), items: [{ label: task.title, href: back }] }}
      />
      <Card class="narrow">
        {live && task.ticketId ? (
          <div class="stack">
            <Notice tone="warning" icon="triangle-alert" title={t('board.task.live')}>
              <p>{t('tasks.error.live_request')}</p>
            </Notice>
            <FormActions>
              <ButtonLink href={urls.ticket(slug, project, task.ticketId)} variant="primary">
                {t('board.task.open_request', { number: task.number ?? '' })}
              </ButtonLink>
              <ButtonLink href={back} variant="ghost">
                {t('common.back')}
              </ButtonLink>
            </FormActions>
          </div>
        ) : (
          <Form action={urls.taskRemoval(slug, project, task.id)}>
            <p>{t('board.task.remove_text', { title: task.title })}</p>
            <FormActions>
              <Button variant="danger">{t('board.task.remove_confirm')}</Button>
              <ButtonLink href={back} variant="ghost">
                {t('common.cancel')}
              </ButtonLink>
            </FormActions>
          </Form>
        )}
      </Card>
    </>
  )
}

type Deleted = { ui: Ui; slug: string; project: string; deleted: DeletedTask[]; edits: boolean }

/** The tasks deleted of late: each can be put back for a day. */
export const DeletedTasksPage = ({ ui: { t, format, now }, slug, project, deleted, edits }: Deleted) => (
  <>
    <PageHeader
      title={t('board.deleted.title')}
      lead={t('board.deleted.lead')}
      crumbs={{
        label: t('board.path'),
        items: [{ label: t('board.title.team'), href: urls.board(slug, project) }],
      }}
    />
    {deleted.length === 0 ? (
      <EmptyState icon="trash-2" title={t('board.deleted.none')} />
    ) : (
      <Card flush>
        <List label={t('board.deleted.title')}>
          {deleted.map(task => (
            <Row
              id={task.id}
              title={task.title}
              meta={t('board.deleted.by', { ago: format.ago(task.deletedAt, now), name: task.by ?? '' })}
              aside={
                edits && (
                  <form action={urls.taskRestoration(slug, project, task.id)} method="post">
                    <Button
                      size="sm"
                      icon="undo-2"
                      aria-label={t('board.deleted.restore_one', { title: task.title })}
                    >
                      {t('board.deleted.restore')}
                    </Button>
                  </form>
                )
              }
            />
          ))}
        </List>
      </Card>
    )}
  </>
)
