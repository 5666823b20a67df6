import type { Ui } from '../../locales'
import type { TaskPage } from '../../src/domain/board/task'
import { urls } from '../../src/urls'
import { Card, Composer, IconButton, Message, Prose, RelativeTime, Thread } from '../shared'
import { type Refusal, refilled } from '../shared/refused'

/** A comment as the team reads it. */
export type CommentView = TaskPage['comments'][number] & {
  /** Safe HTML (`lib/markdown`). */
  html: string
  mine: boolean
}

type Props = {
  ui: Ui
  slug: string
  project: string
  task: { id: string }
  comments: CommentView[]
  edits: boolean
  refused?: Refusal
}

/** What the team says to itself about a task. */
export const Comments = ({ ui, slug, project, task, comments, edits, refused }: Props) => {
  const { t, format } = ui
  const { value, error } = refilled(t, refused)
  if (!edits && comments.length === 0) return null
  return (
    <Card title={t('board.comments.title')} id="comments" meta={t('board.comments.team_only')}>
      {comments.length > 0 && (
        <Thread label={t('board.comments.title')}>
          {comments.map(comment => (
            <Message
              id={`m-${comment.id}`}
              author={comment.author}
              mine={comment.mine}
              at={
                <RelativeTime
                  at={comment.createdAt}
                  text={format.ago(comment.createdAt, ui.now)}
                  title={format.dateTime(comment.createdAt)}
                />
              }
              actions={
                edits &&
                comment.mine && (
                  <form action={urls.taskCommentRemoval(slug, project, task.id, comment.id)} method="post">
                    <IconButton icon="x" size="sm" label={t('board.comments.take_back')} />
                  </form>
                )
              }
            >
              <Prose html={comment.html} />
            </Message>
          ))}
        </Thread>
      )}
      {edits && (
        <Composer
          id="comment"
          action={urls.taskComments(slug, project, task.id)}
          name="body"
          label={t('board.comments.new')}
          placeholder={t('board.comments.placeholder')}
          value={value('body')}
          error={error('body')}
          submitLabel={t('board.comments.send')}
        />
      )}
    </Card>
  )
}
