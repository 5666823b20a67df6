import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeAt, scopeIn } from '../../test/harness'
import { makeWorld, type PersonName, people, world } from '../../test/world'
import { Conflict, NotFound } from '../lib/errors'
import { newId } from '../lib/id'
import type { ProjectScope } from './scope'

beforeEach(makeWorld)

const task = (scope: ProjectScope, extra: { shared?: boolean; title?: string } = {}) => ({
  id: newId(),
  title: 'Une tâche',
  position: 'a0',
  createdAt: scope.now,
  updatedAt: scope.now,
  ...extra,
})

describe('the projects of a workspace’s scope', () => {
  const opened = async (name: PersonName) => {
    const { scopes } = await (await scopeAt(name)).inProjects(() => sql`1`)
    return [...scopes.keys()].sort()
  }

  it('are those that the person may enter', async () => {
    const { site, shop, cafe, baobabSite } = world
    expect(await opened('camille')).toEqual([site.id, shop.id, cafe.id])
    expect(await opened('limited')).toEqual([site.id])
    expect(await opened('hugo')).toEqual([site.id, shop.id])
    expect(await opened('awa')).toEqual([baobabSite.id])
  })

  it('see and write as if they had been entered by their own door', async () => {
    for (const name of ['camille', 'limited', 'lea', 'hugo'] as const) {
      const { scopes } = await (await scopeAt(name)).inProjects(p => eq(p.id, world.site.id))
      const [scope, own] = [scopes.get(world.site.id), await scopeIn(name)]
      const seen = ({ project, clientId, can, audience, actor }: ProjectScope) => ({
        ...{ project, clientId, can, audience, actor },
      })
      expect(scope && seen(scope)).toEqual(seen(own))
    }
    const { scopes } = await (await scopeAt('camille')).inProjects(p => eq(p.id, world.site.id))
    const scope = scopes.get(world.site.id) as ProjectScope
    await scope.commit([scope.insert('tasks', task(scope))], { kind: 'task.created' })
    expect(await rows('select project_id p, client_id c from events')).toEqual([
      { p: world.site.id, c: world.lune.id },
    ])
  })
})

describe('a view', () => {
  it('is cut to the project, and for a contact to what is shared', async () => {
    const [team, other] = [await scopeIn('camille'), await scopeIn('camille', world.cafe)]
    await team.commit(
      [team.insert('tasks', [task(team), task(team, { shared: false, title: 'Interne' })])],
      [],
    )
    await other.commit([other.insert('tasks', task(other))], [])
    const seen = async (scope: ProjectScope) => {
      const tasks = scope.view('tasks')
      const [list] = await scope.read(scope.select({ title: tasks.title }).from(tasks))
      return list.length
    }
    expect(await seen(team)).toBe(2)
    expect(await seen(await scopeIn('lea'))).toBe(1)
    expect(await seen(other)).toBe(1)
  })

  it('keeps its cut whatever a later where says', async () => {
    const scope = await scopeIn('lea')
    const projects = scope.view('projects')
    const [list] = await scope.read(scope.select().from(projects).where(eq(projects.id, world.cafe.id)))
    expect(list).toEqual([])
  })

  it('reads two columns of one name from a join, each its own', async () => {
    const scope = await scopeAt('camille')
    const [p, c] = [scope.view('projects'), scope.view('clients')]
    const [list] = await scope.read(
      scope
        .select({ id: p.id, name: p.name, client: c.name, clientId: c.id, on: p.requestsEnabled })
        .from(p)
        .innerJoin(c, eq(c.id, p.clientId))
        .where(eq(p.id, world.site.id)),
    )
    expect(list).toEqual([
      {
        id: world.site.id,
        name: 'Site de Maison Lune',
        client: 'Maison Lune',
        clientId: world.lune.id,
        on: true,
      },
    ])
  })

  it('keeps the outer row’s columns in a subselect of a select without joins', async () => {
    const scope = await scopeAt('camille')
    const [c, p] = [scope.view('clients'), scope.view('projects')]
    const projects = sql<number>`(select count(*) from ${p} where ${p.clientId} = ${c.id})`.as('projects')
    const [list] = await scope.read(
      scope.select({ name: c.name, projects }).from(c).where(eq(c.id, world.lune.id)),
    )
    expect(list).toEqual([{ name: 'Maison Lune', projects: 2 }])
  })

  it('limits a member of some projects at the workspace’s own pages', async () => {
    const scope = await scopeAt('limited')
    const projects = scope.view('projects')
    const [list] = await scope.read(scope.select({ id: projects.id }).from(projects))
    expect(list).toEqual([{ id: world.site.id }])
    await expect(scopeIn('limited', world.shop)).rejects.toThrow(NotFound)
  })

  it('withholds amounts without the finance capability, and nothing else', async () => {
    const camille = await scopeIn('camille')
    await camille.commit(
      [
        camille.insert('paymentRequests', {
          id: newId(),
          kind: 'deposit',
          title: 'Acompte',
          amount: 45_000,
          taxes: [],
          currency: 'EUR',
          stateAt: camille.now,
          createdAt: camille.now,
        }),
      ],
      [],
    )
    const amount = async (scope: ProjectScope) => {
      const requests = scope.view('paymentRequests')
      const [list] = await scope.read(
        scope.select({ title: requests.title, amount: requests.amount }).from(requests),
      )
      return list
    }
    expect(await amount(await scopeIn('lea'))).toEqual([{ title: 'Acompte', amount: 45_000 }])
    expect(await amount(await scopeIn('hugo'))).toEqual([{ title: 'Acompte', amount: null }])
    expect(await amount(await scopeIn('equipe'))).toEqual([{ title: 'Acompte', amount: null }])
  })

  it('names people, without addresses for a contact', async () => {
    const seen = async (name: 'lea' | 'camille') => {
      const scope = await scopeIn(name)
      const who = scope.people()
      const [list] = await scope.read(scope.select({ name: who.name, email: who.email }).from(who))
      return list
    }
    expect((await seen('lea')).map(p => p.name)).not.toContain('Nadia')
    expect((await seen('lea')).every(p => p.email === null)).toBe(true)
    expect((await seen('camille')).map(p => p.email)).toContain('nadia@parvis.test')
  })
})

describe('a commit', () => {
  it('lets one of fifty parallel tries through, with one event and one outbox row', async () => {
    const scope = await scopeIn('camille')
    const close = () =>
      scope.commit([scope.update('projects', { state: 'done' }, t => eq(t.state, 'in_progress'))], {
        kind: 'project.done',
        subjectId: scope.project.id,
      })
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, close))
    expect(outcomes.filter(o => o.status === 'fulfilled')).toHaveLength(1)
    expect(outcomes.filter(o => o.status === 'rejected' && o.reason instanceof Conflict)).toHaveLength(49)
    expect(await kindsOf()).toEqual(['project.done'])
    expect(await rows('select * from outbox')).toHaveLength(1)
  })

  it('numbers without gaps though half of the tries roll back', async () => {
    const scope = await scopeIn('lea')
    const open = (fails: boolean) => {
      const number = scope.nextNumber('ticket')
      return scope.commit(
        [
          number.raise,
          scope.insert('tickets', {
            id: newId(),
            number: number.value as unknown as number,
            type: 'bug',
            urgency: 'urgent',
            subject: 's',
            body: 'b',
            openedBy: scope.me,
            createdAt: scope.now,
            updatedAt: scope.now,
            stateAt: scope.now,
          }),
          ...(fails ? [scope.update('tickets', { subject: 'x' }, t => eq(t.id, newId()))] : []),
        ],
        { kind: 'ticket.opened' },
      )
    }
    await Promise.allSettled(Array.from({ length: 40 }, (_, i) => open(i % 2 === 0)))
    const numbers = await rows<{ number: number }>('select number from tickets order by number')
    expect(numbers.map(n => n.number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('refuses a row that points into another project', async () => {
    const [scope, other] = [await scopeIn('camille'), await scopeIn('camille', world.cafe)]
    const id = newId()
    await scope.commit([scope.insert('tasks', { ...task(scope), id, phaseId: world.phase.id })], [])
    await expect(
      other.commit([other.insert('tasks', { ...task(other), phaseId: world.phase.id })], []),
    ).rejects.toThrow(NotFound)
    await expect(
      other.commit([other.update('tasks', { title: 'x' }, t => eq(t.id, id))], []),
    ).rejects.toThrow(Conflict)
  })

  it('says who acted, where and when', async () => {
    const scope = await scopeIn('lea')
    await scope.commit([], { kind: 'ticket.opened', subjectId: world.phase.id, facts: { number: 1 } })
    const [event] = await rows('select * from events')
    expect(event).toMatchObject({
      workspace_id: world.atelier.id,
      client_id: world.lune.id,
      project_id: world.site.id,
      actor_id: people.lea.membership,
      facts: '{"number":1}',
      at: scope.now,
    })
  })
})

describe('the rules of the schema', () => {
  it.each([
    'lost_race',
    'events_no_update',
    'events_no_delete',
    'events_no_replace',
    'seals_no_update',
    'seals_no_delete',
    'security_log_no_update',
    'security_log_no_delete',
    'security_log_no_replace',
    'mails_place',
    'notifications_place',
    'seals_no_replace',
    'tickets_no_delete',
    'memberships_one_side',
    'memberships_one_side_update',
    'memberships_one_owner',
    'projects_contact_insert',
    'projects_contact_update',
    'attempts_account_insert',
    'attempts_account_update',
    'requests_transfer_by_insert',
    'requests_transfer_by_update',
    'requests_proof_insert',
    'requests_proof_update',
    'ticket_followers_side',
    'inbound_mails_place',
    'messages_answer_insert',
    'messages_answer_update',
    'messages_pinned_by_insert',
    'messages_pinned_by_update',
    'files_folder_insert',
    'files_folder_update',
    'files_held_for_insert',
    'files_held_for_update',
    'versions_restored_insert',
    'versions_restored_update',
  ])('has the trigger %s', async name => {
    expect(
      await rows('select 1 from sqlite_master where type = ? and name = ?', 'trigger', name),
    ).toHaveLength(1)
  })

  it('keeps the events of one commit in their order', async () => {
    const scope = await scopeIn('camille')
    const told = Array.from({ length: 12 }, (_, n) => ({ kind: 'project.changed', facts: { n } }))
    await scope.commit([], told)
    const found = await rows<{ facts: string }>('select facts from events order by id')
    expect(found.slice(-12).map(({ facts }) => JSON.parse(facts).n)).toEqual(told.map(({ facts }) => facts.n))
  })

  it('keeps the journal append-only', async () => {
    const scope = await scopeIn('camille')
    await scope.commit([], { kind: 'project.done' })
    await expect(rows('update events set kind = ?', 'x')).rejects.toThrow('APPEND_ONLY')
    await expect(rows('delete from events')).rejects.toThrow('APPEND_ONLY')
    await expect(rows('insert or replace into events select * from events')).rejects.toThrow('APPEND_ONLY')
  })

  it('keeps the security log append-only, for a year', async () => {
    const entry = (id: string, at: number) =>
      rows(
        'insert into security_log (id, workspace_id, kind, at) values (?, ?, ?, ?)',
        id,
        world.atelier.id,
        'x',
        at,
      )
    await entry('new', Date.now())
    await entry('old', Date.now() - 367 * 86_400_000)
    await expect(rows("update security_log set kind = 'y'")).rejects.toThrow('APPEND_ONLY')
    await expect(rows("delete from security_log where id = 'new'")).rejects.toThrow('APPEND_ONLY')
    await expect(rows('insert or replace into security_log select * from security_log')).rejects.toThrow(
      'APPEND_ONLY',
    )
    await rows("delete from security_log where id = 'old'")
  })

  it('holds mails and notifications to one workspace', async () => {
    const { atelier, savane, lune, site, baobab } = world
    const tables = {
      mails:
        "insert into mails (id, dedupe, kind, to_address, created_at, workspace_id, client_id, project_id, membership_id) values ('m', 'd', 'k', 'a', 1, ?, ?, ?, ?)",
      notifications:
        "insert into notifications (id, event_id, kind, created_at, workspace_id, client_id, project_id, membership_id) values ('n', 'e', 'k', 1, ?, ?, ?, ?)",
    }
    const own = [atelier.id, lune.id, site.id, people.lea.membership]
    for (const insert of Object.values(tables)) {
      for (const [at, foreign] of [
        savane.id,
        baobab.id,
        world.baobabSite.id,
        people.koffi.membership,
      ].entries())
        await expect(rows(insert, ...own.with(at, foreign))).rejects.toThrow('FOREIGN KEY')
      await rows(insert, ...own)
    }
  })
})
