import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import { line, optionalLine } from '../../lib/fields'
import { isZone } from '../../lib/zone'

/** What a workspace may change about its look and ways. */
export const settingsInput = z.object({
  name: line(80),
  /** Nothing: its mails are from its name. */
  senderName: optionalLine(60).transform(name => name || null),
  accent: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'workspaces.error.accent'),
  timezone: z.string().refine(isZone, 'workspaces.error.timezone'),
})
export type Settings = z.output<typeof settingsInput>

/** Changes the workspace's name, the name that its mails are from, its accent and zone. */
export async function changeSettings(scope: WorkspaceScope, settings: Settings): Promise<void> {
  await scope.commit([scope.update('workspaces', settings, () => undefined)], {
    kind: 'workspace.changed',
    subjectId: scope.workspace.id,
    internal: true,
  })
}
