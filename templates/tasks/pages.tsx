import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Button, ButtonLink, Card, Form, FormActions, Notice, PageHeader } from '../shared'
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
