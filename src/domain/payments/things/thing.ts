import type { SQL } from 'drizzle-orm'
import type { ProjectScope, WorkspaceScope } from '../../../db/scope'
import type { Row, Tables } from '../../../db/tables'
import type { Consequences } from '../../tickets/transition'

type Request = Row<'paymentRequests'>
/** A request with the paper that it stands on, where it has one. */
export type Asked = { request: Request; ticket: Row<'tickets'> | null }

/** What a payment needs to know of the thing it pays for, whatever paper asks for it. */
export type Thing = {
  /** Whether money is still awaited for it, as far as the thing itself goes. */
  awaits(asked: { request: Pick<Request, 'agreedAt'>; ticket: { state: string } | null }): boolean
  /** The same in the database's own words, about a row of requests. */
  awaiting(scope: WorkspaceScope, requests: Tables['paymentRequests']): SQL
  /** Whether its price is changed, withdrawn and let lapse at its own place, not among the payments. */
  keepsItsPrice(request: Pick<Request, 'agreedAt'>): boolean
  /** What follows from its being paid; in the same commit. */
  paid(scope: ProjectScope, asked: Asked): Consequences
  /** What follows from its being asked no more (cancelled, or its validity passed). */
  dropped(scope: ProjectScope, asked: Asked): Consequences
}

export const nothing = (): Consequences => ({ writes: [], events: [] })
