import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Write } from '../../db/commit'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { signedLink } from '../../lib/signed-link'
import { type Paid, released } from './held'

/** A link to a file's bytes lives so long, in seconds. */
export const LIFE = 300

/** What of a version: its bytes, the small picture for lists, or the reduced one that stands for what is held back. */
export type Part = 'whole' | 'thumb' | 'preview'
const parts = { t: 'thumb', p: 'preview' } as const

/**
 * What a signed link says: one version, for one person as they are signed in now. It needs no cookie, so that players
 * and viewers may follow it; it ends with the session, the membership or the access it was made with.
 */
export type FileLink = {
  sessionId: string
  membershipId: string
  /** The workspace's. */
  slug: string
  projectId: string
  versionId: string
  download: boolean
  part?: Part
  /** It was asked for ahead, or by HEAD, and left no line yet: whoever follows it leaves one. */
  unlogged?: boolean
}

type Said = Record<'s' | 'm' | 'w' | 'p' | 'v', string> & { d?: 1; n?: 1; k?: keyof typeof parts }
const links = signedLink<Said>('file', LIFE, ['s', 'm', 'w', 'p', 'v'])

/** @param now milliseconds */
export const signLink = (secret: string, link: FileLink, now: number): Promise<string> =>
  links.sign(
    secret,
    {
      s: link.sessionId,
      m: link.membershipId,
      w: link.slug,
      p: link.projectId,
      v: link.versionId,
      d: link.download ? 1 : undefined,
      n: link.unlogged ? 1 : undefined,
      k: link.part === 'thumb' ? 't' : link.part === 'preview' ? 'p' : undefined,
    },
    now,
  )

/** As `signedLink` opens; null for one that is over too: another is had with a press. */
export async function openLink(
  secrets: readonly (string | undefined)[],
  token: string,
  now: number,
): Promise<FileLink | null> {
  const said = await links.open(secrets, token, now)
  if (said === null || said === 'expired') return null
  const { s, m, w, p, v, d, n, k } = said
  const part = k ? parts[k] : 'whole'
  const [download, unlogged] = [d === 1, n === 1]
  return { sessionId: s, membershipId: m, slug: w, projectId: p, versionId: v, download, unlogged, part }
}

/** A version that this person may have the bytes of now. */
export type Deliverable = {
  name: string
  key: string
  size: number
  type: string
  sha256: string
  createdAt: number
}

function visible(scope: ProjectScope, versionId: string) {
  const [f, v] = [scope.view('files'), scope.view('fileVersions')]
  return { f, v, where: and(eq(v.id, versionId), isNull(f.deletedAt)) }
}

/**
 * @param paid what the payments say of what the file is held for
 * @throws NotFound for a version that is not theirs to see, or whose file is deleted; Forbidden while it is held back
 */
export async function deliverable(scope: ProjectScope, versionId: string, paid: Paid): Promise<Deliverable> {
  const { f, v, where } = visible(scope, versionId)
  const [rows] = await scope.read(
    scope
      .select({
        name: f.name,
        key: v.storageKey,
        size: v.size,
        type: v.type,
        sha256: v.sha256,
        createdAt: sql<number>`${v.createdAt}`.as('made_at'),
        free: sql<number>`${released(scope, f, paid)}`.as('free'),
      })
      .from(v)
      .innerJoin(f, eq(f.id, v.fileId))
      .where(where),
  )
  if (!rows[0]) throw new NotFound()
  const { free, ...file } = rows[0]
  if (!free) throw new Forbidden()
  return file
}

/**
 * The key of a small picture of a version. What is held back shows its preview and nothing else: of a small picture
 * the one for lists may well be the whole.
 * @throws NotFound where there is none; Forbidden while it is held back
 */
export async function pictureOf(
  scope: ProjectScope,
  versionId: string,
  part: 'thumb' | 'preview',
  paid: Paid,
): Promise<string> {
  const { f, v, where } = visible(scope, versionId)
  const key = part === 'thumb' ? v.thumbKey : v.previewKey
  const free = part === 'thumb' ? released(scope, f, paid) : sql`1`
  const [rows] = await scope.read(
    scope
      .select({ key, free: sql<number>`${free}`.as('free') })
      .from(v)
      .innerJoin(f, eq(f.id, v.fileId))
      .where(where),
  )
  const [found] = rows
  if (!found?.key) throw new NotFound()
  if (!found.free) throw new Forbidden()
  return found.key
}

/**
 * Lets a person have a link to a version, with its line in the security log, in one round trip.
 * @param logged false where nothing may be written: HEAD, and pages fetched ahead
 * @throws NotFound; Forbidden while it is held back
 */
export async function grantLink(
  scope: ProjectScope,
  ask: { fileId: string; versionId: string; download: boolean; logged: boolean; part?: Part },
  paid: Paid,
): Promise<void> {
  const { part = 'whole' } = ask
  const { f, v, where } = visible(scope, ask.versionId)
  const kept = part === 'whole' ? undefined : isNotNull(part === 'thumb' ? v.thumbKey : v.previewKey)
  const wanted = and(where, eq(v.fileId, ask.fileId), kept)
  const free = part === 'preview' ? sql`1` : released(scope, f, paid)
  const look = async (): Promise<void> => {
    const [[found]] = await scope.read(
      scope
        .select({ free: sql<number>`${free}`.as('free') })
        .from(v)
        .innerJoin(f, eq(f.id, v.fileId))
        .where(wanted),
    )
    if (!found) throw new NotFound()
    if (!found.free) throw new Forbidden()
  }
  if (!ask.logged) return look()
  const exists = sql`exists (select 1 from ${v} inner join ${f} on ${f.id} = ${v.fileId} where ${and(wanted, free)})`
  try {
    await scope.commit([scope.require(exists), lineOf(scope, ask)], [])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    // Which of the two it was is asked only now.
    await look()
    throw new NotFound()
  }
}

/** The line in the security log of a link that was let be had without one, now that its bytes are. */
export const noteLink = (scope: ProjectScope, link: FileLink): Promise<unknown> =>
  scope.commit([lineOf(scope, link)], [])

const lineOf = (scope: ProjectScope, of: { versionId: string; download: boolean; part?: Part }): Write =>
  scope.insert('securityLog', {
    id: newId(scope.now),
    userId: scope.actor.userId,
    kind: 'file.link',
    subjectId: of.versionId,
    data: { download: of.download, ...(of.part && of.part !== 'whole' && { part: of.part }) },
    at: scope.now,
  })
