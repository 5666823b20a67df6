import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { as, type Browser, kindsOf, rows, scopeIn, system } from '../../test/harness'
import { knock, Socket, socketOf } from '../../test/sockets'
import { makeWorld, people, world } from '../../test/world'
import { messageEvents } from '../domain/messages/events'
import { postMessage } from '../domain/messages/post'
import { newId } from '../lib/id'
import { urls } from '../urls'

beforeEach(makeWorld)

const path = urls.messages('atelier', world.site.id)
const say = async (name: 'camille' | 'lea' | 'hugo', body: string, id = newId(), files: File[] = []) => {
  await postMessage(await scopeIn(name), env.FILES, { id, body }, files, {})
  return id
}
const lines = (html: string) => [...html.matchAll(/id="m-([^"]+)" data-seq="(\d+)"/g)].map(m => Number(m[2]))
const bodies = () => rows<{ body: string }>('select body from messages order by seq')
const trips = (response: Response) => Number(response.headers.get('X-D1-Round-Trips'))
const read = () => rows('select membership_id who, up_to from reads')

describe('the page', () => {
  it('says the words of all, grouped, with days, who wrote and what is new to the reader', async () => {
    await say('camille', 'Bonjour **Léa**')
    await say('camille', 'La maquette est prête')
    const html = await (await as('lea')).html(path)
    expect(lines(html)).toEqual([1, 2])
    expect(html).toContain('Bonjour <strong>Léa</strong>')
    expect(html).toMatch(/data-fresh="true"><span>Nouveaux messages</)
    expect(html).toContain('Atelier Lumen')
    expect(html.match(/class="message joined"/g)).toHaveLength(1)
    expect(html.match(/id="day-/g)).toHaveLength(1)
    expect(await (await as('lea')).html(path)).not.toContain('data-fresh')
  })

  it('costs two round trips to read, unread or not, and three to write', async () => {
    await say('camille', 'Bonjour')
    const lea = await as('lea')
    expect(trips(await lea.get(path))).toBe(2)
    expect(trips(await lea.get(path))).toBe(2)
    expect(trips(await lea.get(`${path}?after=0&since=1`))).toBe(2)
    expect(trips(await lea.post(path, { id: newId(), body: 'Bonjour' }))).toBeLessThanOrEqual(3)
    const file = new File(['x'], 'a.txt')
    const sent = await lea.post(path, { id: newId(), body: 'Le voici', files: file })
    expect([sent.status, trips(sent)]).toEqual([303, 3])
    const [own] = await rows<{ id: string }>('select id from messages where seq = 2')
    expect(trips(await lea.get(urls.messagePart('atelier', world.site.id, own?.id ?? '', 'edit')))).toBe(2)
    expect(
      trips(await lea.post(urls.message('atelier', world.site.id, own?.id ?? ''), { body: 'Salut' })),
    ).toBe(3)
  })

  it.each([
    ['HEAD', 'HEAD', {}],
    ['a page fetched ahead', 'GET', { 'Sec-Purpose': 'prefetch' }],
  ])('leaves no read mark for %s', async (_, method, headers) => {
    await say('camille', 'Bonjour')
    const before = await read()
    const lea = await as('lea')
    expect((await lea.request(method, path, { headers })).status).toBe(200)
    expect(await read()).toEqual(before)
    await lea.get(`${path}?before=1`)
    expect(await read()).toEqual(before)
    await lea.get(path)
    expect(await read()).toContainEqual({ who: people.lea.membership, up_to: 1 })
  })

  it('runs nothing of what was written', async () => {
    await say('lea', '<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))')
    await rows('update users set name = ? where id = ?', '"><img src=x onerror=alert(1)>', people.lea.user)
    const response = await (await as('camille')).get(path)
    const html = await response.text()
    expect(html).not.toMatch(/<img src=x|<script>alert|href="javascript/)
    expect(html).toContain('&lt;script&gt;')
    expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'self'")
  })

  it('goes back through older lines', async () => {
    for (let i = 0; i < 52; i++) await say(i % 2 ? 'lea' : 'camille', `${i}`)
    const html = await (await as('hugo')).html(path)
    expect([lines(html)[0], lines(html).length]).toEqual([3, 50])
    expect(html).toContain(`${path}?before=3`)
    const older = await (await as('hugo')).html(`${path}?before=3`)
    expect(lines(older)).toEqual([1, 2])
    expect(older).not.toContain('id="composer"')
  })

  it('does not break on a range nobody could mean', async () => {
    await say('lea', 'Bonjour')
    const hugo = await as('hugo')
    for (const odd of [
      '?before=x',
      '?after=-1',
      '?after=1.5',
      '?before=1e400',
      '?after=&since=',
      '?after=1&after=2',
    ])
      expect((await hugo.get(path + odd)).status).toBe(200)
  })
})

describe('writing without JavaScript', () => {
  it('posts and comes back to the end of the conversation', async () => {
    const lea = await as('lea')
    const answer = await lea.post(path, {
      id: newId(),
      body: 'Bonjour',
      extra: 'x',
      seq: '99',
      authorId: 'x',
    })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${path}#end`])
    expect(await rows('select seq, author_id from messages')).toEqual([
      { seq: 1, author_id: people.lea.membership },
    ])
    expect(await lea.html(path)).toContain('Bonjour')
  })

  it('keeps the words when a file is refused', async () => {
    const answer = await (await as('lea')).post(path, {
      id: newId(),
      body: 'Voici l’outil',
      files: new File(['x'], 'outil.exe'),
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Voici l’outil</textarea>')
    expect(html).toContain('n’est pas accepté')
    expect(await bodies()).toEqual([])
  })

  it('refuses what is too long or nothing, in words', async () => {
    const lea = await as('lea')
    const long = await lea.post(path, { id: newId(), body: 'x'.repeat(10_001) })
    expect([long.status, (await long.text()).includes('trop long')]).toEqual([422, true])
    const empty = await lea.post(path, { id: newId(), body: '  ' })
    expect([empty.status, (await empty.text()).includes('Écrivez quelques mots')]).toEqual([422, true])
    expect((await lea.post(path, { id: 'x', body: 'Bonjour' })).status).toBe(422)
  })

  it('shows an archived conversation without a composer, and refuses to add to it', async () => {
    await say('lea', 'Bonjour')
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    const lea = await as('lea')
    const html = await lea.html(path)
    expect([html.includes('Bonjour'), html.includes('id="composer"')]).toEqual([true, false])
    expect((await lea.post(path, { id: newId(), body: 'Encore' })).status).toBe(403)
  })
})

describe('without JavaScript', () => {
  const at = (id: string, part: Parameters<typeof urls.messagePart>[3]) =>
    urls.messagePart('atelier', world.site.id, id, part)

  it('a message is answered from a page with the composer begun', async () => {
    const first = await say('camille', 'La maquette est prête')
    const lea = await as('lea')
    const ways = await lea.html(path)
    expect(ways).toContain(`href="${urls.replyTo('atelier', world.site.id, first)}"`)
    expect(await lea.html(`${path}?reply=${first}`)).toContain(`name="replyToId" value="${first}"`)
    await lea.post(path, { id: newId(), body: 'Merci', replyToId: first })
    const html = await (await as('hugo')).html(path)
    expect(html).toMatch(new RegExp(`class="quoted" href="${path}\\?at=1#m-${first}"[^>]*><strong>Camille<`))
    const refused = await lea.post(path, { id: newId(), body: ' ', replyToId: first })
    expect(await refused.text()).toContain(`name="replyToId" value="${first}"`)
    for (const odd of ['x', newId(), ''])
      expect(await lea.html(`${path}?reply=${odd}`)).toContain('name="replyToId" value=""')
  })

  it('what can be done with a message stands on its page, for each what they may', async () => {
    const id = await say('lea', 'Le logo est flou')
    const page = urls.message('atelier', world.site.id, id)
    const offered = async (name: 'camille' | 'lea' | 'hugo') => {
      const html = await (await as(name)).html(page)
      return ['pin', 'ticket', 'task', 'edit'].filter(part => html.includes(`"${page}/${part}"`))
    }
    expect(await offered('camille')).toEqual(['pin', 'ticket', 'task'])
    expect(await offered('lea')).toEqual(['ticket', 'edit'])
    expect(await offered('hugo')).toEqual(['ticket'])
    await rows('update projects set requests_enabled = 0 where id = ?', world.site.id)
    expect(await offered('hugo')).toEqual([])
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    expect(await offered('camille')).toEqual([])
  })

  it('it is pinned and let go, and found by its words', async () => {
    const id = await say('lea', 'Les **horaires** d’été')
    const camille = await as('camille')
    expect((await camille.post(at(id, 'pin'))).status).toBe(303)
    const pinned = await (await as('hugo')).html(path)
    expect(pinned).toMatch(/class="pinned-latest">Les horaires d’été</)
    const found = await camille.html(urls.messageSearch('atelier', world.site.id, { q: 'HORAIRES ete' }))
    expect(found).toContain('<mark>horaires</mark> d’<mark>été</mark>')
    expect(found).toContain(`${path}?at=1#m-${id}`)
    await camille.post(at(id, 'pin/removal'))
    expect(await camille.html(path)).not.toContain('pinned-latest')
    const none = await camille.html(urls.messageSearch('atelier', world.site.id, { q: '<script>' }))
    expect([none.includes('Aucun message trouvé'), none.includes('<script>"')]).toEqual([true, false])
  })

  it('it becomes a request or a task with its words, in two round trips and three', async () => {
    const id = await say('lea', 'Le logo est flou\nsur le téléphone', newId(), [new File(['x'], 'logo.txt')])
    const lea = await as('lea')
    const form = await lea.get(at(id, 'ticket'))
    const html = await form.text()
    expect([trips(form), form.status]).toEqual([2, 200])
    expect(html).toContain('value="Le logo est flou"')
    expect(html).toContain('Le logo est flou\nsur le téléphone</textarea>')
    const words = { type: 'bug', urgency: 'urgent', subject: 'Logo', body: 'Flou' }
    const refused = await lea.post(at(id, 'ticket'), { ...words, body: '' })
    expect([refused.status, (await refused.text()).includes('value="Logo"')]).toEqual([422, true])
    const made = await lea.post(at(id, 'ticket'), words)
    expect([made.status, trips(made)]).toEqual([303, 3])
    const ticket = await lea.html(made.headers.get('Location') ?? '')
    expect(ticket).toContain('logo.txt')
    expect(await (await as('camille')).html(path)).toContain('Demande #1')

    const camille = await as('camille')
    const task = await camille.get(at(id, 'task'))
    expect([trips(task), (await task.text()).includes(`messages/${id}`)]).toEqual([2, true])
    const done = await camille.post(at(id, 'task'), { title: 'Logo', priority: 'normal' })
    expect([done.status, trips(done)]).toEqual([303, 3])
    expect(await lea.html(path)).toMatch(/Tâche\s: Logo/)
  })

  it('goes to a day, around a line, on and back, in two round trips', async () => {
    for (let i = 0; i < 3; i++) await say('lea', `${i}`)
    const hugo = await as('hugo')
    for (const query of ['day=2026-01-01', 'at=2', 'from=2', 'before=3', 'before=3&lines', 'day=x', 'at=x'])
      expect([query, trips(await hugo.get(`${path}?${query}`))]).toEqual([query, 2])
    expect(lines(await hugo.html(`${path}?from=2&lines`))).toEqual([2, 3])
    expect(await hugo.html(`${path}?before=3&lines`)).toMatch(/^<ol data-now="\d+" data-older="false"/)
    expect(await hugo.html(`${path}?at=1`)).toContain('id="composer"')
  })

  it('a few emoji alone are large, quotations and lists are, pictures are not', async () => {
    await say('lea', '🎉👩‍👩‍👧')
    await say('lea', '🎉 bravo')
    await say('lea', '> cité\n\n- un\n- deux\n\n![x](https://evil.test/x.png)')
    const html = await (await as('camille')).html(path)
    expect(html.match(/bubble-emoji/g)).toHaveLength(1)
    expect(html).toMatch(/<blockquote>\s*<p>cité/)
    expect(html).toContain('<li>un</li>')
    expect(html).not.toMatch(/<img[^>]+evil/)
    expect(html).toMatch(/<a href="https:\/\/evil.test\/x.png" target="_blank" rel="noopener nofollow"/)
  })

  it('a recording plays where it stands', async () => {
    const webm = new Uint8Array([
      ...[0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 0x01, 0x42, 0xf7, 0x81, 0x01, 0x42, 0xf2, 0x81],
      ...[0x04, 0x42, 0xf3, 0x81, 0x08, 0x42, 0x82, 0x84, 0x77, 0x65, 0x62, 0x6d, 0x42, 0x87, 0x81, 0x04],
      ...[0x42, 0x85, 0x81, 0x02, 0x18, 0x53, 0x80, 0x67],
    ])
    await say('lea', '', newId(), [new File([webm], 'Message vocal (0 min 02 s).weba')])
    expect(await rows('select type from file_versions')).toEqual([{ type: 'audio/webm' }])
    expect(await (await as('camille')).html(path)).toMatch(
      /<audio src="[^"]+\/content" aria-label="Message vocal/,
    )
  })
})

describe('what is unread', () => {
  const badge = async (browser: Browser, at: string, href: string) =>
    (await (await browser.get(at)).json<{ href: string; badge: number }[]>()).find(b => b.href === href)
      ?.badge

  it('is counted over all of one’s projects, on every page, in the session’s own round trip', async () => {
    const shop = await scopeIn('camille', world.shop)
    await say('lea', 'Ici')
    await postMessage(shop, env.FILES, { id: newId(), body: 'Là' }, [], {})
    await postMessage(
      await scopeIn('nadia', world.cafe),
      env.FILES,
      { id: newId(), body: 'Ailleurs' },
      [],
      {},
    )
    const [camille, limited, lea] = [await as('camille'), await as('limited'), await as('lea')]
    const projects = urls.projects('atelier')
    const counted = await camille.get(urls.workspaceBadges('atelier'))
    expect(trips(counted)).toBe(1)
    expect(await badge(camille, urls.workspaceBadges('atelier'), projects)).toBe(2)
    expect(await badge(limited, urls.workspaceBadges('atelier'), projects)).toBe(1)
    expect(await badge(lea, urls.badges('atelier', world.site.id), urls.home('atelier'))).toBe(1)
    expect(await camille.html(urls.clients('atelier'))).toMatch(/2<span class="sr-only"> messages non lus/)
    // The list says where they wait.
    expect((await camille.html(projects)).match(/1<span class="sr-only"> messages non lus/g)).toHaveLength(2)
    expect(await lea.html(urls.home('atelier'))).toMatch(/1<span class="sr-only"> messages non lus/)
    // Read here, it is no longer among those of everywhere.
    const page = await camille.html(path)
    expect(page).toMatch(/1<span class="sr-only"> messages non lus/)
    await rows('update projects set archived_at = 1 where id = ?', world.cafe.id)
    expect(await badge(camille, urls.workspaceBadges('atelier'), projects)).toBe(0)
  })
})

describe('the page’s script', () => {
  it('gets its own line and what it had not got yet in answer, and the refusal as words', async () => {
    await say('camille', 'Entre-temps')
    const id = newId()
    const lea = await as('lea')
    const answer = await lea.post(`${path}?after=0&since=1`, { id, body: 'Bonjour' })
    const html = await answer.text()
    expect([answer.status, lines(html)]).toEqual([200, [1, 2]])
    expect(html).toMatch(/^<ol data-now="\d+" data-more="false">/)
    expect(html).toContain(`id="m-${id}"`)
    const refused = await lea.post(`${path}?after=2`, { id: newId(), body: 'x'.repeat(10_001) })
    expect([refused.status, refused.headers.get('Content-Type'), await refused.text()]).toEqual([
      422,
      expect.stringContaining('text/plain'),
      expect.stringContaining('trop long'),
    ])
  })

  it('hears of a message through the room, in its own project alone', async () => {
    const [lea, nadia] = [await socketOf('lea'), await socketOf('nadia', world.cafe)]
    await (await as('camille')).post(path, { id: newId(), body: 'Bonjour' })
    await expect.poll(() => lea.topics).toContain('messages')
    expect(nadia.said.flatMap(s => s.topics ?? [])).toEqual([])
  })

  it('loses and doubles nothing over a hundred reconnections', async () => {
    vi.spyOn(env.EVENTS, 'send').mockResolvedValue(undefined as never)
    const [lea, camille] = [await as('lea'), await as('camille')]
    const shown: number[] = []
    const catchUp = async () => {
      const response = await lea.get(`${path}?after=${shown.at(-1) ?? 0}`)
      shown.push(...lines(await response.text()))
    }
    for (let i = 0; i < 100; i++) {
      const answer = await knock(lea)
      const socket = new Socket(answer.webSocket as WebSocket)
      const during = catchUp()
      await camille.post(path, { id: newId(), body: `${i}` })
      await during
      if (i % 3) await catchUp()
      socket.close()
      if (i % 7 === 0) await rows('update messages set created_at = created_at - 60000')
    }
    await catchUp()
    expect(shown).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  }, 60_000)
})

describe('one’s own line', () => {
  const own = async () => {
    const id = await say('lea', 'Bonjuor')
    return {
      id,
      edit: urls.messagePart('atelier', world.site.id, id, 'edit'),
      at: urls.message('atelier', world.site.id, id),
    }
  }

  it('is edited on its page', async () => {
    const { edit, at } = await own()
    const lea = await as('lea')
    expect(await lea.html(at)).toContain(edit)
    expect(await lea.html(edit)).toContain('Bonjuor</textarea>')
    const empty = await lea.post(at, { body: ' ' })
    expect(empty.status).toBe(422)
    expect((await lea.post(at, { body: 'Bonjour' })).status).toBe(303)
    expect(await (await as('camille')).html(path)).toMatch(/Bonjour[\s\S]*modifié/)
  })

  it('is taken back', async () => {
    const { at } = await own()
    expect((await (await as('lea')).post(`${at}/deletion`)).status).toBe(303)
    const html = await (await as('camille')).html(path)
    expect([html.includes('Bonjuor'), html.includes('Message supprimé')]).toEqual([false, true])
    expect(await kindsOf()).toEqual(['message.posted', 'message.deleted'])
  })

  const others: [string, () => Promise<Browser>, string, number][] = [
    ['another of the project', () => as('camille'), world.site.id, 403],
    ['another client', () => as('nadia'), world.site.id, 404],
    ['another workspace', () => as('awa'), world.site.id, 404],
    ['its author in another project', () => as('lea'), world.shop.id, 404],
  ]
  it.each(others)('is out of reach for %s', async (_, someone, projectId, status) => {
    const { id } = await own()
    const browser = await someone()
    const at = urls.message('atelier', projectId, id)
    expect((await browser.get(`${at}/edit`)).status).toBe(status)
    expect((await browser.post(at, { body: 'Pris' })).status).toBe(status)
    expect((await browser.post(`${at}/deletion`)).status).toBe(status)
    expect(await bodies()).toEqual([{ body: 'Bonjuor' }])
  })
})

describe('who is told', () => {
  const told = async (kind: string) => {
    const [event] = await rows<{ id: string; actor_id: string; subject_id: string; facts: string }>(
      'select * from events where kind = ?',
      kind,
    )
    const scope = await system().project(world.site.id)
    return messageEvents['message.posted'].tell(scope, {
      ...event,
      actorId: event?.actor_id,
      subjectId: event?.subject_id,
      facts: JSON.parse(event?.facts ?? '{}'),
    } as never)
  }

  it('everybody else of the project, with the words in the mail', async () => {
    await say('lea', 'Bonjour', newId(), [new File(['x'], 'a.txt')])
    const [telling] = await told('message.posted')
    const names = ['camille', 'ada', 'equipe', 'limited', 'hugo'] as const
    expect(telling?.to.toSorted()).toEqual(names.map(n => people[n].membership).toSorted())
    expect(telling?.mail).toMatchObject({
      quote: 'Bonjour',
      path,
      values: { name: 'Lea' },
      facts: { files: 1 },
    })
  })

  it('nobody of what was taken back', async () => {
    const id = await say('lea', 'Oups')
    await (await as('lea')).post(urls.messagePart('atelier', world.site.id, id, 'deletion'))
    expect(await told('message.posted')).toEqual([])
  })
})
