import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { FileView } from '../../../templates/files/file'
import { holding, holdUntilPaid } from '../../domain/delivery/hold'
import { readFilePage } from '../../domain/delivery/page'
import { paid } from '../../domain/delivery/paid'
import { deleteFile, restoreFile, setShared } from '../../domain/files/change'
import { releaseFile } from '../../domain/files/held'
import { grantLink, type Part, signLink } from '../../domain/files/link'
import { setPreview } from '../../domain/files/previews'
import { accepted } from '../../domain/files/types'
import {
  addVersion,
  describeVersion,
  restoreVersion,
  setFinal,
  versionWords,
} from '../../domain/files/versions'
import { NotFound } from '../../lib/errors'
import { isText } from '../../lib/media'
import { READABLE, textOf } from '../../lib/text'
import { readHead } from '../../outside/files'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { attempt, filesOf, form, type Refused } from '../../web/form'
import { page } from '../../web/page'
import { leavesMark } from '../../web/reading'
import { seeOther } from '../../web/reply'
import { team } from '../../web/session'
import { standing } from './standing'

type In = Context<ProjectApp>

const sharing = z.object({ shared: z.enum(['1', '']) })
const final = z.object({ version: z.string() })

/** One file: its versions, what holds it back, and the links to its bytes. */
export const file = new Hono<ProjectApp>()
  .get('/:file', c => fileView(c))
  .get('/:file/compare', async c => {
    const { scope, file: id } = inside(c)
    const { file, holding } = await readFilePage(scope, id)
    if (file.deletedAt) throw new NotFound()
    const withheld = !scope.isTeam && !holding.free
    const { left, right } = c.req.query()
    const { ComparePage } = await import('../../../templates/files/compare')
    return page(
      c,
      { title: c.var.ui.t('filePage.compare.title'), at: 'files', scripts: ['compare'], wide: true },
      <ComparePage {...standing(c)} file={file} withheld={withheld} left={left} right={right} />,
    )
  })
  .get('/:file/versions/:version', c => fileView(c))
  .post('/:file/versions', async c => {
    const { scope, env, file } = inside(c)
    const sent = await form(c, versionWords)
    if (!sent.ok) return fileView(c, sent)
    const files = await filesOf(c, 'files')
    const [thumb] = await filesOf(c, 'thumb')
    const done = await attempt(sent.values, () => addVersion(scope, env.FILES, file, files, sent.data, thumb))
    return done.ok ? back(c, 'files.version_added') : fileView(c, done)
  })
  .get('/:file/versions/:version/content', c => linked(c, 'whole'))
  .get('/:file/versions/:version/preview', c => linked(c, 'preview'))
  .get('/:file/versions/:version/thumb', c => linked(c, 'thumb'))
  .post('/:file/versions/:version/preview', team, async c => {
    const { scope, env, file, version } = inside(c)
    const [picture] = await filesOf(c, 'preview')
    if (!picture) return fileView(c, { values: {}, errors: { preview: 'filePage.hold.error.preview' } })
    const done = await attempt({}, () => setPreview(scope, env.FILES, file, { versionId: version, picture }))
    return done.ok ? back(c, 'filePage.hold.preview_made') : fileView(c, done)
  })
  .post('/:file/versions/:version/words', async c => {
    const { scope, file, version } = inside(c)
    const sent = await form(c, versionWords)
    if (!sent.ok) return fileView(c, sent)
    await describeVersion(scope, file, version, sent.data)
    return back(c, 'filePage.versions.described')
  })
  .post('/:file/versions/:version/restoration', team, async c => {
    const { scope, env, file, version } = inside(c)
    const done = await attempt({}, () => restoreVersion(scope, env.FILES, file, version))
    return done.ok ? back(c, 'filePage.versions.restored') : fileView(c, done)
  })
  .post('/:file/hold', team, async c => {
    const { scope, env, file } = inside(c)
    const sent = await form(c, holding.extend({ version: z.string().optional() }))
    if (!sent.ok) return fileView(c, sent)
    const [picture] = await filesOf(c, 'preview')
    const { heldFor, version } = sent.data
    const drawn = picture && version ? { versionId: version, picture } : undefined
    const done = await attempt(sent.values, () => holdUntilPaid(scope, env.FILES, file, heldFor, drawn))
    return done.ok ? back(c, 'filePage.hold.held') : fileView(c, done)
  })
  .post('/:file/release', team, async c => {
    const { scope, file } = inside(c)
    await releaseFile(scope, file)
    return back(c, 'filePage.hold.released')
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

const inside = (c: In) => ({
  scope: c.var.scope,
  env: c.env,
  file: c.req.param('file') ?? '',
  version: c.req.param('version') ?? '',
})

function back(c: In, notice: Parameters<typeof seeOther>[2]): Response {
  const { scope, file } = inside(c)
  return seeOther(c, urls.projectFile(scope.workspace.slug, scope.project.id, file), notice)
}

/** On to a signed link to a version's bytes, or to its reduced picture. */
async function linked(c: In, part: Part): Promise<Response> {
  const { scope, file, version: versionId } = inside(c)
  const { config, entered, now } = c.var
  const download = part === 'whole' && c.req.query('download') !== undefined
  // A small picture in a list is no look at the file.
  const logged = part !== 'thumb' && leavesMark(c)
  await grantLink(scope, { fileId: file, versionId, download, part, logged }, paid)
  const link = {
    sessionId: entered.session.id,
    membershipId: scope.me,
    slug: scope.workspace.slug,
    projectId: scope.project.id,
    versionId,
    download,
    part,
    unlogged: part !== 'thumb' && !logged && !scope.seenBy,
  }
  return c.redirect(urls.file(await signLink(config.SECRET_KEY, link, now)), 302)
}

/** The file's page at its newest version, or at the one that the path names. */
export async function fileView(c: In, refused?: Refused) {
  const { scope, env, file: id, version } = inside(c)
  const found = await readFilePage(scope, id)
  const { file, holding } = found
  const shown = version ? file.versions.find(v => v.id === version) : file.newest
  if (!shown) throw new NotFound()
  const withheld = !scope.isTeam && !holding.free
  const reads = isText(shown.type) && !withheld && !file.deletedAt
  const head = reads ? await readHead(env.FILES, shown.storageKey, Math.min(READABLE, shown.size)) : null
  return page(
    c,
    {
      title: file.name,
      at: 'files',
      scripts: ['upload', 'viewer', 'remarks', ...(scope.isTeam ? (['hold'] as const) : [])],
      status: refused ? 422 : 200,
    },
    <FileView
      {...standing(c)}
      {...found}
      me={scope.me}
      shown={shown}
      withheld={withheld}
      text={head && textOf(head)}
      at={Number(c.req.query('page')) || undefined}
      accept={accepted}
      refused={refused}
    />,
  )
}
