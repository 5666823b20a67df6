import { type Context, Hono } from 'hono'
import { fieldsOf } from '../domain/imports/columns'
import { type ImportInput, importInput, kindInput, signature } from '../domain/imports/input'
import { pastImports } from '../domain/imports/past'
import type { Review } from '../domain/imports/review'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, filesOf, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { sentenceOf } from '../web/sentence'
import { managers } from '../web/session'

type In = Context<ProjectApp>

/** What reads files, with its dictionaries: loaded when a file comes, which is seldom. */
const reading = () => import('../domain/imports/run')

/**
 * Requests and tasks out of a file: chosen, looked over, brought in. The file is kept nowhere: its text travels in the
 * form, and everything about it is looked at again at each step.
 */
export const imports = new Hono<ProjectApp>()
  .get('/', managers, c => start(c))
  .get('/review', managers, c => c.redirect(here(c), 303))
  .post('/review', managers, async c => {
    const input = await sent(c)
    if ('errors' in input) return start(c, input)
    const { reviewImport } = await reading()
    const done = await attempt({ kind: input.kind }, () => reviewImport(c.var.scope, input, locale(c)))
    return done.ok ? reviewed(c, input, done.result) : start(c, done)
  })
  .post('/', managers, async c => {
    const { scope } = c.var
    const input = await sent(c)
    if ('errors' in input) return start(c, input)
    const { reviewImport, runImport } = await reading()
    const looked = input.columns !== undefined && input.seen === signature(input)
    const done = await attempt({ kind: input.kind }, () =>
      looked ? runImport(scope, input, locale(c)) : reviewImport(scope, input, locale(c)),
    )
    if (!done.ok) return start(c, done)
    if ('problems' in done.result) return reviewed(c, input, done.result)
    return seeOther(c, here(c), done.result.created ? 'imports.done' : 'imports.nothing_new')
  })

const here = (c: In) => urls.imports(c.var.scope.workspace.slug, c.var.scope.project.id)
const locale = (c: In) => c.var.ui.format.tag

/** What was chosen, with the text of the file that came along, or the one that travels. */
async function sent(c: In): Promise<ImportInput | Refused> {
  const parsed = await form(c, importInput)
  if (!parsed.ok)
    return { values: { kind: parsed.values.kind ?? '' }, errors: { file: 'imports.error.large' } }
  const [file] = await filesOf(c, 'file')
  if (!file) return parsed.data
  const { decoded } = await reading()
  const read = await attempt({ kind: parsed.data.kind }, async () => decoded(await file.arrayBuffer()))
  return read.ok ? { ...parsed.data, text: read.result } : read
}

async function start(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const past = await pastImports(scope)
  const { ImportStart } = await import('../../templates/imports/start')
  return page(
    c,
    { title: ui.t('imports.title'), at: 'project-settings', status: refused ? 422 : 200 },
    <ImportStart
      ui={ui}
      slug={scope.workspace.slug}
      projectId={scope.project.id}
      archived={scope.project.archivedAt !== null}
      kind={kindInput.parse({ kind: refused?.values.kind ?? c.req.query('kind') }).kind}
      past={past.map(one => ({ ...one, said: sentenceOf(ui, one) }))}
      refused={refused}
    />,
  )
}

async function reviewed(c: In, input: ImportInput, review: Review) {
  const { scope, ui } = c.var
  const { columns, order } = review
  const seen = { ...input, columns, order }
  const { ImportReview } = await import('../../templates/imports/review')
  return page(
    c,
    { title: ui.t('imports.review.title'), at: 'project-settings' },
    <ImportReview
      ui={ui}
      slug={scope.workspace.slug}
      projectId={scope.project.id}
      input={{ ...seen, seen: signature(seen) }}
      review={review}
      fields={fieldsOf[input.kind]}
    />,
  )
}
