import { and, eq, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { newCode } from '../../lib/code'
import { sha256 } from '../../lib/crypto'
import { Conflict } from '../../lib/errors'
import { optionalWords } from '../../lib/fields'
import { newId } from '../../lib/id'
import { type Pointed, subjectOf } from './subject'
import { approvalText, type Subject, type Version } from './text'

const pointing = z.string().max(60).optional()
export const askInput = z.object({
  phase: pointing,
  file: pointing,
  version: pointing,
  message: optionalWords(2000),
  /** With a phase: the deliverables that come with it. */
  covers: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform(v => [v ?? []].flat()),
})

export type Asking = { message: string; covers: readonly string[] }

/**
 * Asks the client for their word on a phase or on a file's newest version. One that is open of the same is superseded.
 * @returns the approval's id
 * @throws NotFound, Forbidden (see `subjectOf`), Conflict where what is asked changed meanwhile
 */
export async function askApproval(scope: ProjectScope, pointed: Pointed, asking: Asking): Promise<string> {
  const found = await subjectOf(scope, pointed)
  const subject = chosen(found.subject, asking.covers)
  const row = {
    id: newId(scope.now),
    projectId: scope.project.id,
    message: asking.message,
    askedBy: scope.me,
    askedAt: scope.now,
  }
  const canonical = approvalText(row, subject)
  const digest = await sha256(canonical)
  const [phase, version] = 'phase' in subject ? [subject.phase, null] : [null, subject.version]
  const versions = 'phase' in subject ? subject.versions : [subject.version]
  await scope.commit(
    [
      ...versions.map(v => scope.require(stillNewest(scope, v, version !== null))),
      ...(phase ? [scope.require(unchanged(scope, phase))] : []),
      ...found.open.map(({ id }) =>
        scope.update('approvals', { state: 'superseded', decidedBy: scope.me, decidedAt: scope.now }, t =>
          and(eq(t.id, id), eq(t.state, 'asked')),
        ),
      ),
      scope.insert('approvals', {
        ...row,
        phaseId: phase?.id ?? null,
        fileId: version?.fileId ?? null,
        versionId: version?.id ?? null,
        title: phase?.name ?? version?.name ?? '',
        canonical,
        sha256: digest,
        code: newCode(),
      }),
      ...(phase && versions.length
        ? [
            scope.insert(
              'approvalVersions',
              versions.map(v => ({ approvalId: row.id, versionId: v.id })),
            ),
          ]
        : []),
    ],
    [
      ...found.open.map(one => ({
        kind: 'approval.superseded',
        subjectId: one.id,
        facts: { sha256: one.sha256 },
      })),
      {
        kind: 'approval.asked',
        subjectId: row.id,
        facts: { sha256: digest, ...(phase ? { phaseId: phase.id } : { versionId: version?.id ?? '' }) },
      },
    ],
  )
  return row.id
}

/** A phase with the deliverables that were ticked. @throws Conflict where one of them is no longer the one to show */
function chosen(subject: Subject, covers: readonly string[]): Subject {
  if (!('phase' in subject)) return subject
  const versions = subject.versions.filter(v => covers.includes(v.id))
  if (versions.length !== new Set(covers).size) throw new Conflict('changed')
  return { ...subject, versions }
}

/** The client sees the file and (for a version asked alone) nothing newer of it has come. */
function stillNewest(scope: ProjectScope, version: Version, newest: boolean): SQL {
  const [f, v] = [scope.view('files'), scope.view('fileVersions')]
  const shown = sql`exists (select 1 from ${f} where ${f.id} = ${version.fileId} and ${f.shared} = 1 and ${f.deletedAt} is null)`
  const newer = sql`exists (select 1 from ${v} where ${v.fileId} = ${version.fileId} and ${v.number} > ${version.number})`
  return newest ? sql`(${shown} and not ${newer})` : shown
}

function unchanged(scope: ProjectScope, phase: Extract<Subject, { phase: unknown }>['phase']): SQL {
  const p = scope.view('phases')
  return sql`exists (select 1 from ${p} where ${p.id} = ${phase.id} and ${p.name} = ${phase.name}
    and ${p.state} = ${phase.state} and ${p.startsOn} is ${phase.startsOn} and ${p.dueOn} is ${phase.dueOn})`
}
