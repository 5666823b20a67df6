import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { paid } from '../delivery/paid'
import { released } from '../files/held'
import type { Subject } from './text'

/** What an approval is asked of, as the team points at it. */
export type Pointed = { phase: string } | { file: string; version: string }

/** The columns of a version that an approval names. */
export function versionsOf(scope: ProjectScope) {
  const [f, v] = [scope.view('files'), scope.view('fileVersions')]
  const query = () =>
    scope
      .select({
        id: v.id,
        fileId: v.fileId,
        name: f.name,
        number: v.number,
        size: v.size,
        type: v.type,
        sha256: v.sha256,
        width: v.width,
        height: v.height,
        previewKey: v.previewKey,
        /** Whether this person may have its bytes: nothing holds them back. */
        free: sql<boolean>`${released(scope, f, paid)}`.mapWith(Boolean).as('free'),
      })
      .from(v)
      .innerJoin(f, eq(f.id, v.fileId))
      .$dynamic()
  return { f, v, query }
}

/** The deliverables the client can see, each at its final version, or else its newest. */
function deliverables(scope: ProjectScope) {
  const { f, v, query } = versionsOf(scope)
  const best = scope.view('fileVersions', 'best')
  return query()
    .where(
      and(
        eq(f.folder, 'deliverables'),
        eq(f.shared, true),
        isNull(f.deletedAt),
        sql`${v.id} = (select ${best.id} from ${best} where ${best.fileId} = ${f.id}
          order by ${best.final} desc, ${best.number} desc limit 1)`,
      ),
    )
    .orderBy(asc(f.name), asc(v.id))
    .limit(50)
}

/** What is asked of the same and open still. */
function openOf(scope: ProjectScope, pointed: Pointed) {
  const a = scope.view('approvals')
  const same = 'phase' in pointed ? eq(a.phaseId, pointed.phase) : eq(a.fileId, pointed.file)
  return scope
    .select({ id: a.id, sha256: a.sha256 })
    .from(a)
    .where(and(eq(a.state, 'asked'), same))
}

/**
 * What can be asked, and what is open of the same already. Team only.
 * @throws NotFound; Forbidden where the project is archived or the client does not see the file; Conflict where a newer
 *   version has come
 */
export async function subjectOf(scope: ProjectScope, pointed: Pointed): Promise<Found> {
  if (!scope.isTeam) throw new NotFound()
  const open = openOf(scope, pointed)
  const found =
    'phase' in pointed ? await phaseOf(scope, pointed.phase, open) : await versionOf(scope, pointed, open)
  if (scope.project.archivedAt !== null) throw new Forbidden()
  return found
}

type Found = { subject: Subject; open: { id: string; sha256: string }[] }

async function phaseOf(scope: ProjectScope, id: string, asked: ReturnType<typeof openOf>): Promise<Found> {
  const p = scope.view('phases')
  const [[phase], versions, open] = await scope.read(
    scope
      .select({ id: p.id, name: p.name, state: p.state, startsOn: p.startsOn, dueOn: p.dueOn })
      .from(p)
      .where(and(eq(p.id, id), eq(p.shared, true))),
    deliverables(scope),
    asked,
  )
  if (!phase) throw new NotFound()
  return { subject: { phase, versions }, open }
}

async function versionOf(
  scope: ProjectScope,
  pointed: { file: string; version: string },
  asked: ReturnType<typeof openOf>,
): Promise<Found> {
  const { f, v, query } = versionsOf(scope)
  const [versions, [file], open] = await scope.read(
    query().where(eq(v.fileId, pointed.file)).orderBy(desc(v.number)),
    scope
      .select({ shared: f.shared })
      .from(f)
      .where(and(eq(f.id, pointed.file), isNull(f.deletedAt))),
    asked,
  )
  const version = versions.find(one => one.id === pointed.version)
  if (!version || !file) throw new NotFound()
  if (!file.shared) throw new Forbidden()
  if (version !== versions[0]) throw new Conflict('changed')
  return { subject: { version }, open }
}
