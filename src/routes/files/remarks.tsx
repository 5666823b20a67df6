import { type Context, Hono } from 'hono'
import { readTaskChoices } from '../../domain/board/task'
import { remarkQuery, taskFromRemark } from '../../domain/delivery/remark-task'
import { addRemark, answerInput, answerRemark, remarkInput, resolveRemark } from '../../domain/files/remarks'
import { newTaskInput } from '../../domain/tasks/input'
import { Forbidden, NotFound } from '../../lib/errors'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { attempt, form, type Refused } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'
import { team } from '../../web/session'
import { fileView } from './file'

type In = Context<ProjectApp>

/** What is said of a file's versions: remarks on a point or a page, their answers, and what becomes of them. */
export const remarks = new Hono<ProjectApp>()
  .post('/:file/versions/:version/remarks', async c => {
    const { scope, fileId } = inside(c)
    const versionId = c.req.param('version')
    const sent = await form(c, remarkInput)
    if (!sent.ok) return fileView(c, sent)
    const id = await addRemark(scope, { fileId, versionId }, sent.data)
    return seeOther(c, `${at(c, versionId)}#remark-${id}`, 'filePage.remarks.added')
  })
  .post('/:file/remarks/:remark/answers', async c => {
    const { scope, fileId, remarkId } = inside(c)
    const sent = await form(c, answerInput)
    if (!sent.ok) return fileView(c, { ...sent, errors: { [`answer-${remarkId}`]: 'errors.required' } })
    await answerRemark(scope, fileId, remarkId, sent.data.body)
    return back(c)
  })
  .post('/:file/remarks/:remark/resolution', async c => {
    const { scope, fileId, remarkId } = inside(c)
    await resolveRemark(scope, fileId, remarkId, true)
    return back(c)
  })
  .post('/:file/remarks/:remark/reopening', async c => {
    const { scope, fileId, remarkId } = inside(c)
    await resolveRemark(scope, fileId, remarkId, false)
    return back(c)
  })
  .get('/:file/remarks/:remark', async c => {
    const { scope, fileId, remarkId } = inside(c)
    const [[remark]] = await scope.read(remarkQuery(scope, fileId, remarkId))
    if (!remark) throw new NotFound()
    return seeOther(c, `${at(c, remark.versionId)}#remark-${remark.id}`)
  })
  .get('/:file/remarks/:remark/task', team, c => taskPage(c))
  .post('/:file/remarks/:remark/task', team, async c => {
    const { scope, fileId, remarkId } = inside(c)
    const sent = await form(c, newTaskInput)
    if (!sent.ok) return taskPage(c, sent)
    const made = await attempt(sent.values, () => taskFromRemark(scope, { fileId, remarkId }, sent.data))
    if (!made.ok) return taskPage(c, made)
    return seeOther(c, urls.task(scope.workspace.slug, scope.project.id, made.result), 'board.task.created')
  })

const inside = (c: In) => ({
  scope: c.var.scope,
  fileId: c.req.param('file') ?? '',
  remarkId: c.req.param('remark') ?? '',
})

const at = (c: In, versionId: string) =>
  urls.version(c.var.scope.workspace.slug, c.var.scope.project.id, c.req.param('file') ?? '', versionId)

/** To the remark, on the version that it is about. */
function back(c: In): Response {
  const { scope, fileId, remarkId } = inside(c)
  return seeOther(c, urls.remark(scope.workspace.slug, scope.project.id, fileId, remarkId))
}

async function taskPage(c: In, refused?: Refused) {
  const { scope, fileId, remarkId } = inside(c)
  const { ui, config } = c.var
  if (scope.project.archivedAt !== null) throw new Forbidden()
  const choices = await readTaskChoices(scope, remarkQuery(scope, fileId, remarkId))
  const [[remark]] = choices.rows
  if (!remark) throw new NotFound()
  const [slug, project] = [scope.workspace.slug, scope.project.id]
  const subject = ui.t('filePage.remarks.task_title', { file: remark.name, number: remark.number })
  const values = {
    title: [...subject].slice(0, 190).join(''),
    description: `${remark.body}\n\n${config.ORIGIN}${urls.remark(slug, project, fileId, remarkId)}`,
    ...(!remark.shared && { internal: '1' }),
  }
  const { TaskFormPage } = await import('../../../templates/tasks/pages')
  return page(
    c,
    { title: ui.t('board.new'), at: 'board', status: refused ? 422 : 200 },
    <TaskFormPage
      ui={ui}
      slug={slug}
      project={project}
      choices={choices}
      refused={refused ?? { values, errors: {} }}
      action={urls.remarkPart(slug, project, fileId, remarkId, 'task')}
    />,
  )
}
