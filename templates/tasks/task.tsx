import type { Ui } from '../../locales'
import type { TaskPage as Read } from '../../src/domain/board/task'
import { urls } from '../../src/urls'
import {
  Badge,
  Button,
  ButtonLink,
  Callout,
  Card,
  Columns,
  DateText,
  Facts,
  Notice,
  PageHeader,
  Prose,
  type Tone,
} from '../shared'
import type { Refusal } from '../shared/refused'
import { Checklist } from './checklist'
import { Comments, type CommentView } from './comments'
import { PlaceForm } from './place'

type Props = {
  ui: Ui
  slug: string
  project: string
  team: boolean
  /** The team, in a project that is not archived. */
  edits: boolean
  archived: boolean
  task: Read['task']
  /** The description as safe HTML. */
  html: string
  /** For the team; a contact gets none. */
  items: Read['items']
  comments: CommentView[]
  /** What was refused: a move, a comment, a line of the checklist. */
  refused?: { place?: Refusal; comment?: Refusal; item?: Refusal }
}

const tones: Record<Read['task']['state'], Tone> = {
  backlog: 'neutral',
  in_progress: 'info',
  waiting_client: 'warning',
  done: 'success',
}

/** One task: what it is, where it stands, and for the team what can be done with it. */
export const TaskPage = (props: Props) => {
  const { ui, slug, project, team, edits, archived, task, html, refused } = props
  const place = { ui, slug, project, task, edits }
  const { t } = ui
  return (
    <>
      <PageHeader
        title={task.title}
        crumbs={{
          label: t('board.path'),
          items: [
            {
              label: t(team ? 'board.title.team' : 'board.title.client'),
              href: urls.board(slug, project),
            },
          ],
        }}
        actions={
          edits && (
            <>
              <ButtonLink href={urls.editTask(slug, project, task.id)} icon="pencil">
                {t('board.task.edit')}
              </ButtonLink>
              <ButtonLink href={urls.taskRemoval(slug, project, task.id)} variant="ghost" icon="trash-2">
                {t('board.task.remove')}
              </ButtonLink>
            </>
          )
        }
      />
      {archived && team && <Notice icon="archive">{t('board.task.archived')}</Notice>}
      <div
        id="task"
        class="stack"
        hx-get={urls.task(slug, project, task.id)}
        hx-trigger="live:board from:body"
        hx-select="#task"
        hx-target="this"
        hx-swap="outerMorph"
      >
        {task.state === 'waiting_client' && task.blockedReason && <Waiting {...props} />}
        <Columns aside={<TaskFacts {...props} />}>
          <Card title={t('tasks.field.description')} id="description">
            {html ? <Prose html={html} /> : <p class="meta">{t('board.task.no_description')}</p>}
          </Card>
          {team && <Checklist {...place} items={props.items} refused={refused?.item} />}
          {team && <Comments {...place} comments={props.comments} refused={refused?.comment} />}
          {edits && <PlaceForm ui={ui} slug={slug} project={project} task={task} refused={refused?.place} />}
        </Columns>
      </div>
    </>
  )
}

const Waiting = ({ ui: { t, format }, slug, project, team, edits, task }: Props) => (
  <Callout
    eyebrow={t(team ? 'board.task.awaited_team' : 'board.task.awaited')}
    title={task.blockedReason}
    icon="hourglass"
    meta={task.blockedAt !== null && t('board.task.awaited_since', { date: format.date(task.blockedAt) })}
    actions={
      edits ? (
        <form action={urls.taskUnblock(slug, project, task.id)} method="post">
          <Button icon="check">{t('board.task.unblock')}</Button>
        </form>
      ) : (
        !team && (
          <ButtonLink href={urls.messages(slug, project)} variant="primary" icon="messages-square">
            {t('board.task.answer')}
          </ButtonLink>
        )
      )
    }
  />
)

const TaskFacts = ({ ui: { t, format }, slug, project, team, task }: Props) => {
  const { number, ticketId, author, createdAt, doneAt, dueOn } = task
  const made = format.date(createdAt)
  const items = [
    {
      label: t('board.task.state'),
      value: <Badge tone={tones[task.state]}>{t(`tasks.state.${task.state}`)}</Badge>,
    },
    {
      label: t('board.task.origin'),
      value: ticketId ? (
        <a class="link" href={urls.ticket(slug, project, ticketId)}>
          {t('board.request', { number: number ?? '' })}
        </a>
      ) : (
        t('tasks.from.project')
      ),
    },
    { label: t('tasks.field.assignee'), value: task.assignee ?? (team && t('board.task.nobody')) },
    { label: t('tasks.priority.label'), value: team && t(`tasks.priority.${task.priority}`) },
    { label: t('tasks.field.due'), value: dueOn && <DateText date={dueOn} text={format.day(dueOn)} /> },
    { label: t('tasks.field.phase'), value: task.phase },
    {
      label: t('board.task.visible'),
      value: team && t(task.shared ? 'board.task.visible_all' : 'board.task.visible_team'),
    },
    {
      label: t('board.task.made'),
      value: author ? t('board.task.made_by', { date: made, name: author }) : made,
    },
    { label: t('board.task.finished'), value: doneAt !== null && format.date(doneAt) },
  ]
  return (
    <Card title={t('board.task.facts')} id="facts">
      <Facts items={items.filter(item => item.value)} />
    </Card>
  )
}
