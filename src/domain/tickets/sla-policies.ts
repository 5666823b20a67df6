import { count, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Write } from '../../db/commit'
import type { WorkspaceScope } from '../../db/scope'
import { Conflict } from '../../lib/errors'
import { parseSpan } from '../../lib/promises'
import { urgencies } from '../../lib/serving'
import { calendarOf } from '../../lib/working-time'
import { mustManage } from '../workspaces/policy'
import { ticketTypes } from './input'
import { type Policy, policiesQuery } from './sla'
import { clocksQuery, waitingStates, woundAnew } from './sla-clocks'

const MINUTE = 60_000
/** No promise is longer than this (ms of working time): about a year. */
const MOST = 2000 * 60 * MINUTE

export const policyPairs = ticketTypes.flatMap(type => urgencies.map(urgency => ({ type, urgency })))

/** The name of a field of the grid. */
export const fieldOf = (
  { type, urgency }: Pick<Policy, 'type' | 'urgency'>,
  part: 'first' | 'resolve',
): string => `${type}_${urgency}_${part}`

/**
 * The grid as it is sent: working time as people write it, or nothing.
 * @param day the length of a working day (ms)
 */
export const policiesInput = (day: number) =>
  z
    .record(z.string().max(60), z.union([z.string(), z.array(z.string())]))
    .transform((form, context): { policies: Policy[]; apply: boolean } => {
      const refuse = (field: string, message: string) =>
        context.issues.push({ code: 'custom', path: [field], message, input: form })
      const minutes = (field: string): number | null => {
        const said = form[field]
        if (typeof said !== 'string' || said.trim() === '') return null
        const ms = parseSpan(said.slice(0, 60), day)
        if (ms !== null && ms <= MOST) return ms / MINUTE
        refuse(field, 'sla.error.span')
        return null
      }
      const policies = policyPairs.map(pair => {
        const [first, resolve] = [fieldOf(pair, 'first'), fieldOf(pair, 'resolve')]
        const policy = { ...pair, firstMinutes: minutes(first), resolveMinutes: minutes(resolve) }
        const { firstMinutes, resolveMinutes } = policy
        if (firstMinutes !== null && resolveMinutes !== null && firstMinutes > resolveMinutes)
          refuse(resolve, 'sla.error.order')
        return policy
      })
      return { policies, apply: 'apply' in form }
    })

/** What the page of the promises shows: what is promised, and how many requests it could be applied to. */
export async function readPolicies(scope: WorkspaceScope): Promise<{ policies: Policy[]; open: number }> {
  const tickets = scope.view('tickets')
  const [policies, [open]] = await scope.read(
    policiesQuery(scope),
    scope
      .select({ n: count() })
      .from(tickets)
      .where(inArray(tickets.state, [...waitingStates])),
  )
  return { policies, open: open?.n ?? 0 }
}

/**
 * Changes what is promised: for the requests to come, and with `apply` for those that are open too, of whose time what
 * was used stays used.
 * @returns how many open requests it was applied to
 * @throws NotFound for whoever is no manager; Conflict where the requests keep moving meanwhile
 */
export const changePolicies = (
  scope: WorkspaceScope,
  { policies, apply }: { policies: Policy[]; apply: boolean },
): Promise<number> =>
  persistently(async () => {
    const [writes, applied] = apply ? await recounted(scope, policies) : [[], 0]
    const kept = policies.filter(p => p.firstMinutes !== null || p.resolveMinutes !== null)
    await scope.commit(
      [
        scope.removeAll('slaPolicies', () => sql`1`),
        ...(kept.length > 0 ? [scope.insert('slaPolicies', kept)] : []),
        ...writes,
      ],
      eventOf(scope, 'workspace.promises_changed', { promises: kept.length, applied }),
    )
    return applied
  }, scope)

/**
 * Works out anew when the open requests fall due, after the calendar was changed. What is promised for each stays.
 * @returns how many there are
 * @throws as `changePolicies`
 */
export const recountOpen = (scope: WorkspaceScope): Promise<number> =>
  persistently(async () => {
    const [writes, applied] = await recounted(scope, null)
    await scope.commit(writes, eventOf(scope, 'workspace.promises_recounted', { applied }))
    return applied
  }, scope)

async function recounted(
  scope: WorkspaceScope,
  policies: readonly Policy[] | null,
): Promise<[Write[], number]> {
  const [open] = await scope.read(clocksQuery(scope))
  return [woundAnew(scope, open, calendarOf(scope.workspace), policies), open.length]
}

/** Requests may move between the read and the commit, which then fails as a whole. */
async function persistently<T>(act: () => Promise<T>, scope: WorkspaceScope): Promise<T> {
  mustManage(scope)
  for (let tries = 1; ; tries++) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Conflict) || tries === 5) throw error
    }
  }
}

const eventOf = (scope: WorkspaceScope, kind: string, facts: Record<string, number>) => ({
  kind,
  subjectId: scope.workspace.id,
  internal: true,
  facts,
})
