import { and, desc, eq, gt, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'

/** Who had a file's bytes, and when last. @property times how often */
export type Access = { name: string; at: number; times: number; downloaded: boolean }

const LOOKED_AT = 90 * 86_400_000

/**
 * Who of the last ninety days had a link to a version of a file, latest first; the team's alone to know. Rides in a
 * batch. Small pictures in lists are no look at a file and leave no line.
 */
export function accessQuery(scope: ProjectScope, fileId: string) {
  const [s, v] = [scope.view('securityLog'), scope.view('fileVersions', 'looked_at')]
  const person = scope.people('looker')
  return scope
    .select({
      name: sql<string>`${person.name}`.as('looker_name'),
      at: sql<number>`max(${s.at})`.as('last_at'),
      times: sql<number>`count(distinct ${s.id})`.as('times'),
      downloaded: sql<boolean>`max(coalesce(json_extract(${s.data}, '$.download'), 0))`
        .mapWith(Boolean)
        .as('downloaded'),
    })
    .from(s)
    .innerJoin(v, eq(v.id, s.subjectId))
    .innerJoin(person, eq(person.userId, s.userId))
    .where(and(eq(s.kind, 'file.link'), eq(v.fileId, fileId), gt(s.at, scope.now - LOOKED_AT)))
    .groupBy(s.userId)
    .orderBy(desc(sql`last_at`))
    .limit(50)
}
