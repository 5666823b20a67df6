import { beforeEach, describe, expect, it } from 'vitest'
import { as, rows, scopeAt, scopeIn } from '../../test/harness'
import { promise } from '../../test/tickets'
import { makeWorld, type PersonName, people, world } from '../../test/world'
import { teamHome } from '../domain/overview/home'
import { assignTicket } from '../domain/tickets/assign'
import { openTicket } from '../domain/tickets/open'
import { countedQuery, loadQuery, pressingQuery, readOverview } from '../domain/tickets/overview'
import { replyToTicket } from '../domain/tickets/reply'
import { urls } from '../urls'

beforeEach(makeWorld)

const HOUR = 3_600_000
const DAY = 24 * HOUR
// A Thursday at 10:00 in Paris.
const NOW = Date.parse('2026-11-19T09:00:00Z')
const path = urls.ticketsOverview('atelier')

const open = async (
  ago: number,
  subject: string,
  more: { urgency?: 'urgent' | 'maintenance'; in?: 'site' | 'shop' | 'cafe' } = {},
) =>
  openTicket(await scopeIn(more.in === 'cafe' ? 'nadia' : 'lea', world[more.in ?? 'site'], NOW - ago), {
    type: 'bug',
    urgency: more.urgency ?? 'maintenance',
    subject,
    body: 'Des mots',
    phaseId: null,
  })
const overview = async (who: PersonName = 'camille', filter = {}) =>
  readOverview(await scopeAt(who, 'atelier', NOW), { period: 30, ...filter })
const subjects = (found: { pressing: { subject: string }[] }) => found.pressing.map(p => p.subject)

/** Late by its first reply, nearly late, in time, and urgent without any promise. */
async function tickets() {
  await promise(4, 16, 'maintenance')
  const late = await open(6 * DAY, 'En retard')
  await open(HOUR / 2, 'À l’heure')
  const close = await open(HOUR, 'Bientôt', { in: 'cafe' })
  await rows("update tickets set first_alarm = 'warned' where id = ?", close)
  await open(HOUR, 'Urgente', { urgency: 'urgent', in: 'shop' })
  await open(6 * DAY, 'Close')
  await rows(
    "update tickets set state = 'closed', runs_since = null, first_due_at = null, resolve_due_at = null where subject = 'Close'",
  )
  return { late }
}

describe('what presses', () => {
  it('is what is late, nearly due or urgent, the nearest promise first', async () => {
    await tickets()
    expect(subjects(await overview())).toEqual(['En retard', 'Bientôt', 'Urgente'])
  })

  it('is what somebody may enter, and of one client where that is asked', async () => {
    await tickets()
    expect(subjects(await overview('limited'))).toEqual(['En retard'])
    expect(subjects(await overview('camille', { client: world.zinc.id }))).toEqual(['Bientôt'])
    expect(subjects(await overview('camille', { client: world.baobab.id }))).toEqual([])
  })

  it('leaves archived projects alone', async () => {
    await tickets()
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    expect(subjects(await overview())).toEqual(['Bientôt', 'Urgente'])
  })
})

describe('the workload', () => {
  it('counts the open requests of each, and of nobody', async () => {
    const { late } = await tickets()
    await assignTicket(await scopeIn('camille', world.site, NOW), late, people.equipe.membership)
    const { load, open, late: lateOnes, close } = await overview()
    expect(load).toEqual([
      { who: null, name: '', open: 3, late: 0, close: 1 },
      { who: people.equipe.membership, name: 'Equipe', open: 1, late: 1, close: 0 },
    ])
    expect([open, lateOnes, close]).toEqual([4, 1, 1])
  })
})

describe('a period', () => {
  it('has medians in working time and the share that was kept', async () => {
    await promise(4, 16, 'maintenance')
    const id = await open(2 * DAY, 'Répondue')
    await replyToTicket(await scopeIn('equipe', world.site, NOW - DAY), id, 'On regarde.')
    await open(40 * DAY, 'Ancienne')
    const { figures } = await overview()
    // From Tuesday ten o'clock to Wednesday ten o'clock is a day of work.
    expect(figures).toMatchObject({ opened: 1, resolved: 0, medianFirst: 7.5 * HOUR, kept: 0, missed: 1 })
    expect((await overview('camille', { period: 90 })).figures.opened).toBe(2)
  })
})

describe('the page', () => {
  it('shows it in two round trips, with the figures as tables', async () => {
    await open(0, 'Une demande')
    const camille = await as('camille')
    const answer = await camille.get(`${path}?period=365&client=nonsense`)
    expect(answer.status).toBe(200)
    expect(Number(answer.headers.get('X-D1-Round-Trips'))).toBe(2)
    expect(await answer.text()).toContain('Voir les chiffres')
  })

  it('is the team’s', async () => {
    expect((await (await as('equipe')).get(path)).status).toBe(200)
    expect((await (await as('lea')).get(path)).status).toBe(404)
  })

  it('invites where there is nothing yet', async () => {
    expect(await (await as('camille')).html(path)).toContain('Rien ne presse')
    expect(await (await as('camille')).html(`${path}?period=365`)).toContain('Pas encore de demandes')
  })
})

describe('the home page', () => {
  it('puts what is late or nearly due first, whatever its state, and leaves archives alone', async () => {
    await tickets()
    await rows("update tickets set state = 'in_progress' where subject = 'Bientôt'")
    const titles = async () =>
      (await teamHome(await scopeAt('camille', 'atelier', NOW))).open.map(ticket => ticket.subject)
    expect(await titles()).toEqual(['En retard', 'Bientôt', 'À l’heure', 'Urgente'])
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    expect(await titles()).toEqual(['Bientôt', 'Urgente'])
  })
})

it.each(['camille', 'limited'] as const)(
  'walks through nothing but the workspace’s own, for %s',
  async who => {
    const scope = await scopeAt(who)
    const queries = [pressingQuery(scope), loadQuery(scope), countedQuery(scope, { period: 30 })]
    for (const query of queries) {
      const { sql, params } = query.toSQL()
      const plan = await rows<{ detail: string }>(`explain query plan ${sql}`, ...params)
      const ticketsBy = plan.map(p => p.detail).filter(d => /\btickets\b/.test(d))
      expect(ticketsBy.join()).toMatch(/^SEARCH tickets USING INDEX tickets_\w+ \(workspace_id=\?/)
      expect(plan.map(p => p.detail).filter(d => /^SCAN (tickets|projects)/.test(d))).toEqual([])
    }
  },
)
