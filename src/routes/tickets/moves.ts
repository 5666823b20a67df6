import type * as z from 'zod'
import type { ProjectScope } from '../../db/scope'
import { acceptTicket } from '../../domain/tickets/accept'
import { agreeToPrice } from '../../domain/tickets/agree'
import { askClarification, resumeTicket } from '../../domain/tickets/clarify'
import { declineTicket, refuseTicket, reopenRefused, withdrawTicket } from '../../domain/tickets/decide'
import {
  acceptInput,
  agreementInput,
  mergeInput,
  nothingInput,
  optionalReasonInput,
  reasonInput,
  triageInput,
} from '../../domain/tickets/input'
import { mergeTicket } from '../../domain/tickets/merge'
import { withdrawPrice } from '../../domain/tickets/price'
import { confirmTicket, reopenTicket, resolveTicket } from '../../domain/tickets/resolve'
import { triageTicket } from '../../domain/tickets/triage'

type Run = (scope: ProjectScope, ticketId: string) => Promise<unknown>

/** Moves of one click. */
export const clicks = {
  resumption: ['resume', resumeTicket],
  resolution: ['resolve', resolveTicket],
  confirmation: ['confirm', confirmTicket],
} as const satisfies Record<string, readonly [string, Run]>

const says = <S extends z.ZodType>(
  schema: S,
  run: (scope: ProjectScope, ticketId: string, data: z.output<S>) => Promise<unknown>,
) => ({ schema, run: run as (scope: ProjectScope, ticketId: string, data: unknown) => Promise<unknown> })

/** Moves that ask for words or for a confirmation: what their form holds, and the command it calls. */
export const worded = {
  accept: says(acceptInput, acceptTicket),
  ask: says(reasonInput, (s, id, { reason }) => askClarification(s, id, reason)),
  refuse: says(reasonInput, (s, id, { reason }) => refuseTicket(s, id, reason)),
  decline: says(optionalReasonInput, (s, id, { reason }) => declineTicket(s, id, reason)),
  withdraw: says(nothingInput, withdrawTicket),
  withdraw_price: says(nothingInput, withdrawPrice),
  reopen: says(reasonInput, (s, id, { reason }) => reopenTicket(s, id, reason)),
  merge: says(mergeInput, (s, id, { into }) => mergeTicket(s, id, into)),
  triage: says(triageInput, triageTicket),
  agree: says(agreementInput, (s, id, { request }) => agreeToPrice(s, id, request)),
}

/** The team's reopening of a refused request needs no words; the client's of a resolved one does. */
export const reopenByTeam = reopenRefused
