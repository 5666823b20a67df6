import { type Context, Hono } from 'hono'
import {
  addNote,
  clientWithNotes,
  editNote,
  listNotes,
  type Note,
  noteById,
  noteInput,
  pinNote,
  removeNote,
  type Shelf,
} from '../domain/notes/notes'
import { markdown } from '../lib/markdown'
import { urls } from '../urls'
import type { ProjectApp, WorkspaceApp } from '../web/context'
import { form, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { team } from '../web/session'

const templates = () => import('../../templates/notes/notes')

type InProject = Context<ProjectApp>
type InWorkspace = Context<WorkspaceApp>

/** The team's notes of a project. */
export const notes = new Hono<ProjectApp>()
  .use(team)
  .get('/', c => projectNotes(c))
  .post('/', async c => {
    const parsed = await form(c, noteInput)
    if (!parsed.ok) return projectNotes(c, parsed)
    await addNote({ scope: c.var.scope }, parsed.data.body)
    return seeOther(c, shelfUrl(c), 'notes.added')
  })
  .get('/:note', c => editPage(c, ofProject(c)))
  .post('/:note', c => edit(c, ofProject(c)))
  .post('/:note/pin', c => pin(c, ofProject(c)))
  .get('/:note/removal', c => removalPage(c, ofProject(c)))
  .post('/:note/removal', c => remove(c, ofProject(c)))

/** The managers' notes of a client: mounted under its page, behind the same guard. */
export const clientNotes = new Hono<WorkspaceApp>()
  .post('/', async c => {
    const clientId = c.req.param('client') ?? ''
    const parsed = await form(c, noteInput)
    if (!parsed.ok) return clientPage(c, clientId, parsed)
    await addNote({ scope: c.var.scope, clientId }, parsed.data.body)
    return seeOther(c, ofClient(c).back, 'notes.added')
  })
  .get('/:clientNote', c => editPage(c, ofClient(c)))
  .post('/:clientNote', c => edit(c, ofClient(c)))
  .post('/:clientNote/pin', c => pin(c, ofClient(c)))
  .get('/:clientNote/removal', c => removalPage(c, ofClient(c)))
  .post('/:clientNote/removal', c => remove(c, ofClient(c)))

/** One note of a shelf: where it is read, and where one goes back to. */
type At = { on: Shelf; id: string; shelf: string; back: string; place: 'notes' | 'clients' }

const shelfUrl = ({ var: { scope } }: InProject) => urls.notes(scope.workspace.slug, scope.project.id)

function ofProject(c: InProject): At {
  const shelf = shelfUrl(c)
  return { on: { scope: c.var.scope }, id: c.req.param('note') ?? '', shelf, back: shelf, place: 'notes' }
}

function ofClient(c: InWorkspace): At {
  const { scope } = c.var
  const clientId = c.req.param('client') ?? ''
  return {
    on: { scope, clientId },
    id: c.req.param('clientNote') ?? '',
    shelf: urls.clientNotes(scope.workspace.slug, clientId),
    back: `${urls.client(scope.workspace.slug, clientId)}#notes`,
    place: 'clients',
  }
}

async function editPage(c: Context, at: At, refused?: Refused) {
  const note = await noteById(at.on, at.id)
  const { ui } = (c as InWorkspace).var
  const { EditNote } = await templates()
  return page(
    c,
    { title: ui.t('notes.edit_title'), at: at.place, status: refused ? 422 : 200 },
    <EditNote ui={ui} shelf={at.shelf} back={at.back} note={note} refused={refused} />,
  )
}

async function edit(c: Context, at: At) {
  const parsed = await form(c, noteInput)
  if (!parsed.ok) return editPage(c, at, parsed)
  await editNote(at.on, at.id, parsed.data.body)
  return seeOther(c, at.back, 'notes.saved')
}

async function pin(c: Context, at: At) {
  const { pinned } = await c.req.parseBody()
  await pinNote(at.on, at.id, pinned === '1')
  return seeOther(c, at.back)
}

async function removalPage(c: Context, at: At) {
  const [note, render] = await Promise.all([noteById(at.on, at.id), markdown()])
  const { ui } = (c as InWorkspace).var
  const { RemoveNote } = await templates()
  return page(
    c,
    { title: ui.t('notes.remove_title'), at: at.place },
    <RemoveNote ui={ui} shelf={at.shelf} back={at.back} note={note} html={render(note.body)} />,
  )
}

async function remove(c: Context, at: At) {
  await removeNote(at.on, at.id)
  return seeOther(c, at.back, 'notes.removed')
}

const rendered = async (list: Note[]) => {
  const render = await markdown()
  return list.map(note => ({ ...note, html: render(note.body) }))
}

async function projectNotes(c: InProject, refused?: Refused) {
  const { scope, ui } = c.var
  const list = await rendered(await listNotes({ scope }))
  const { NotesPage } = await templates()
  return page(
    c,
    { title: ui.t('notes.title'), at: 'notes', status: refused ? 422 : 200 },
    <NotesPage ui={ui} shelf={shelfUrl(c)} notes={list} refused={refused} />,
  )
}

/** A client's page, with its notes at the foot. @throws NotFound */
export async function clientPage(c: InWorkspace, clientId: string, refused?: Refused) {
  const { scope, ui } = c.var
  const { slug } = scope.workspace
  const { notes: list, ...found } = await clientWithNotes(scope, clientId)
  const shelf = urls.clientNotes(slug, clientId)
  const { ClientPage } = await import('../../templates/clients/client')
  const { NotesCard } = await templates()
  return page(
    c,
    { title: found.client.name, at: 'clients', status: refused ? 422 : 200 },
    <ClientPage
      ui={ui}
      slug={slug}
      {...found}
      notes={<NotesCard ui={ui} shelf={shelf} notes={await rendered(list)} refused={refused} />}
    />,
  )
}
