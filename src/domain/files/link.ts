import { and, eq, isNull, sql } from 'drizzle-orm'
import { jwtVerify, SignJWT } from 'jose'
import type { ProjectScope } from '../../db/scope'
import { Conflict, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'

/** A link to a file's bytes lives so long, in seconds. */
export const LIFE = 300

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
}

/** A key for file links alone: what another purpose signed never opens a file. */
const keyOf = async (secret: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`file\0${secret}`)))

/** @param now milliseconds */
export async function signLink(secret: string, link: FileLink, now: number): Promise<string> {
  const issued = Math.floor(now / 1000)
  return new SignJWT({
    s: link.sessionId,
    m: link.membershipId,
    w: link.slug,
    p: link.projectId,
    v: link.versionId,
    ...(link.download && { d: 1 }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('file')
    .setIssuedAt(issued)
    .setExpirationTime(issued + LIFE)
    .sign(await keyOf(secret))
}

/**
 * @param secrets the present one, then the older one that still verifies
 * @returns null for a token that is forged, another purpose's, over, or from a clock ahead of ours
 */
export async function openLink(
  secrets: readonly (string | undefined)[],
  token: string,
  now: number,
): Promise<FileLink | null> {
  for (const secret of secrets) {
    if (!secret) continue
    try {
      const { payload } = await jwtVerify<Record<'s' | 'm' | 'w' | 'p' | 'v', string> & { d?: number }>(
        token,
        await keyOf(secret),
        {
          algorithms: ['HS256'],
          audience: 'file',
          maxTokenAge: LIFE,
          requiredClaims: ['exp', 'iat', 's', 'm', 'w', 'p', 'v'],
          currentDate: new Date(now),
        },
      )
      const { s, m, w, p, v, d } = payload
      return { sessionId: s, membershipId: m, slug: w, projectId: p, versionId: v, download: d === 1 }
    } catch {
      // Not this secret's, or no longer good: the next one may know it.
    }
  }
  return null
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

function deliverables(scope: ProjectScope, versionId: string) {
  const [f, v] = [scope.view('files'), scope.view('fileVersions')]
  const visible = and(eq(v.id, versionId), isNull(f.deletedAt))
  return { f, v, visible }
}

/** @throws NotFound for a version that is not theirs to see, or whose file is deleted */
export async function deliverable(scope: ProjectScope, versionId: string): Promise<Deliverable> {
  const { f, v, visible } = deliverables(scope, versionId)
  const [rows] = await scope.read(
    scope
      .select({
        name: f.name,
        key: v.storageKey,
        size: v.size,
        type: v.type,
        sha256: v.sha256,
        createdAt: sql<number>`${v.createdAt}`.as('made_at'),
      })
      .from(v)
      .innerJoin(f, eq(f.id, v.fileId))
      .where(visible),
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/**
 * Lets a person have a link to a version, with its line in the security log, in one round trip.
 * @param logged false where nothing may be written: HEAD, and pages fetched ahead
 * @throws NotFound
 */
export async function grantLink(
  scope: ProjectScope,
  ask: { fileId: string; versionId: string; download: boolean; logged: boolean },
): Promise<void> {
  const { f, v, visible } = deliverables(scope, ask.versionId)
  const wanted = and(visible, eq(v.fileId, ask.fileId))
  if (!ask.logged) {
    const [rows] = await scope.read(
      scope.select({ id: v.id }).from(v).innerJoin(f, eq(f.id, v.fileId)).where(wanted),
    )
    if (!rows[0]) throw new NotFound()
    return
  }
  const exists = sql`exists (select 1 from ${v} inner join ${f} on ${f.id} = ${v.fileId} where ${wanted})`
  const line = scope.insert('securityLog', {
    id: newId(scope.now),
    userId: scope.actor.userId,
    kind: 'file.link',
    subjectId: ask.versionId,
    data: { download: ask.download },
    at: scope.now,
  })
  try {
    await scope.commit([scope.require(exists), line], [])
  } catch (error) {
    if (error instanceof Conflict) throw new NotFound()
    throw error
  }
}
