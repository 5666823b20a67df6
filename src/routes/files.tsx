import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { FileView } from '../../templates/files/file'
import { FilesPage } from '../../templates/files/list'
import { addFiles, addVersion, deleteFile, restoreFile, setFinal, setShared } from '../domain/files/change'
import { folders, listFiles, readFile } from '../domain/files/files'
import { grantLink, signLink } from '../domain/files/link'
import { accepted } from '../domain/files/types'
import { NotFound } from '../lib/errors'
import { checked } from '../lib/fields'
import { urls } from '../urls'
import type { ProjectApp } from '../web/context'
import { attempt, filesOf, form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { leavesMark, team } from '../web/session'

type In = Context<ProjectApp>

const upload = z.object({ folder: z.enum(folders), internal: checked })
const sharing = z.object({ shared: z.enum(['1', '']) })
const final = z.object({ version: z.string() })

/** The project's files: the shelves, each file with its versions, and the links to their bytes. */
export const files = new Hono<ProjectApp>()
  .get('/', c => shelves(c))
  .post('/', async c => {
    const { scope, env } = inside(c)
    const parsed = await form(c, upload)
    if (!parsed.ok) return shelves(c, parsed)
    const { folder, internal } = parsed.data
    const sent = await filesOf(c, 'files')
    const done = await attempt(parsed.values, () =>
      addFiles(scope, env.FILES, sent, { folder, shared: !internal }),
    )
    if (!done.ok) return shelves(c, done)
    return seeOther(c, urls.files(scope.workspace.slug, scope.project.id), 'files.added')
  })
  .get('/:file', c => view(c))
  .get('/:file/versions/:version', c => view(c))
  .post('/:file/versions', async c => {
    const { scope, env, file } = inside(c)
    const sent = await filesOf(c, 'files')
    const done = await attempt({}, () => addVersion(scope, env.FILES, file, sent))
    return done.ok ? back(c, 'files.version_added') : view(c, done)
  })
  .get('/:file/versions/:version/content', async c => {
    const { scope, file } = inside(c)
    const { config, entered, now } = c.var
    const versionId = c.req.param('version')
    const download = c.req.query('download') !== undefined
    await grantLink(scope, { fileId: file, versionId, download, logged: leavesMark(c) })
    const link = {
      sessionId: entered.session.id,
      membershipId: scope.me,
      slug: scope.workspace.slug,
      projectId: scope.project.id,
      versionId,
      download,
    }
    return c.redirect(urls.file(await signLink(config.SECRET_KEY, link, now)), 302)
  })
  .post('/:file/sharing', team, async c => {
    const { scope, file } = inside(c)
    const parsed = await form(c, sharing)
    const shared = parsed.ok && parsed.data.shared === '1'
    await setShared(scope, file, shared)
    return back(c, shared ? 'files.now_shared' : 'files.now_hidden')
  })
  .post('/:file/final', team, async c => {
    const { scope, file } = inside(c)
    const parsed = await form(c, final)
    const version = parsed.ok ? parsed.data.version : ''
    await setFinal(scope, file, version || null)
    return back(c, version ? 'files.final_set' : 'files.final_unset')
  })
  .post('/:file/deletion', team, async c => {
    const { scope, file } = inside(c)
    await deleteFile(scope, file)
    return seeOther(c, urls.files(scope.workspace.slug, scope.project.id), 'files.deleted')
  })
  .post('/:file/restoration', team, async c => {
    const { scope, file } = inside(c)
    await restoreFile(scope, file)
    return back(c, 'files.restored')
  })

const inside = (c: In) => ({ scope: c.var.scope, env: c.env, file: c.req.param('file') ?? '' })

function back(c: In, notice: Parameters<typeof seeOther>[2]): Response {
  const { scope, file } = inside(c)
  return seeOther(c, urls.projectFile(scope.workspace.slug, scope.project.id, file), notice)
}

const standing = ({ var: { scope, ui } }: In) => ({
  ui,
  slug: scope.workspace.slug,
  project: scope.project.id,
  team: scope.isTeam,
  open: scope.project.archivedAt === null,
  accept: accepted,
})

async function shelves(c: In, refused?: Refused) {
  const { scope, ui } = c.var
  const list = await listFiles(scope)
  return page(
    c,
    { title: ui.t('files.title'), at: 'files', scripts: ['upload'], status: refused ? 422 : 200 },
    <FilesPage {...standing(c)} {...list} refused={refused} />,
  )
}

async function view(c: In, refused?: Refused) {
  const { scope, file: id } = inside(c)
  const file = await readFile(scope, id)
  const asked = c.req.param('version')
  const shown = asked ? file.versions.find(v => v.id === asked) : file.newest
  if (!shown) throw new NotFound()
  return page(
    c,
    { title: file.name, at: 'files', scripts: ['upload'], status: refused ? 422 : 200 },
    <FileView {...standing(c)} file={file} shown={shown} refused={refused} />,
  )
}
