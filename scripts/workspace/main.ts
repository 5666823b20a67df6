import { enterSystem } from '../../src/db/enter'
import { createWorkspace } from '../../src/domain/workspaces/workspaces'

/** A workspace to come and its first owner. */
export interface NewWorkspace {
  slug: string
  name: string
  ownerEmail: string
  ownerName?: string
  /** `fr`, `en`, or with a region: `fr-CA`. */
  locale: string
  /** IANA name. */
  timezone: string
  /** ISO 4217. */
  currency: string
}

/** Makes the workspace and answers with the link by which its owner comes in. */
export default async function create(env: { DB: D1Database }, workspace: NewWorkspace): Promise<string> {
  const system = enterSystem({ db: env.DB, now: Date.now() })
  const { invitationUrl } = await createWorkspace(system, workspace)
  return invitationUrl
}
