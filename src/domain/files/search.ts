import { and, desc, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import type { Tables } from '../../db/tables'
import { containing } from '../../db/words'
import { isId } from '../../lib/id'
import { type Folder, RESTORABLE } from './files'
import { foldersQuery, type OwnFolder } from './folders'
import { type Paid, released } from './held'
import { type Unfinished, unfinishedQuery } from './parts'

/** So many files on a page. */
const PAGE = 60

export const kinds = ['image', 'pdf', 'video', 'audio', 'text', 'archive', 'other'] as const
export const sorts = ['newest', 'name', 'size'] as const

/** What the page is asked for; nonsense counts as nothing. */
export const asking = z.object({
  folder: z.enum(['branding', 'content', 'deliverables', 'attachments']).optional().catch(undefined),
  in: z.string().refine(isId).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  sort: z.enum(sorts).default('newest').catch('newest'),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
})
export type Asking = z.output<typeof asking>

/** A file in the list, at its newest version. */
export type FileLine = {
  id: string
  versionId: string
  folder: Folder
  folderId: string | null
  name: string
  shared: boolean
  number: number
  final: boolean
  size: number
  type: string
  /** Its small picture is there. */
  thumb: boolean
  /** Held back until it is paid, for a client; the team has it. */
  held: boolean
  /** For this person: its bytes may be had. */
  free: boolean
  by: string
  /** When its newest version came. */
  at: number
  deletedAt: number | null
}

/** How many files lie where. */
export type Count = { folder: Folder; folderId: string | null; count: number }

export type Listing = {
  files: FileLine[]
  /** The place of its first, from one. */
  from: number
  /** There is another page. */
  more: boolean
  deleted: FileLine[]
  counts: Count[]
  folders: OwnFolder[]
  unfinished: Unfinished[]
}

/** The files that this person may see and asked for; for the team those deleted lately too. One round trip. */
export async function findFiles(scope: ProjectScope, ask: Asking, paid: Paid): Promise<Listing> {
  const { f, v, query } = lines(scope, paid)
  const order = {
    newest: [desc(f.createdAt), f.name],
    name: [sql`${f.name} collate nocase`, f.id],
    size: [desc(v.size), f.id],
  }
  const c = scope.view('files', 'counted')
  const [files, deleted, counts, folders, unfinished] = await scope.read(
    query()
      .where(and(isNull(f.deletedAt), ...asked(ask, f, v)))
      .orderBy(...order[ask.sort])
      .limit(PAGE + 1)
      .offset((ask.page - 1) * PAGE),
    query()
      .where(and(isNotNull(f.deletedAt), gt(f.deletedAt, scope.now - RESTORABLE)))
      .orderBy(desc(f.deletedAt))
      .limit(scope.isTeam && ask.page === 1 && !ask.q && !ask.kind ? 50 : 0),
    scope
      .select({ folder: c.folder, folderId: c.folderId, count: sql<number>`count(*)`.as('count') })
      .from(c)
      .where(isNull(c.deletedAt))
      .groupBy(c.folder, c.folderId),
    foldersQuery(scope),
    unfinishedQuery(scope),
  )
  return {
    files: files.slice(0, PAGE).map(plain),
    from: (ask.page - 1) * PAGE + 1,
    more: files.length > PAGE,
    deleted: deleted.map(plain),
    counts: counts as Count[],
    // Of the team's folders a contact is told those with something in them for them.
    folders: folders.filter(own => scope.isTeam || counts.some(c => c.folderId === own.id)),
    unfinished,
  }
}

type Found = Omit<FileLine, 'thumb' | 'held' | 'free'> & { thumb: number; held: number; free: number }
const plain = (one: Found): FileLine => ({
  ...one,
  thumb: Boolean(one.thumb),
  held: Boolean(one.held),
  free: Boolean(one.free),
})

function lines(scope: ProjectScope, paid: Paid) {
  const [f, v, last] = [scope.view('files'), scope.view('fileVersions'), scope.view('fileVersions', 'last')]
  const author = scope.people('author')
  const newest = sql`${v.number} = (select max(${last.number}) from ${last} where ${last.fileId} = ${f.id})`
  const query = () =>
    scope
      .select({
        id: f.id,
        versionId: sql<string>`${v.id}`.as('version_id'),
        folder: f.folder,
        folderId: f.folderId,
        name: f.name,
        shared: f.shared,
        number: v.number,
        final: v.final,
        size: v.size,
        type: v.type,
        thumb: sql<number>`${v.thumbKey} is not null`.as('thumb'),
        held: sql<number>`${f.heldFor} is not null`.as('held'),
        free: sql<number>`${released(scope, f, paid)}`.as('free'),
        by: sql<string>`${author.name}`.as('author_name'),
        at: sql<number>`${v.createdAt}`.as('version_at'),
        deletedAt: f.deletedAt,
      })
      .from(f)
      .innerJoin(v, and(eq(v.fileId, f.id), newest))
      .innerJoin(author, eq(author.id, v.createdBy))
      .$dynamic()
  return { f, v, query }
}

const kindIs: Record<(typeof kinds)[number], (type: Tables['fileVersions']['type']) => SQL> = {
  image: t => sql`${t} like 'image/%'`,
  pdf: t => sql`${t} = 'application/pdf'`,
  video: t => sql`${t} like 'video/%'`,
  audio: t => sql`${t} like 'audio/%'`,
  text: t =>
    sql`(${t} like 'text/%' or ${t} like '%word%' or ${t} like '%opendocument.text%' or ${t} = 'application/rtf')`,
  archive: t => sql`${t} in ('application/zip', 'application/x-7z-compressed', 'application/vnd.rar')`,
  other: t =>
    sql`not (${sql.join(
      (['image', 'pdf', 'video', 'audio', 'text', 'archive'] as const).map(kind => kindIs[kind](t)),
      sql` or `,
    )})`,
}

function asked(ask: Asking, f: Tables['files'], v: Tables['fileVersions']): (SQL | undefined)[] {
  return [
    ask.folder && eq(f.folder, ask.folder),
    ask.in ? eq(f.folderId, ask.in) : undefined,
    ask.q ? containing(f.name, ask.q) : undefined,
    ask.kind && kindIs[ask.kind](v.type),
  ]
}
