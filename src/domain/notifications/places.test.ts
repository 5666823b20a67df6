import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { rows, scopeIn, system } from '../../../test/harness'
import { ticketIn } from '../../../test/tickets'
import { makeWorld, type PersonName, people, world } from '../../../test/world'
import type { Env } from '../../config'
import { followEvent } from '../../jobs/events'
import { urls } from '../../urls'
import { commentOnTask } from '../tasks/comments'
import { taskInput } from '../tasks/input'
import { createTask } from '../tasks/tasks'

beforeEach(makeWorld)

const site = world.site.id
const ticket = async (kind: string, by: PersonName) => {
  const id = await ticketIn('open')
  await (await scopeIn(by)).commit([], { kind, subjectId: id })
  return urls.ticket('atelier', site, id)
}
const joined = async (name: PersonName, path: string) => {
  const [subjectId, workspaceId] = [people[name].membership, world.atelier.id]
  const line = { kind: 'invitation.accepted', subjectId, workspaceId, actorId: subjectId, internal: true }
  const place = { workspaceId, clientId: null, projectId: null }
  await system().commit(place, [], [line])
  return path
}

/** What has no mail of its own: what is done, and where it is to be seen. */
const told: Record<string, () => Promise<string>> = {
  'ticket.started': () => ticket('ticket.started', 'ada'),
  'ticket.confirmed': () => ticket('ticket.confirmed', 'lea'),
  'ticket.reopened_by_team': () => ticket('ticket.reopened_by_team', 'ada'),
  'task.commented': async () => {
    const assigned = { title: 'Une tâche', assigneeId: people.equipe.membership }
    const id = await createTask(await scopeIn('camille'), taskInput.parse(assigned))
    await commentOnTask(await scopeIn('camille'), id, 'Un mot')
    return urls.task('atelier', site, id)
  },
  'inbound.waiting': async () => {
    await (await scopeIn('equipe')).commit([], { kind: 'inbound.waiting', internal: true })
    return urls.inbound('atelier')
  },
  'invitation.accepted of a contact': () => joined('lea', urls.client('atelier', world.lune.id)),
  'invitation.accepted of a member': () => joined('equipe', urls.members('atelier')),
}

it.each(Object.entries(told))('%s leads to the thing itself', async (_, act) => {
  const place = await act()
  const [event] = await rows<{ id: string }>('select id from events order by rowid desc limit 1')
  await followEvent(env as unknown as Env, event?.id ?? '')
  const paths = await rows<{ path: string }>('select distinct path from notifications')
  expect(paths).toEqual([{ path: place }])
})
