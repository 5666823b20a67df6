import * as z from 'zod'
import type { WorkspaceScope } from '../../db/scope'
import { checked, optionalLine } from '../../lib/fields'
import { type Serving, urgencies } from '../../lib/serving'

/** Own names of the urgencies (nothing: the usual one), each its own. */
export const servingInput = z
  .object({
    urgent: optionalLine(30),
    maintenance: optionalLine(30),
    evolution: optionalLine(30),
    promises: checked,
  })
  .transform((form, context): Serving => {
    const named = urgencies.filter(urgency => form[urgency])
    const seen = new Set<string>()
    for (const urgency of named) {
      const name = form[urgency].toLowerCase()
      if (seen.has(name))
        context.issues.push({
          code: 'custom',
          path: [urgency],
          message: 'workspaces.error.same_name',
          input: form,
        })
      seen.add(name)
    }
    return { urgencies: Object.fromEntries(named.map(u => [u, form[u]])), promises: form.promises }
  })

/** Changes how requests are served: the urgencies' names, and whether clients see promised dates. */
export async function changeServing(scope: WorkspaceScope, serving: Serving): Promise<void> {
  await scope.commit([scope.update('workspaces', { serving }, () => undefined)], {
    kind: 'workspace.serving_changed',
    subjectId: scope.workspace.id,
    internal: true,
    facts: { promises: serving.promises },
  })
}
