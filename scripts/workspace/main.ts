import { enterSystem } from '../../src/db/enter'
import { createWorkspace, type NewWorkspace } from '../../src/domain/workspaces/workspaces'
import { Invalid } from '../../src/lib/errors'
import { urls } from '../../src/urls'

/** What it takes: the database, where links lead, and the key that seals the invitation's mail. */
export interface WorkspaceEnv {
  DB: D1Database
  ORIGIN: string
  SECRET_KEY: string
}

/**
 * Makes the workspace and invites its owner; the mail goes out with the next cron.
 * @returns the link by which the owner comes in
 * @throws Error naming each option that cannot be taken, and why
 */
export default async function create(env: WorkspaceEnv, workspace: NewWorkspace): Promise<string> {
  const system = enterSystem({ db: env.DB, now: Date.now() })
  try {
    const { token } = await createWorkspace(system, env.SECRET_KEY, workspace)
    return new URL(urls.invitation(token), env.ORIGIN).href
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    throw new Error(
      Object.entries(error.fields)
        .map(field => field.join(': '))
        .join('\n'),
    )
  }
}
