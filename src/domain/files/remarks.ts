import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import type { Row } from '../../db/tables'
import { Forbidden, NotFound, TooMany } from '../../lib/errors'
import { words } from '../../lib/fields'
import { newId } from '../../lib/id'
import { previewOf } from '../../lib/media'

/** A place on a picture: ten-thousandths of its width and height. */
const place = z
  .union([z.literal('').transform(() => null), z.coerce.number().int().min(0).max(10_000)])
  .optional()
  .transform(v => v ?? null)
const pageNumber = z
  .union([
    z.literal('').transform(() => null),
    z.coerce
      .number('filePage.remarks.error.page')
      .int('filePage.remarks.error.page')
      .min(1, 'filePage.remarks.error.page')
      .max(9999, 'filePage.remarks.error.page'),
  ])
  .optional()
  .transform(v => v ?? null)

export const remarkInput = z.object({ body: words(5000), page: pageNumber, x: place, y: place })
export type RemarkInput = z.output<typeof remarkInput>
export const answerInput = z.object({ body: words(5000) })

/** So many remarks a person in ten minutes, in one project: each is a mail to the other side. */
const MAX_RECENT = 60
const RECENT = 10 * 60_000

/** A remark or an answer, as its file's page shows it. */
export type Remark = Pick<
  Row<'fileComments'>,
  'id' | 'versionId' | 'answersId' | 'page' | 'x' | 'y' | 'body' | 'createdAt' | 'resolvedAt' | 'taskId'
> & { by: string; client: boolean; resolver: string | null }

/** The remarks on a file's versions and their answers, oldest first; rides in a batch, answers `Remark`s. */
export function remarksQuery(scope: ProjectScope, fileId: string) {
  const r = scope.view('fileComments')
  const [author, resolver] = [scope.people('remark_author'), scope.people('resolver')]
  return scope
    .select({
      id: r.id,
      versionId: r.versionId,
      answersId: r.answersId,
      page: r.page,
      x: r.x,
      y: r.y,
      body: r.body,
      createdAt: r.createdAt,
      resolvedAt: r.resolvedAt,
      // Which task became of it is the team's own business.
      taskId: scope.isTeam ? r.taskId : sql<string | null>`null`.as('task_id'),
      by: sql<string>`${author.name}`.as('remark_by'),
      client: sql<boolean>`${author.role} = 'contact'`.mapWith(Boolean).as('by_client'),
      resolver: sql<string | null>`${resolver.name}`.as('resolver_name'),
    })
    .from(r)
    .innerJoin(author, eq(author.id, r.authorId))
    .leftJoin(resolver, eq(resolver.id, r.resolvedBy))
    .where(eq(r.fileId, fileId))
    .orderBy(asc(r.createdAt), asc(r.id))
    .limit(500)
}

/**
 * Says something of a version: of a point of a picture, of a page of a PDF, or of the whole. What cannot be there (a
 * point of a text, a page of a picture) is left out.
 * @returns its id @throws NotFound, Forbidden (archived), TooMany
 */
export async function addRemark(
  scope: ProjectScope,
  of: { fileId: string; versionId: string },
  { body, page, x, y }: RemarkInput,
): Promise<string> {
  const { version } = await remarkable(scope, of.fileId, of.versionId)
  if (!version) throw new NotFound()
  const shows = previewOf(version.type)
  const pinned = shows === 'image' && x !== null && y !== null
  return say(scope, version, {
    ...of,
    body,
    page: shows === 'pdf' ? page : null,
    x: pinned ? x : null,
    y: pinned ? y : null,
  })
}

/** Answers a remark. @returns the answer's id @throws NotFound, Forbidden (archived), TooMany */
export async function answerRemark(
  scope: ProjectScope,
  fileId: string,
  remarkId: string,
  body: string,
): Promise<string> {
  const { root } = await remarkable(scope, fileId, '', remarkId)
  if (!root) throw new NotFound()
  return say(scope, root, { fileId, versionId: root.versionId, answersId: remarkId, body })
}

type Words = Pick<Row<'fileComments'>, 'fileId' | 'versionId' | 'body'> &
  Partial<Pick<Row<'fileComments'>, 'answersId' | 'page' | 'x' | 'y'>>

async function say(
  scope: ProjectScope,
  of: { number: number; shared: boolean; recent: number },
  remark: Words,
): Promise<string> {
  if (of.recent >= MAX_RECENT) throw new TooMany(RECENT / 1000)
  const id = newId(scope.now)
  const { shared } = of
  await scope.commit(
    [
      scope.require(still(scope, remark.fileId, shared)),
      scope.insert('fileComments', {
        ...remark,
        id,
        shared,
        authorId: scope.me,
        createdAt: scope.now,
      }),
    ],
    {
      kind: 'file.commented',
      subjectId: remark.fileId,
      facts: { remark: id, number: of.number },
      internal: !shared,
    },
  )
  return id
}

/**
 * Says that a remark is dealt with, or (false) that it is not. Whoever sees it may, from either side.
 * @throws NotFound, Forbidden (archived), Conflict where it is so already
 */
export async function resolveRemark(
  scope: ProjectScope,
  fileId: string,
  remarkId: string,
  resolved: boolean,
): Promise<void> {
  const { root } = await remarkable(scope, fileId, '', remarkId)
  if (!root) throw new NotFound()
  const set = resolved
    ? { resolvedAt: scope.now, resolvedBy: scope.me }
    : { resolvedAt: null, resolvedBy: null }
  await scope.commit(
    [
      scope.require(still(scope, fileId, root.shared)),
      scope.update(
        'fileComments',
        set,
        r => sql`${r.id} = ${remarkId} and (${r.resolvedAt} is null) = ${Number(resolved)}`,
      ),
    ],
    {
      kind: resolved ? 'file.remark_resolved' : 'file.remark_reopened',
      subjectId: fileId,
      facts: { remark: remarkId, number: root.number },
      internal: !root.shared,
    },
  )
}

/** The condition that a file is there, shared or internal as it was. */
const still = (scope: ProjectScope, fileId: string, shared: boolean): SQL => {
  const f = scope.view('files')
  return sql`exists (select 1 from ${f} where ${f.id} = ${fileId} and ${f.deletedAt} is null
    and ${f.shared} = ${Number(shared)})`
}

/** The version, or the remark with its version, that something is said of. @throws Forbidden (archived) */
async function remarkable(scope: ProjectScope, fileId: string, versionId: string, remarkId = '') {
  const [f, v, r] = [scope.view('files'), scope.view('fileVersions'), scope.view('fileComments')]
  const mine = scope.view('fileComments', 'mine')
  const recent =
    sql<number>`(select count(*) from ${mine} where ${mine.authorId} = ${scope.actor.membershipId}
    and ${mine.createdAt} > ${scope.now - RECENT})`.as('recent')
  const there = and(eq(v.fileId, fileId), isNull(f.deletedAt))
  const [[version], [root]] = await scope.read(
    scope
      .select({ type: v.type, number: v.number, shared: v.shared, recent })
      .from(v)
      .innerJoin(f, eq(f.id, v.fileId))
      .where(and(eq(v.id, versionId), there)),
    scope
      .select({ versionId: r.versionId, number: v.number, shared: v.shared, recent })
      .from(r)
      .innerJoin(v, eq(v.id, r.versionId))
      .innerJoin(f, eq(f.id, v.fileId))
      .where(and(eq(r.id, remarkId), isNull(r.answersId), eq(r.fileId, fileId), there)),
  )
  if ((version || root) && scope.project.archivedAt !== null) throw new Forbidden()
  return { version, root }
}

/** What a client still has to say of a version: their open remarks, oldest first; rides in a batch. */
export function openRemarksQuery(scope: ProjectScope, versionId: SQL | string) {
  const [r, author] = [scope.view('fileComments'), scope.people('remark_author')]
  return scope
    .select({ page: r.page, body: r.body })
    .from(r)
    .innerJoin(author, eq(author.id, r.authorId))
    .where(
      and(
        sql`${r.versionId} = ${versionId}`,
        isNull(r.answersId),
        isNull(r.resolvedAt),
        eq(r.shared, true),
        eq(author.role, 'contact'),
      ),
    )
    .orderBy(asc(r.createdAt), asc(r.id))
    .limit(100)
}
