import { and, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { among } from '../../db/among'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { cleanName } from './names'

/** A folder of the product's, or (`folderId`) one that the team made inside it. */
export type Shelf = { folder: 'branding' | 'content' | 'deliverables'; folderId: string | null }
export type OwnFolder = Pick<Row<'fileFolders'>, 'id' | 'folder' | 'name'>

/** So many own folders in a project, and so many files moved at once. */
const MOST = 100
const LONGEST = 60

/** The project's own folders by name; rides in a batch. */
export function foldersQuery(scope: ProjectScope) {
  const d = scope.view('fileFolders')
  return scope
    .select({ id: d.id, folder: d.folder, name: d.name })
    .from(d)
    .orderBy(sql`${d.name} collate nocase`)
}

/** The condition that a shelf is there. */
export function inFolder(scope: ProjectScope, { folder, folderId }: Shelf): SQL {
  if (folderId === null) return sql`1`
  const d = scope.view('fileFolders', 'own')
  return sql`exists (select 1 from ${d} where ${d.id} = ${folderId} and ${d.folder} = ${folder})`
}

/** @throws Invalid `name` (empty, too long, taken), NotFound for a contact, Forbidden in an archived project */
export async function createFolder(
  scope: ProjectScope,
  folder: Shelf['folder'],
  wanted: string,
): Promise<string> {
  changeable(scope)
  const [id, name] = [newId(scope.now), nameOf(wanted)]
  const d = scope.view('fileFolders')
  await taken(
    scope.commit(
      [
        scope.require(sql`(select count(*) from ${d}) < ${MOST}`),
        scope.insert('fileFolders', { id, folder, name, createdBy: scope.me, createdAt: scope.now }),
      ],
      { kind: 'folder.created', subjectId: id, facts: { folder } },
    ),
  )
  return id
}

/** @throws Invalid `name`, NotFound, Forbidden in an archived project */
export async function renameFolder(scope: ProjectScope, id: string, wanted: string): Promise<void> {
  const { folder } = await readFolder(scope, id)
  await taken(
    scope.commit([scope.update('fileFolders', { name: nameOf(wanted) }, d => eq(d.id, id))], {
      kind: 'folder.renamed',
      subjectId: id,
      facts: { folder },
    }),
  )
}

/** Takes a folder away; what lies in it moves up. @throws NotFound, Forbidden in an archived project */
export async function deleteFolder(scope: ProjectScope, id: string): Promise<void> {
  const { folder } = await readFolder(scope, id)
  await scope.commit(
    [
      scope.updateAll('files', { folderId: null }, f => eq(f.folderId, id)),
      scope.remove('fileFolders', d => eq(d.id, id)),
    ],
    { kind: 'folder.deleted', subjectId: id, facts: { folder } },
  )
}

/**
 * Moves files to another shelf; attachments stay with what they came with. All of them, or none.
 * @throws NotFound, Conflict where one was moved or deleted meanwhile, Forbidden in an archived project
 */
export async function moveFiles(scope: ProjectScope, fileIds: readonly string[], to: Shelf): Promise<void> {
  changeable(scope)
  const f = scope.view('files')
  const asked = among(f.id, fileIds)
  const [found, [there]] = await scope.read(
    scope
      .select({ id: f.id, shared: f.shared })
      .from(f)
      .where(and(asked, isNull(f.deletedAt), ne(f.folder, 'attachments'))),
    scope.select({ there: sql<number>`${inFolder(scope, to)}`.as('there') }).from(scope.view('workspaces')),
  )
  if (fileIds.length === 0 || found.length !== fileIds.length || !there?.there) throw new NotFound()
  await scope.commit(
    [
      scope.require(inFolder(scope, to)),
      ...found.map(({ id, shared }) =>
        scope.update('files', { folder: to.folder, folderId: to.folderId }, x =>
          and(eq(x.id, id), eq(x.shared, shared), isNull(x.deletedAt)),
        ),
      ),
    ],
    found.map(({ id, shared }) => ({
      kind: 'file.moved',
      subjectId: id,
      facts: { folder: to.folder },
      internal: !shared,
    })),
  )
}

function nameOf(wanted: string): string {
  const name = cleanName(wanted, '')
  if (!name) throw new Invalid({ name: 'errors.required' })
  if (name.length > LONGEST) throw new Invalid({ name: 'errors.too_long' })
  return name
}

async function taken<T>(commit: Promise<T>): Promise<T> {
  try {
    return await commit
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    throw new Invalid({ name: error.reason === 'taken' ? 'files.folders.taken' : 'files.folders.too_many' })
  }
}

async function readFolder(scope: ProjectScope, id: string): Promise<OwnFolder> {
  changeable(scope)
  const d = scope.view('fileFolders')
  const [[folder]] = await scope.read(
    scope.select({ id: d.id, folder: d.folder, name: d.name }).from(d).where(eq(d.id, id)),
  )
  if (!folder) throw new NotFound()
  return folder
}

/** Folders are the team's to arrange: for a contact these commands do not exist. */
function changeable(scope: ProjectScope): void {
  if (!scope.isTeam) throw new NotFound()
  if (scope.project.archivedAt) throw new Forbidden()
}
