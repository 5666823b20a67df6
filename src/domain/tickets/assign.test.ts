import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn, system } from '../../../test/harness'
import { ticketIn } from '../../../test/tickets'
import { makeWorld, people, world } from '../../../test/world'
import { Conflict, Forbidden, Invalid, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { tagOf } from '../../lib/ticket-filter'
import { meaningOf } from '../activity/registry'
import type { Happened } from '../events/meaning'
import { assignTicket } from './assign'
import { tagTicket, untagTicket } from './tags'

beforeEach(makeWorld)

const assigned = async (id: string) =>
  (
    await rows<{ a: string | null; u: number }>(
      'select assignee_id a, updated_at u from tickets where id = ?',
      id,
    )
  )[0]
const tagsOf = async (id: string) =>
  (await rows<{ tag: string }>('select tag from ticket_tags where ticket_id = ? order by tag', id)).map(
    t => t.tag,
  )
const { equipe, camille, limited, lea, awa } = people

describe('giving a request to somebody', () => {
  it('says so in the journal for the team alone, and leaves its date alone', async () => {
    const id = await ticketIn('open')
    const before = await assigned(id)
    await assignTicket(await scopeIn('camille'), id, equipe.membership)
    expect(await assigned(id)).toEqual({ a: equipe.membership, u: before?.u })
    const [event] = await rows<{ facts: string; internal: number; kind: string }>('select * from events')
    expect(event).toMatchObject({ kind: 'ticket.assigned', internal: 1 })
    expect(JSON.parse(event?.facts ?? '')).toEqual({
      number: 1,
      from: null,
      to: equipe.membership,
      given: true,
    })
  })

  it('takes its task along where that has nobody, and leaves one that somebody has or that is done', async () => {
    const camilleIn = await scopeIn('camille')
    const [free, taken, done] = [
      await ticketIn('accepted', { number: 1 }),
      await ticketIn('in_progress', { number: 2 }),
      await ticketIn('resolved', { number: 3 }),
    ]
    await rows('update tasks set assignee_id = ? where ticket_id = ?', camille.membership, taken)
    for (const id of [free, taken, done]) await assignTicket(camilleIn, id, equipe.membership)
    const tasks = await rows<{ t: string; a: string }>('select ticket_id t, assignee_id a from tasks')
    expect(Object.fromEntries(tasks.map(x => [x.t, x.a]))).toEqual({
      [free]: equipe.membership,
      [taken]: camille.membership,
      [done]: null,
    })
    await assignTicket(camilleIn, free, null)
    expect(await assigned(free)).toMatchObject({ a: null })
    expect(await rows('select 1 from tasks where assignee_id = ?', equipe.membership)).toHaveLength(1)
  })

  it('does nothing twice, and of fifty at once one passes', async () => {
    const id = await ticketIn('open')
    const scopes = await Promise.all(Array.from({ length: 50 }, () => scopeIn('camille')))
    const tried = await Promise.allSettled(scopes.map(scope => assignTicket(scope, id, equipe.membership)))
    const refused = tried.filter(t => t.status === 'rejected').map(t => t.reason)
    expect(refused.every(reason => reason instanceof Conflict)).toBe(true)
    expect(await kindsOf()).toEqual(['ticket.assigned'])
    await assignTicket(await scopeIn('camille'), id, equipe.membership)
    expect(await kindsOf()).toHaveLength(1)
  })

  it('only to the team who may enter, only while there is something to do, only by the team', async () => {
    const id = await ticketIn('open')
    const scope = await scopeIn('camille')
    for (const nobody of [lea.membership, awa.membership, people.removed.membership, newId()])
      await expect(assignTicket(scope, id, nobody)).rejects.toThrow(Invalid)
    await expect(assignTicket(await scopeIn('lea'), id, equipe.membership)).rejects.toThrow(NotFound)
    await expect(assignTicket(scope, newId(), equipe.membership)).rejects.toThrow(NotFound)
    await assignTicket(scope, id, limited.membership)
    for (const state of ['closed', 'refused', 'declined', 'withdrawn', 'merged'] as const) {
      const over = await ticketIn(state, { number: 10 + state.length + state.charCodeAt(0) })
      await expect(assignTicket(scope, over, equipe.membership)).rejects.toThrow(Conflict)
    }
    const shop = await scopeIn('camille', world.shop)
    await rows('update tickets set project_id = ? where id = ?', world.shop.id, id)
    await expect(assignTicket(shop, id, limited.membership)).rejects.not.toThrow(NotFound)
    await rows('update projects set archived_at = 1')
    await expect(assignTicket(await scopeIn('camille', world.shop), id, null)).rejects.toThrow(Forbidden)
  })

  it('tells the one it is given to, unless they took it themselves or it went on to somebody else', async () => {
    const id = await ticketIn('open')
    const told = async () => {
      const [row] = await rows<Record<string, string>>('select * from events order by rowid desc limit 1')
      const event = { actorId: row?.actor_id, subjectId: id, facts: JSON.parse(row?.facts ?? '') }
      const scope = await system().project(world.site.id)
      const tellings = await meaningOf('ticket.assigned')?.tell?.(scope, event as unknown as Happened)
      return tellings?.flatMap(t => t.to)
    }
    await assignTicket(await scopeIn('camille'), id, equipe.membership)
    expect(await told()).toEqual([equipe.membership])
    await rows('update tickets set assignee_id = ?', limited.membership)
    expect(await told()).toEqual([])
    await assignTicket(await scopeIn('equipe'), id, equipe.membership)
    expect(await told()).toEqual([])
    await assignTicket(await scopeIn('camille'), id, null)
    expect(await told()).toEqual([])
  })
})

describe('tags', () => {
  it('have one spelling', () => {
    expect(tagOf('  #Accueil \u202f Général ')).toBe('accueil général')
    expect(tagOf('e\u0301tude')).toBe('étude')
    for (const nothing of ['', '  ', '#', '\u200b', 'x'.repeat(41)]) expect(tagOf(nothing)).toBe('')
  })

  it('are put on and taken off once each, without a word of them in the journal', async () => {
    const [id, scope] = [await ticketIn('open'), await scopeIn('equipe')]
    await tagTicket(scope, id, 'Accueil')
    await tagTicket(scope, id, ' ACCUEIL ')
    await tagTicket(scope, id, 'blog')
    expect(await tagsOf(id)).toEqual(['accueil', 'blog'])
    await untagTicket(scope, id, 'Blog')
    await untagTicket(scope, id, 'blog')
    expect(await tagsOf(id)).toEqual(['accueil'])
    expect(await kindsOf()).toEqual(['ticket.tagged', 'ticket.tagged', 'ticket.tagged'])
    expect(await rows("select 1 from events where internal = 0 or facts like '%blog%'")).toEqual([])
  })

  it('are ten at most, even for many at once', async () => {
    const id = await ticketIn('open')
    const scopes = await Promise.all(Array.from({ length: 14 }, () => scopeIn('camille')))
    await Promise.allSettled(scopes.map((scope, i) => tagTicket(scope, id, `t${i}`)))
    expect(await tagsOf(id)).toHaveLength(10)
    await expect(tagTicket(await scopeIn('camille'), id, 'encore')).rejects.toThrow(Invalid)
    const same = await Promise.allSettled(scopes.map(scope => untagTicket(scope, id, 't0')))
    expect(same.every(t => t.status === 'fulfilled')).toBe(true)
  })

  it('are the team’s alone, and of projects that are not archived', async () => {
    const id = await ticketIn('open')
    await expect(tagTicket(await scopeIn('lea'), id, 'x')).rejects.toThrow(NotFound)
    await expect(untagTicket(await scopeIn('hugo'), id, 'x')).rejects.toThrow(NotFound)
    await expect(tagTicket(await scopeIn('camille'), newId(), 'x')).rejects.toThrow(NotFound)
    await expect(tagTicket(await scopeIn('camille'), id, ' # ')).rejects.toThrow(Invalid)
    await rows('update projects set archived_at = 1')
    await expect(tagTicket(await scopeIn('camille'), id, 'x')).rejects.toThrow(Forbidden)
    await expect(untagTicket(await scopeIn('camille'), id, 'x')).rejects.toThrow(Forbidden)
  })
})
