import { beforeEach, expect, it } from 'vitest'
import { rows, scopeIn } from '../../test/harness'
import { playResend } from '../../test/resend'
import { HOUR, MINUTE, minute, noted, prefers } from '../../test/telling'
import { taskFor, ticketIn } from '../../test/tickets'
import { makeWorld, type PersonName, people, world } from '../../test/world'
import type { ProjectScope } from '../db/scope'
import { askApproval } from '../domain/approvals/ask'
import { decide } from '../domain/approvals/decide'
import { askClarification } from '../domain/tickets/clarify'
import { moveTask } from '../domain/tickets/move-task'
import { replyToTicket } from '../domain/tickets/reply'
import { followEvent } from './events'

beforeEach(makeWorld)

const T = Date.parse('2026-11-20T10:00:00Z')
const at = (name: PersonName, time: number) => scopeIn(name, world.site, time)

/** Draws what happened last, at that time. */
async function drawn(time: number) {
  for (const { id } of await rows<{ id: string }>('select event_id id from outbox order by rowid'))
    await followEvent(noted().env, id, undefined, time)
}

type Wait = {
  category: string
  ask: () => Promise<(scope: ProjectScope) => Promise<unknown>>
  by: PersonName
}
const waits: Record<string, Wait> = {
  'a task that waits for the client': {
    category: 'task',
    by: 'equipe',
    ask: async () => {
      const id = await taskFor(null, 'in_progress')
      await moveTask(await at('equipe', T), id, { to: 'waiting_client', reason: 'Vos textes' })
      return scope => moveTask(scope, id, { to: 'in_progress' })
    },
  },
  'a task that is done': {
    category: 'task',
    by: 'equipe',
    ask: async () => {
      const id = await taskFor(null, 'in_progress')
      await moveTask(await at('equipe', T), id, { to: 'done' })
      return scope => moveTask(scope, id, { to: 'in_progress' })
    },
  },
  'an approval': {
    category: 'approval',
    by: 'lea',
    ask: async () => {
      const phase = { phase: world.phase.id }
      const id = await askApproval(await at('camille', T), phase, { message: '', covers: [] })
      const [asked] = await rows<{ sha256: string }>('select sha256 from approvals')
      return scope => decide(scope, id, { outcome: 'approved', sha256: asked?.sha256 ?? '' })
    },
  },
  'a question': {
    category: 'reply',
    by: 'lea',
    ask: async () => {
      const id = await ticketIn('open')
      await askClarification(await at('camille', T), id, 'Lequel ?')
      return scope => replyToTicket(scope, id, 'Le rouge')
    },
  },
}

for (const [what, { category, by, ask }] of Object.entries(waits))
  it(`${what}: a mail that was held says nothing of it once it stands no more`, async () => {
    const resend = playResend()
    await prefers('lea', category, 'daily')
    const settle = await ask()
    await drawn(T + 20_000)
    const mails = () =>
      rows('select state, problem from mails where membership_id = ?', people.lea.membership)
    expect(await mails()).toEqual([{ state: 'queued', problem: null }])
    await settle(await at(by, T + MINUTE))
    await minute(T + 30 * HOUR)
    expect(await mails()).toEqual([{ state: 'skipped', problem: 'over' }])
    expect(resend.taken).toEqual([])
  })
