import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { FilesPage } from '../../templates/files/list'
import { paid } from '../domain/delivery/paid'
import { addFiles } from '../domain/files/change'
import { asking, findFiles } from '../domain/files/search'
import { accepted } from '../domain/files/types'
import type { Wanted } from '../domain/files/zip'
import { Invalid, NotFound } from '../lib/errors'
import { checked } from '../lib/fields'
import { isId } from '../lib/id'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, filesOf, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { leavesMark } from '../web/reading'
import { seeOther } from '../web/reply'
import { file } from './files/file'
import { foldersOf, shelfAt } from './files/folders'
import { remarks } from './files/remarks'
import { standing } from './files/standing'
import { uploads } from './files/uploads'

type In = Context<ProjectApp>

const upload = z.object({
  folder: z
    .string()
    .transform(shelfAt)
    .refine(shelf => shelf !== null, 'errors.choice'),
  internal: checked,
})

/** The project's files: the shelves, each file with its versions, and the links to their bytes. */
export const files = new Hono<ProjectApp>()
  .route('/uploads', uploads)
  .route('/', foldersOf(shelves))
  .get('/', c => shelves(c))
  .get('/archive', archived)
  .post('/', async c => {
    const { scope, env } = inside(c)
    const parsed = await form(c, upload)
    if (!parsed.ok) return shelves(c, parsed)
    const { folder: shelf, internal } = parsed.data
    if (!shelf) throw new NotFound()
    const sent = await filesOf(c, 'files')
    const [thumb] = await filesOf(c, 'thumb')
    const done = await attempt(parsed.values, () =>
      addFiles(scope, env.FILES, sent, { ...shelf, shared: !internal }, thumb),
    )
    if (c.req.header('Accept') === 'application/json') {
      if (done.ok) return c.json({ state: 'kept' })
      return c.json({ problem: c.var.ui.t(done.errors.files ?? 'errors.invalid') }, 422)
    }
    if (!done.ok) return shelves(c, done)
    return seeOther(c, urls.files(scope.workspace.slug, scope.project.id), 'files.added')
  })
  .route('/', file)
  .route('/', remarks)

const inside = (c: In) => ({ scope: c.var.scope, env: c.env })

async function shelves(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const ask = asking.parse(c.req.query())
  const list = await findFiles(scope, ask, paid)
  return page(
    c,
    { title: ui.t('files.title'), at: 'files', scripts: ['upload', 'shelves'], status: refused ? 422 : 200 },
    <FilesPage {...standing(c)} {...list} accept={accepted} ask={ask} refused={refused} />,
  )
}

/** On to a signed link to an archive: of chosen files, or of a shelf. */
async function archived(c: In): Promise<Response> {
  const { scope, config, entered, now, ui } = c.var
  const { folder, in: folderId } = asking.parse(c.req.query())
  const chosen = (c.req.queries('files') ?? []).filter(isId)
  const wanted: Wanted | null =
    chosen.length > 0 ? { files: chosen } : folder ? { folder, folderId: folderId ?? null } : null
  const { grantArchive, signArchive } = await import('../domain/files/zip')
  const done = await attempt({}, () => {
    if (!wanted) return Promise.reject(new Invalid({ archive: 'files.zip.none' }))
    return grantArchive(scope, wanted, { logged: leavesMark(c), paid })
  })
  if (!done.ok) return shelves(c, done)
  const name = folder && chosen.length === 0 ? ui.t(`files.folder.${folder}`) : ui.t('files.title')
  const link = {
    sessionId: entered.session.id,
    membershipId: scope.me,
    slug: scope.workspace.slug,
    projectId: scope.project.id,
    name: `${scope.project.name} - ${name}`,
    locale: ui.locale,
    versionIds: done.result,
    unlogged: !leavesMark(c) && !scope.seenBy,
  }
  return c.redirect(urls.fileArchiveLink(await signArchive(config.SECRET_KEY, link, now)), 302)
}
