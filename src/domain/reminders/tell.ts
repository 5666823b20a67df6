import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { ProjectScope } from '../../db/scope'
import { dayIn } from '../../lib/days'
import { type Awaiting, awaitings } from '../../lib/reminders'
import type { Happened, Telling } from '../events/meaning'
import { type Recipient, whoMayEnter } from '../events/recipients'
import { transferTo } from '../payments/offers'
import { paymentSettingsQuery, settingsOf } from '../payments/settings'
import { followersQuery } from '../tickets/audience'
import { draftOf, wordsFor } from './draft'
import { toneOf } from './plan'
import { remindersQuery } from './settings'
import { type Awaited, piecesOf, waitsQuery } from './waits'
import { toBeTold } from './who'

/** The client's people whose turn it is, while it still is: nothing of what was done, paid or asked anew meanwhile. */
export async function tellReminder(scope: ProjectScope, event: Happened): Promise<Telling[]> {
  const { kind, since, step } = event.facts ?? {}
  const [id, awaiting] = [event.subjectId ?? '', awaitings.find(one => one === kind)]
  if (!awaiting) return []
  const [waits, beside, people, followers, [settings], ways] = await scope.read(
    waitsQuery(scope, awaiting, p => and(sql`${p.id} = ${id}`, sql`${p.text} = ${String(since)}`), 1),
    besideQuery(scope, awaiting, id),
    whoMayEnter(scope),
    followersQuery(scope, id),
    remindersQuery(scope),
    paymentSettingsQuery(scope),
  )
  const wait = waits[0] as Awaited | undefined
  if (!wait) return []
  const { workspace, project } = scope
  const about = {
    ...wait,
    slug: workspace.slug,
    project: project.name,
    asked: beside[0]?.asked ?? '',
    linkVersion: beside[0]?.version ?? 0,
    transfer: transferTo(settingsOf(ways), wait.currency ?? '') !== null,
  }
  const tone = toneOf(wait, Number(step), dayIn(workspace.timezone, scope.now))
  const mail = draftOf(about, tone, wordsFor(settings?.reminders ?? null, awaiting))
  return [{ to: toBeTold(wait, people as Recipient[], followers).map(p => p.id), mail }]
}

/** What a mail says besides: the words with which it was asked, and the number of a payment's links. */
export function besideQuery(scope: ProjectScope, kind: Awaiting, id: string) {
  const [r, a, t] = [scope.view('paymentRequests'), scope.view('approvals'), scope.view('tickets')]
  const said: Record<Awaiting, { asked: SQL; version: SQL }> = {
    payment: { asked: sql`''`, version: sql`${r.linkVersion}` },
    approval: { asked: sql`${a.message}`, version: sql`0` },
    clarification: { asked: sql`${t.reason}`, version: sql`0` },
  }
  const { asked, version } = said[kind]
  const { from } = piecesOf(scope, kind)
  return scope
    .select({ asked: sql<string>`${asked}`.as('asked'), version: sql<number>`${version}`.as('version') })
    .from(from)
    .where(eq(from.id, id))
}
