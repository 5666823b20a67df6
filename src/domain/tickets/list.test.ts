import { beforeEach, describe, expect, it } from 'vitest'
import { as, rows, scopeIn } from '../../../test/harness'
import { ticketIn } from '../../../test/tickets'
import { makeWorld, START, world } from '../../../test/world'
import { listTickets } from './list'

beforeEach(makeWorld)

let number = 0
const put = async (state: Parameters<typeof ticketIn>[0], n: number) => {
  const ids: string[] = []
  for (let i = 0; i < n; i++)
    ids.unshift(await ticketIn(state, { number: ++number, stateAt: START + number * 1000 }))
  return ids
}
const ids = (lines: { id: string }[]) => lines.map(l => l.id)
const base = `/w/atelier/p/${world.site.id}/tickets`

describe('a project’s requests', () => {
  it('begin for the client with what waits for them, then stand by state, the newest of each and how many', async () => {
    const waiting = await put('waiting_client', 2)
    const open = await put('open', 11)
    const accepted = await put('accepted', 1)
    const quoted = await put('quoted', 1)
    await put('closed', 3)
    const lea = await listTickets(await scopeIn('lea'), 'live')
    expect(ids(lea.awaiting).sort()).toEqual([...quoted, ...waiting].sort())
    expect(lea.groups.map(g => [g.state, g.total, ids(g.lines)])).toEqual([
      ['open', 11, open.slice(0, 8)],
      ['accepted', 1, accepted],
    ])
    expect([lea.others, lea.next]).toEqual([[], null])
    // Hugo does not pay: a proposal waits for somebody else.
    const hugo = await listTickets(await scopeIn('hugo'), 'live')
    expect(ids(hugo.awaiting)).toEqual(waiting)
    expect(hugo.groups.map(g => [g.state, g.total])).toEqual([
      ['open', 11],
      ['quoted', 1],
      ['accepted', 1],
    ])
    const one = await listTickets(await scopeIn('lea'), 'open')
    expect(ids(one.others)).toEqual(open)
    expect([one.awaiting, one.groups]).toEqual([[], []])
  })

  it('come to the team as they changed, and to both in pages', async () => {
    const [open, working] = [await put('open', 2), await put('in_progress', 60)]
    const team = await listTickets(await scopeIn('equipe'), 'live')
    expect(ids(team.awaiting)).toEqual(open)
    expect([team.groups, ids(team.others)]).toEqual([[], working.slice(0, 50)])
    const second = await listTickets(await scopeIn('equipe'), 'live', team.next ?? '')
    expect(ids(second.others)).toEqual(working.slice(50))
    const client = await listTickets(await scopeIn('lea'), 'in_progress')
    expect(ids(client.others)).toEqual(working.slice(0, 50))
    const rest = await listTickets(await scopeIn('lea'), 'in_progress', client.next ?? '')
    expect(ids(rest.others)).toEqual(working.slice(50))
  })

  it('show the client the date that is promised where the workspace wishes it, and never an alarm', async () => {
    await put('open', 1)
    await rows(
      'update tickets set resolve_target = 1, resolve_due_at = ?, resolve_alarm = ?',
      Date.now() + 9e8,
      'warned',
    )
    const lea = await as('lea')
    const html = await lea.html(base)
    expect(html).toContain('class="sla"')
    expect(html).not.toContain('hourglass')
    await rows(`update workspaces set serving = '{"urgencies":{},"promises":false}'`)
    expect(await lea.html(base)).not.toContain('class="sla"')
    expect(await (await as('equipe')).html(base)).toContain('hourglass')
  })

  it('leads from a group to all of it in two round trips, and the team to its filters', async () => {
    await put('open', 10)
    const lea = await as('lea')
    expect(await lea.html(base)).toMatch(/href="[^"]*\?view=open"[^>]*>Voir 2 demandes de plus/)
    const response = await lea.get(`${base}?view=open`)
    expect(response.headers.get('X-D1-Round-Trips')).toBe('2')
    expect((await response.text()).match(/class="row-t"/g)).toHaveLength(10)
    expect(await (await as('equipe')).html(base)).toContain(`/w/atelier/tickets?project=${world.site.id}`)
    expect(await lea.html(base)).not.toContain('/w/atelier/tickets?')
    expect((await lea.get(`${base}?view=nothing`)).status).toBe(200)
  })
})
