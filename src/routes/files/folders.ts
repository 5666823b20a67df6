import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { folders } from '../../domain/files/files'
import { createFolder, deleteFolder, moveFiles, renameFolder, type Shelf } from '../../domain/files/folders'
import { Malformed } from '../../lib/errors'
import { isId } from '../../lib/id'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { attempt, form, type Refused } from '../../web/form'
import { seeOther } from '../../web/reply'
import { team } from '../../web/session'

const naming = z.object({ name: z.string().max(200) })
const creating = naming.extend({ folder: z.enum(folders) })
const moving = z.object({
  files: z.union([z.string(), z.array(z.string()).max(100)]).transform(list => [list].flat()),
  to: z.string().transform(shelfAt),
})

/** A shelf as a form names it: `content`, or `content/<own folder>`. */
export function shelfAt(text: string): Shelf | null {
  const [folder, id = null] = text.split('/')
  const known = folders.find(one => one === folder)
  if (!known || (id !== null && !isId(id))) return null
  return { folder: known, folderId: id }
}

/** The team's own folders, and files moved among them. @param shelves shows the page again with what was wrong */
export const foldersOf = (shelves: (c: Context<ProjectApp>, refused: Refused) => Promise<Response>) => {
  const list = (c: Context<ProjectApp>) => urls.files(c.var.scope.workspace.slug, c.var.scope.project.id)
  return new Hono<ProjectApp>()
    .post('/folders', team, async c => {
      const sent = await form(c, creating)
      if (!sent.ok) return shelves(c, sent)
      const { folder, name } = sent.data
      const done = await attempt(sent.values, () => createFolder(c.var.scope, folder, name))
      if (!done.ok) return shelves(c, done)
      return seeOther(c, `${list(c)}?folder=${folder}&in=${done.result}`, 'files.folders.created')
    })
    .post('/folders/:folder', team, async c => {
      const sent = await form(c, naming)
      if (!sent.ok) return shelves(c, sent)
      const id = c.req.param('folder')
      const done = await attempt(sent.values, () => renameFolder(c.var.scope, id, sent.data.name))
      if (!done.ok) return shelves(c, done)
      return seeOther(c, list(c), 'files.folders.renamed')
    })
    .post('/folders/:folder/deletion', team, async c => {
      await deleteFolder(c.var.scope, c.req.param('folder'))
      return seeOther(c, list(c), 'files.folders.deleted')
    })
    .post('/moves', team, async c => {
      const sent = await form(c, moving)
      if (!sent.ok || !sent.data.to) throw new Malformed()
      const { files, to } = sent.data
      await moveFiles(c.var.scope, files, to)
      return seeOther(
        c,
        `${list(c)}?folder=${to.folder}${to.folderId ? `&in=${to.folderId}` : ''}`,
        'files.moved',
      )
    })
}
