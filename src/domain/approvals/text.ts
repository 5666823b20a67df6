import type { Row } from '../../db/tables'

export type Version = Pick<Row<'fileVersions'>, 'id' | 'number' | 'size' | 'type' | 'sha256'> & {
  fileId: string
  name: string
}
export type Phase = Pick<Row<'phases'>, 'id' | 'name' | 'state' | 'startsOn' | 'dueOn'>

/** What is approved: one version of a file, or a phase as it stands with the deliverables that come with it. */
export type Subject = { version: Version } | { phase: Phase; versions: Version[] }

type Asking = Pick<Row<'approvals'>, 'id' | 'projectId' | 'message' | 'askedBy' | 'askedAt'>

/**
 * The exact text that is approved: one fact a line, in this order, each as JSON so that no words can pass for another
 * line. It names files by their own SHA-256, so that its digest is theirs too.
 */
export const approvalText = (asking: Asking, subject: Subject): string =>
  [
    ['version', 1],
    ['approval', asking.id],
    ['project', asking.projectId],
    ...('phase' in subject ? phaseFacts(subject.phase) : []),
    ...('phase' in subject ? subject.versions : [subject.version]).flatMap(versionFacts),
    ['message', asking.message],
    ['asked_by', asking.askedBy],
    ['asked_at', asking.askedAt],
  ]
    .map(fact => JSON.stringify(fact))
    .join('\n')

const phaseFacts = (phase: Phase) => [
  ['phase', phase.id],
  ['phase_name', phase.name],
  ['phase_state', phase.state],
  ['phase_starts_on', phase.startsOn],
  ['phase_due_on', phase.dueOn],
]

const versionFacts = (v: Version) => [
  ['file', v.fileId],
  ['file_name', v.name],
  ['file_version', v.id],
  ['file_number', v.number],
  ['file_size', v.size],
  ['file_type', v.type],
  ['file_sha256', v.sha256],
]

/** What such a text names, read back from it: the record speaks for itself, whatever became of the things. */
export function submittedIn(text: string): { phase: Phase | null; versions: Version[] } {
  const found: { phase: Phase | null; versions: Version[] } = { phase: null, versions: [] }
  const [phase, versions]: [Record<string, unknown>, Record<string, unknown>[]] = [{}, []]
  for (const line of text.split('\n')) {
    const [name, value] = JSON.parse(line) as [string, unknown]
    if (name.startsWith('phase')) phase[name] = value
    if (name === 'file') versions.push({})
    if (name.startsWith('file')) Object.assign(versions.at(-1) ?? {}, { [name]: value })
  }
  if (phase.phase)
    found.phase = {
      id: phase.phase,
      name: phase.phase_name,
      state: phase.phase_state,
      startsOn: phase.phase_starts_on,
      dueOn: phase.phase_due_on,
    } as Phase
  found.versions = versions.map(
    v =>
      ({
        fileId: v.file,
        name: v.file_name,
        id: v.file_version,
        number: v.file_number,
        size: v.file_size,
        type: v.file_type,
        sha256: v.file_sha256,
      }) as Version,
  )
  return found
}
