import { and, eq, isNull, sql } from 'drizzle-orm'
import { among } from '../../db/among'
import type { ProjectScope } from '../../db/scope'
import { Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { signedLink } from '../../lib/signed-link'
import type { Folder } from './files'
import { type Paid, released } from './held'
import { LIFE } from './link'
import { cleanName } from './names'

/** So many files in one archive. */
export const MOST = 200

/** Which files: chosen ones, or all of a shelf (with its own folders, unless one of them is named). */
export type Wanted = { files: string[] } | { folder: Folder; folderId: string | null }

/** A signed archive: some versions, for one person as they are signed in now. Ends as `FileLink` does. */
export type ArchiveLink = {
  sessionId: string
  membershipId: string
  slug: string
  projectId: string
  /** What the archive is called, and in which language it speaks. */
  name: string
  locale: 'fr' | 'en'
  versionIds: string[]
  /** As a `FileLink` says it. */
  unlogged: boolean
}

/** Ids without their hyphens: two hundred of them stand in an address. */
const packed = (ids: string[]) => ids.map(id => id.replaceAll('-', '')).join('')
const unpacked = (text: string) =>
  (text.match(/.{32}/g) ?? []).map(id => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))

type Said = Record<'s' | 'm' | 'w' | 'p' | 'n' | 'v', string> & { l: 'fr' | 'en'; u?: 1 }
const links = signedLink<Said>('archive', LIFE, ['s', 'm', 'w', 'p', 'n', 'l', 'v'])

/** @param now milliseconds */
export const signArchive = (secret: string, link: ArchiveLink, now: number): Promise<string> =>
  links.sign(
    secret,
    {
      s: link.sessionId,
      m: link.membershipId,
      w: link.slug,
      p: link.projectId,
      n: link.name,
      l: link.locale,
      v: packed(link.versionIds),
      u: link.unlogged ? 1 : undefined,
    },
    now,
  )

/** As `signedLink` opens; null for one that is over too: another is had with a press. */
export async function openArchive(
  secrets: readonly (string | undefined)[],
  token: string,
  now: number,
): Promise<ArchiveLink | null> {
  const said = await links.open(secrets, token, now)
  if (said === null || said === 'expired') return null
  const { s, m, w, p, n, l, v, u } = said
  return {
    sessionId: s,
    membershipId: m,
    slug: w,
    projectId: p,
    name: n,
    locale: l,
    versionIds: unpacked(v),
    unlogged: u === 1,
  }
}

/**
 * Lets a person have an archive of files, each at its newest version, with a line for each in the security log.
 * @param logged false where nothing may be written: HEAD, and pages fetched ahead
 * @returns the versions, those held back among them: the archive says that they are missing
 * @throws NotFound where none is theirs to see, Invalid `archive` for more than an archive takes
 */
export async function grantArchive(
  scope: ProjectScope,
  wanted: Wanted,
  { logged, paid }: { logged: boolean; paid: Paid },
): Promise<string[]> {
  if ('files' in wanted && wanted.files.length > MOST) throw new Invalid({ archive: 'files.zip.too_many' })
  const [f, v, last] = [scope.view('files'), scope.view('fileVersions'), scope.view('fileVersions', 'last')]
  const newest = sql`${v.number} = (select max(${last.number}) from ${last} where ${last.fileId} = ${f.id})`
  const which =
    'files' in wanted
      ? among(f.id, wanted.files)
      : and(eq(f.folder, wanted.folder), wanted.folderId ? eq(f.folderId, wanted.folderId) : undefined)
  const [found] = await scope.read(
    scope
      .select({
        versionId: sql<string>`${v.id}`.as('version_id'),
        free: sql<number>`${released(scope, f, paid)}`.as('free'),
      })
      .from(f)
      .innerJoin(v, and(eq(v.fileId, f.id), newest))
      .where(and(isNull(f.deletedAt), which))
      .orderBy(f.createdAt)
      .limit(MOST + 1),
  )
  if (found.length === 0) throw new NotFound()
  if (found.length > MOST) throw new Invalid({ archive: 'files.zip.too_many' })
  if (logged)
    await noteArchive(
      scope,
      found.filter(one => one.free),
    )
  return found.map(one => one.versionId)
}

/** A line in the security log for each file of an archive. */
export async function noteArchive(scope: ProjectScope, of: readonly { versionId: string }[]): Promise<void> {
  const lines = of.map(({ versionId }) => ({
    id: newId(scope.now),
    userId: scope.actor.userId,
    kind: 'file.link',
    subjectId: versionId,
    data: { download: true, archive: true },
    at: scope.now,
  }))
  if (lines.length > 0) await scope.commit([scope.insert('securityLog', lines)], [])
}

/** One file of an archive. */
export type Entry = { versionId: string; path: string; key: string; size: number; at: number }
/** What an archive holds now, and the names of those held back. */
export type Contents = { entries: Entry[]; held: string[] }

/**
 * What of some versions this person may have now, with the path of each in the archive.
 * @param shelfName what one of the product's folders is called
 * @throws NotFound where none is left
 */
export async function archiveOf(
  scope: ProjectScope,
  versionIds: readonly string[],
  paid: Paid,
  shelfName: (folder: Folder) => string,
): Promise<Contents> {
  const [f, v, d] = [scope.view('files'), scope.view('fileVersions'), scope.view('fileFolders')]
  const [found] = await scope.read(
    scope
      .select({
        versionId: sql<string>`${v.id}`.as('version_id'),
        name: f.name,
        folder: f.folder,
        own: sql<string | null>`${d.name}`.as('own'),
        key: v.storageKey,
        size: v.size,
        at: sql<number>`${v.createdAt}`.as('made_at'),
        free: sql<number>`${released(scope, f, paid)}`.as('free'),
      })
      .from(v)
      .innerJoin(f, eq(f.id, v.fileId))
      .leftJoin(d, eq(d.id, f.folderId))
      .where(and(isNull(f.deletedAt), among(v.id, versionIds)))
      .orderBy(f.createdAt, f.name),
  )
  if (found.length === 0) throw new NotFound()
  const free = found.filter(one => one.free)
  const several = new Set(free.map(one => one.folder)).size > 1
  const paths = pathsOf(
    free.map(one => [...(several ? [shelfName(one.folder)] : []), ...(one.own ? [one.own] : []), one.name]),
  )
  return {
    entries: free.map(({ versionId, key, size, at }, i) => ({
      versionId,
      path: paths[i] as string,
      key,
      size,
      at,
    })),
    held: found.filter(one => !one.free).map(one => one.name),
  }
}

/** No system takes these in a name; a name of dots alone would be a way up. */
const plain = (name: string): string =>
  cleanName(name)
    .replace(/[:*?"<>|]/g, '_')
    .replace(/[. ]+$/, '') || 'fichier'

/** Paths that stay inside the archive, each once: the second of a name gets a number. */
export function pathsOf(parts: readonly string[][]): string[] {
  const taken = new Set<string>()
  return parts.map(one => {
    const path = one.map(plain).join('/')
    const dot = path.lastIndexOf('.')
    const end = dot > path.lastIndexOf('/') + 1 ? dot : path.length
    let free = path
    for (let n = 2; taken.has(free.toLowerCase()); n++)
      free = `${path.slice(0, end)} (${n})${path.slice(end)}`
    taken.add(free.toLowerCase())
    return free
  })
}
