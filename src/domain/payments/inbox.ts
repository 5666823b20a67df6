import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Results } from '../../db/connection'
import type { PersonScope } from '../../db/person'
import type { ProjectScope, WorkspaceScope } from '../../db/scope'
import { NotFound } from '../../lib/errors'
import type { Hint } from '../../outside/provider'
import { mustKeepBooks } from './policy'

/** Whose word it is: the workspace's own account that it came for; none: the deployment's. */
type Box = { provider: string; account?: { id: string; workspaceId: string } }

/** An event's id among ours: two accounts' events never share one, whatever their providers call them. */
export const eventIdOf = ({ account }: Box, id: string): string => (account ? `${account.id}:${id}` : id)

/**
 * Keeps a provider's word before anything is done with it, once under the provider's own id.
 * @param outcome for what is only kept: nothing is to follow from it
 * @returns what the queue is told of it; null where it was processed already
 */
export async function storeWebhook(
  door: PersonScope,
  box: Box,
  { id: said, type, payload }: Hint,
  outcome?: string,
): Promise<{ provider: string; id: string } | null> {
  const { provider, account } = box
  const id = eventIdOf(box, said)
  const whose = { accountId: account?.id ?? null, workspaceId: account?.workspaceId ?? null }
  const settled = outcome ? { outcome, processedAt: door.now } : {}
  const row = { provider, id, type, payload, receivedAt: door.now, ...whose, ...settled }
  const t = door.table('webhookEvents')
  const [[kept]] = await door.commit(
    [door.write.putNew('webhookEvents', row)],
    null,
    undefined,
    door
      .select({ processedAt: t.processedAt })
      .from(t)
      .where(and(eq(t.provider, provider), eq(t.id, id))),
  )
  return kept?.processedAt == null ? { provider, id } : null
}

/** As many as one page of the list shows. */
const PAGE = 50
/** What nothing of ours could be made of. */
const odd = ['unknown', 'mismatch', 'unreadable']

/** `failing`: tried in vain, and to be tried again; `odd`: about nothing of ours, or not as we know it. */
export const webhookFilter = z.object({
  state: z.enum(['failing', 'odd', 'waiting']).optional().catch(undefined),
  provider: z.string().max(40).optional().catch(undefined),
  /** The id of the last one already shown. */
  before: z.string().max(300).optional().catch(undefined),
})
export type WebhookFilter = z.output<typeof webhookFilter>

/** Which one is to be processed again. */
export const webhookAsked = z.object({ provider: z.string().min(1).max(40), id: z.string().min(1).max(300) })

/**
 * What providers said to this workspace, newest first, fifty at a time; `failing` and `odd` count all there are.
 * Events of the deployment's accounts are a workspace's once they were found to be about one of its attempts.
 */
export async function listWebhooks(scope: WorkspaceScope, filter: WebhookFilter = {}) {
  mustKeepBooks(scope)
  const [w, a] = [scope.view('webhookEvents'), scope.view('paymentAttempts')]
  const r = scope.view('paymentRequests')
  const [last, shown] = [scope.view('webhookEvents', 'last'), filter.before]
  const states: Record<NonNullable<WebhookFilter['state']>, SQL | undefined> = {
    failing: and(isNull(w.processedAt), sql`${w.tries} > 0`),
    waiting: isNull(w.processedAt),
    odd: inArray(w.outcome, odd),
  }
  const lastAt = sql`(select ${last.receivedAt} from ${last} where ${last.id} = ${shown ?? ''} limit 1)`
  const [rows, [counted]] = await scope.read(
    scope
      .select({
        provider: w.provider,
        id: w.id,
        type: w.type,
        accountId: w.accountId,
        receivedAt: w.receivedAt,
        processedAt: w.processedAt,
        outcome: w.outcome,
        tries: w.tries,
        attemptId: w.attemptId,
        requestId: a.requestId,
        projectId: a.projectId,
        title: r.title,
      })
      .from(w)
      .leftJoin(a, eq(a.id, w.attemptId))
      .leftJoin(r, eq(r.id, a.requestId))
      .where(
        and(
          filter.state && states[filter.state],
          filter.provider ? eq(w.provider, filter.provider) : undefined,
          shown ? or(lt(w.receivedAt, lastAt), and(eq(w.receivedAt, lastAt), lt(w.id, shown))) : undefined,
        ),
      )
      .orderBy(desc(w.receivedAt), desc(w.id))
      .limit(PAGE + 1),
    scope
      .select({
        failing: sql<number>`coalesce(sum(${states.failing}), 0)`.as('failing'),
        odd: sql<number>`coalesce(sum(${states.odd}), 0)`.as('odd'),
      })
      .from(w),
  )
  return {
    webhooks: rows.slice(0, PAGE),
    next: rows.length > PAGE ? rows[PAGE - 1]?.id : undefined,
    failing: counted?.failing ?? 0,
    odd: counted?.odd ?? 0,
  }
}
export type ListedWebhook = Awaited<ReturnType<typeof listWebhooks>>['webhooks'][number]

/**
 * Puts a provider's word back among those to be processed, as if it had just come; applying one twice does no harm.
 * @returns what the queue is to be told; the cron tells it too
 * @throws NotFound
 */
export async function reprocessWebhook(
  scope: WorkspaceScope,
  { provider, id }: { provider: string; id: string },
): Promise<{ provider: string; id: string }> {
  mustKeepBooks(scope)
  const w = scope.view('webhookEvents')
  const [[found]] = await scope.read(
    scope
      .select({ attemptId: w.attemptId, type: w.type })
      .from(w)
      .where(and(eq(w.provider, provider), eq(w.id, id))),
  )
  if (!found) throw new NotFound()
  await scope.commit(
    [
      scope.update('webhookEvents', { processedAt: null, outcome: null, tries: 0 }, t =>
        and(eq(t.provider, provider), eq(t.id, id)),
      ),
    ],
    {
      kind: 'webhook.reprocessed',
      subjectId: id,
      facts: { provider, type: found.type, attempt: found.attemptId },
      finance: true,
      internal: true,
    },
  )
  return { provider, id }
}

/** One line of an attempt's story: of our journal (`what` is an event's kind), or of what its provider said. */
export type Step = {
  at: number
  by: 'us' | 'provider'
  what: string
  /** Of a provider's word: what became of it; null while it waits. */
  outcome: string | null
  /** Of a provider's word: its id, to process it again. */
  webhook: string | null
}

/** The selects behind the story of a request's attempts, for batches of others; for those who keep books. */
export function timelineQueries(scope: ProjectScope, requestId: string) {
  const [a, w, e] = [scope.view('paymentAttempts'), scope.view('webhookEvents'), scope.view('events')]
  const accounts = scope.view('paymentAccounts')
  const ofRequest = sql`(select ${a.id} from ${a} where ${a.requestId} = ${requestId})`
  const named = sql<string>`json_extract(${e.facts}, '$.attempt')`
  return [
    scope.select().from(a).where(eq(a.requestId, requestId)).orderBy(asc(a.createdAt), asc(a.id)),
    scope
      .select({
        id: w.id,
        type: w.type,
        attemptId: w.attemptId,
        receivedAt: w.receivedAt,
        outcome: w.outcome,
      })
      .from(w)
      .where(sql`${w.attemptId} in ${ofRequest}`)
      .orderBy(asc(w.receivedAt))
      .limit(500),
    scope
      .select({ kind: e.kind, at: e.at, attemptId: named.as('attempt') })
      .from(e)
      .where(and(eq(e.subjectId, requestId), isNotNull(named)))
      .orderBy(asc(e.at), asc(e.id))
      .limit(500),
    scope.select({ id: accounts.id, mode: accounts.mode, hint: accounts.hint }).from(accounts),
  ] as const
}

/** Of one instant, asking for money back stands before what came of it. */
const isAnswer = ({ what }: Step): boolean => what !== 'payment.refund_asked'

/** A request's attempts, oldest first, each with everything that was done and said about it. */
export function storiesOf([attempts, said, done, modes]: Results<ReturnType<typeof timelineQueries>>) {
  return attempts.map(({ checkoutUrl: _, ...attempt }) => {
    const steps: Step[] = [
      ...done
        .filter(d => d.attemptId === attempt.id)
        .map(d => ({ at: d.at, by: 'us' as const, what: d.kind, outcome: null, webhook: null })),
      ...said
        .filter(s => s.attemptId === attempt.id)
        .map(s => ({
          at: s.receivedAt,
          by: 'provider' as const,
          what: s.type,
          outcome: s.outcome,
          webhook: s.id,
        })),
    ].sort((x, y) => x.at - y.at || Number(isAnswer(x)) - Number(isAnswer(y)))
    return { ...attempt, account: modes.find(m => m.id === attempt.accountId) ?? null, steps }
  })
}

/** The same, asked alone. @throws NotFound for those who keep no books */
export async function attemptTimeline(scope: ProjectScope, requestId: string) {
  mustKeepBooks(scope)
  return storiesOf(await scope.read(...timelineQueries(scope, requestId)))
}
export type AttemptStory = ReturnType<typeof storiesOf>[number]
