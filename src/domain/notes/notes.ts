import { and, desc, eq, isNull, type SQL } from 'drizzle-orm'
import * as z from 'zod'
import type { Write } from '../../db/commit'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { NotFound } from '../../lib/errors'
import { words } from '../../lib/fields'
import { newId } from '../../lib/id'
import { clientQueries } from '../clients/clients'

/** Whose notes: those of the project that the scope stands in, or a client's own. */
export type Shelf =
  | { scope: ProjectScope; clientId?: undefined }
  | { scope: WorkspaceScope; clientId: string }

export const noteInput = z.object({ body: words(20_000) })

type Notes = Tables['notes']

/** A project's notes are cut by the scope itself; a client's are those without a project. */
const onShelf = ({ clientId }: Shelf, t: Notes): SQL | undefined =>
  clientId === undefined ? undefined : and(eq(t.clientId, clientId), isNull(t.projectId))

/** A shelf's notes with their authors: pinned first, then newest. Rides in a read. */
export function notesQuery(shelf: Shelf) {
  const { scope } = shelf
  const [notes, authors] = [scope.view('notes'), scope.people('authors')]
  return scope
    .select({
      id: notes.id,
      body: notes.body,
      pinned: notes.pinned,
      createdAt: notes.createdAt,
      updatedAt: notes.updatedAt,
      author: authors.name,
    })
    .from(notes)
    .leftJoin(authors, eq(authors.id, notes.authorId))
    .where(onShelf(shelf, notes))
    .orderBy(desc(notes.pinned), desc(notes.createdAt), desc(notes.id))
    .limit(200)
}

export async function listNotes(shelf: Shelf) {
  const [rows] = await shelf.scope.read(notesQuery(shelf))
  return rows
}

export type Note = Awaited<ReturnType<typeof listNotes>>[number]

/** A client with its contacts, its projects and its own notes. @throws NotFound */
export async function clientWithNotes(scope: WorkspaceScope, clientId: string) {
  const [found, contacts, projects, notes] = await scope.read(
    ...clientQueries(scope, clientId),
    notesQuery({ scope, clientId }),
  )
  if (!found[0]) throw new NotFound()
  return { client: found[0], contacts, projects, notes }
}

/** @throws NotFound */
export async function noteById(
  shelf: Shelf,
  id: string,
): Promise<{ id: string; body: string; pinned: boolean }> {
  const n = shelf.scope.view('notes')
  const [rows] = await shelf.scope.read(
    shelf.scope
      .select({ id: n.id, body: n.body, pinned: n.pinned })
      .from(n)
      .where(and(eq(n.id, id), onShelf(shelf, n))),
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** @returns the new note's id. @throws NotFound for whoever is not of the team, or a client that is not of it */
export async function addNote(shelf: Shelf, body: string): Promise<string> {
  const { scope, clientId } = shelf
  if (!scope.isTeam) throw new NotFound()
  const id = newId()
  const made = { id, body, authorId: scope.me, createdAt: scope.now, updatedAt: scope.now }
  // In a project the scope itself says whose it is; a client's note stands under no project.
  const row = clientId === undefined ? { ...made, clientId: scope.clientId ?? '' } : { ...made, clientId }
  await happened(shelf, [scope.insert('notes', row)], 'note.added', id)
  return id
}

/** @throws NotFound, Conflict (taken away meanwhile) */
export async function editNote(shelf: Shelf, id: string, body: string): Promise<void> {
  const note = await noteById(shelf, id)
  if (note.body === body) return
  const set = { body, updatedAt: shelf.scope.now }
  await happened(shelf, [shelf.scope.update('notes', set, one(shelf, id))], 'note.changed', id)
}

/** @throws NotFound, Conflict (taken away meanwhile) */
export async function pinNote(shelf: Shelf, id: string, pinned: boolean): Promise<void> {
  const note = await noteById(shelf, id)
  if (note.pinned === pinned) return
  const kind = pinned ? 'note.pinned' : 'note.unpinned'
  await happened(shelf, [shelf.scope.update('notes', { pinned }, one(shelf, id))], kind, id)
}

/** @throws NotFound, Conflict (taken away meanwhile) */
export async function removeNote(shelf: Shelf, id: string): Promise<void> {
  await noteById(shelf, id)
  await happened(shelf, [shelf.scope.remove('notes', one(shelf, id))], 'note.removed', id)
}

const one = (shelf: Shelf, id: string) => (t: Notes) => and(eq(t.id, id), onShelf(shelf, t))

const happened = ({ scope }: Shelf, writes: Write[], kind: string, subjectId: string) =>
  scope.commit(writes, { kind, subjectId, internal: true })
