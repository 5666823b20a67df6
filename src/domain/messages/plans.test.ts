import { beforeEach, describe, expect, it } from 'vitest'
import { rowsRead } from '../../../test/cost'
import { as, rows } from '../../../test/harness'
import { makeWorld, type PersonName, people, world } from '../../../test/world'
import { urls } from '../../urls'

const MANY = 10_000
const path = urls.messages('atelier', world.site.id)

/** A conversation of years: the two in turns, every hundredth answering the one before. */
beforeEach(async () => {
  await makeWorld()
  await rows(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${MANY})
     insert into messages (workspace_id, client_id, project_id, id, seq, author_id, body, reply_to_id, created_at, pinned_at)
     select ?, ?, ?, 'm' || i, i, case i % 2 when 1 then ? else ? end,
       'Bonjour, la réunion du ' || i || ' est reportée, les horaires d’été changent', null, i * 60000,
       case when i % 4000 = 0 then i end from n`,
    ...[world.atelier.id, world.lune.id, world.site.id, people.lea.membership, people.camille.membership],
  )
})

/** What a page reads of the database, in rows, and in how many round trips. */
async function cost(name: PersonName, query = '', at = path) {
  const browser = await as(name)
  await browser.get(path)
  let response = new Response()
  const read = await rowsRead(async () => {
    response = await browser.get(at + query)
  })
  expect(response.status).toBe(200)
  await response.text()
  return { read, trips: Number(response.headers.get('X-D1-Round-Trips')) }
}

describe('in a conversation of ten thousand messages', () => {
  it.each([
    '',
    '?before=5000',
    '?at=5000',
    '?from=5000&lines',
    '?day=1970-01-04',
    '?after=9990&since=1',
    '/marks',
  ])('a page reads what it shows, and little more: %s', async query => {
    const { read, trips } = await cost('camille', query)
    expect(trips).toBeLessThanOrEqual(2)
    expect(read).toBeLessThan(1500)
  })

  it('so does a client’s', async () => {
    const { read, trips } = await cost('hugo')
    expect([read < 1500, trips]).toEqual([true, 2])
  })

  it.each([
    ['camille', urls.projects('atelier')],
    ['hugo', urls.home('atelier')],
    ['camille', urls.workspaceBadges('atelier')],
  ] as const)('what is unread is counted without walking through it: %s at %s', async (name, at) => {
    const { read, trips } = await cost(name, '', at)
    expect(trips).toBeLessThanOrEqual(2)
    expect(read).toBeLessThan(1500)
  })

  it('words are found by one walk through its lines', async () => {
    const { read, trips } = await cost('hugo', '/search?q=reunion+4321')
    expect(trips).toBe(2)
    expect(read).toBeGreaterThan(MANY - 1)
    expect(read).toBeLessThan(2.5 * MANY)
  })
})
