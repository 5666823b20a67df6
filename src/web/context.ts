import type { Context } from 'hono'
import type { Ui } from '../../locales'
import type { Config, Env } from '../config'
import type { Meter } from '../db/connection'
import type { Door, Entered } from '../db/enter'
import type { PersonScope } from '../db/person'
import type { ProjectScope, WorkspaceScope } from '../db/scope'

type Always = {
  config: Config
  requestId: string
  now: number
  meter: Meter
  door: Door
  /** The reader's language and ways of writing; the workspace's until somebody is signed in. */
  ui: Ui
  /** Who is signed in, if anybody. */
  entered: Entered | null
  /** The person at the door, or among their own workspaces. */
  person: PersonScope
}

/** Pages anybody may open: sign-in, invitations, errors. */
export type OpenApp = { Bindings: Env; Variables: Always }
/** Behind the guard of `/w/:workspace`. */
export type WorkspaceApp = { Bindings: Env; Variables: Always & { entered: Entered; scope: WorkspaceScope } }
/** Behind the guard of `/w/:workspace/p/:project`. */
export type ProjectApp = { Bindings: Env; Variables: Always & { entered: Entered; scope: ProjectScope } }

export type AnyContext = Context<OpenApp> | Context<WorkspaceApp> | Context<ProjectApp>
