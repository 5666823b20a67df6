import { asc, isNotNull } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { phasesQuery } from '../projects/phases'

export type Mark =
  | { kind: 'approval'; id: string; state: 'asked' | 'approved' | 'changes' }
  | {
      kind: 'payment'
      id: string
      state: 'pending' | 'paid' | 'partly_refunded' | 'refunded'
      title: string
      /** Minor units; null without the finance capability. */
      amount: number | null
      currency: string
    }

/** The phases in order, each with the approvals asked on it and the payments it carries; in one round trip. */
export async function timeline(scope: ProjectScope) {
  const [approvals, payments] = [scope.view('approvals'), scope.view('paymentRequests')]
  const [phases, asked, owed] = await scope.read(
    phasesQuery(scope),
    scope
      .select({ id: approvals.id, phaseId: approvals.phaseId, state: approvals.state })
      .from(approvals)
      .where(isNotNull(approvals.phaseId))
      .orderBy(asc(approvals.askedAt)),
    scope
      .select({
        id: payments.id,
        phaseId: payments.phaseId,
        ticketId: payments.ticketId,
        state: payments.state,
        title: payments.title,
        amount: payments.amount,
        currency: payments.currency,
      })
      .from(payments)
      .where(isNotNull(payments.phaseId))
      .orderBy(asc(payments.createdAt)),
  )
  return phases.map(phase => ({ ...phase, marks: marksOf(phase.id, asked, owed) }))
}

export type TimelinePhase = Awaited<ReturnType<typeof timeline>>[number]

type Asked = { id: string; phaseId: string | null; state: string }
type Owed = Asked & { ticketId: string | null; title: string; amount: number | null; currency: string }

/** The last word on its approval, and the milestones that still stand or were paid; a request's price is not one. */
function marksOf(phaseId: string, asked: Asked[], owed: Owed[]): Mark[] {
  const marks: Mark[] = []
  const last = asked.filter(a => a.phaseId === phaseId && words.includes(a.state)).at(-1)
  if (last) marks.push({ kind: 'approval', id: last.id, state: last.state as 'asked' })
  for (const { id, state, title, amount, currency } of owed.filter(
    p => p.phaseId === phaseId && !p.ticketId && stands.includes(p.state),
  ))
    marks.push({ kind: 'payment', id, state: state as 'pending', title, amount, currency })
  return marks
}

const words: readonly string[] = ['asked', 'approved', 'changes']
const stands: readonly string[] = ['pending', 'paid', 'partly_refunded', 'refunded']
