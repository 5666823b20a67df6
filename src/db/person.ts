import type { NewEvent, Place, Write } from './commit'
import type { Connection, Readable, Results } from './connection'
import { Desk, type LogEntry } from './desk'
import type { AfterCommit } from './scope'
import type { TableName } from './tables'

export type PersonTable = Extract<
  TableName,
  | 'users'
  | 'sessions'
  | 'signInCodes'
  | 'tokens'
  | 'limits'
  | 'securityLog'
  | 'memberships'
  | 'workspaces'
  | 'clients'
  | 'projects'
  | 'mails'
  | 'webhookEvents'
  | 'paymentAccounts'
  | 'notificationChoices'
  | 'pushSubscriptions'
>

/**
 * Somebody at the door, or among their own workspaces: accounts only, nothing of a workspace's inside. A provider at the
 * door leaves its word here too, proved by the keys of the account it names; what follows from it is the system's.
 */
export class PersonScope extends Desk<PersonTable> {
  /** Who it is, once signed in. */
  readonly userId: string | null
  readonly sessionId: string | null

  private constructor(
    db: Connection,
    now: number,
    after: AfterCommit,
    who: { userId: string; sessionId: string } | null,
  ) {
    super(db, now, after)
    this.userId = who?.userId ?? null
    this.sessionId = who?.sessionId ?? null
  }

  static open(
    db: Connection,
    now: number,
    after: AfterCommit,
    who: { userId: string; sessionId: string } | null,
  ) {
    return new PersonScope(db, now, after, who)
  }

  /** The writes and their line in the security log; with `event`, a line in that workspace's journal too. */
  async commit<const Q extends readonly Readable[]>(
    writes: readonly Write[],
    entry: LogEntry | null,
    event?: NewEvent & Omit<Place, 'now'>,
    ...reads: Q
  ): Promise<Results<Q>> {
    const all = entry ? [...writes, this.log(entry)] : writes
    const place = event ?? { workspaceId: '', clientId: null, projectId: null, actorId: null }
    const { workspaceId, clientId, projectId, actorId } = place
    return this.commitAt(
      { workspaceId, clientId, projectId, actorId, now: this.now },
      all,
      event ? [eventOf(event)] : [],
      reads,
    )
  }
}

function eventOf({ kind, subjectId, facts, money, internal, finance }: NewEvent): NewEvent {
  return { kind, subjectId, facts, money, internal, finance }
}
