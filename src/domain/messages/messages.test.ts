import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, kindsOf, rows, scopeIn } from '../../../test/harness'
import { makeWorld, type PersonName, people, world } from '../../../test/world'
import { Conflict, Forbidden, Invalid, NotFound, TooMany } from '../../lib/errors'
import { newId } from '../../lib/id'
import { deleteMessage, editMessage } from './change'
import { listMessages } from './messages'
import { PER_MINUTE, postMessage } from './post'

beforeEach(makeWorld)

const MINUTE = 60_000
const say = async (
  name: PersonName,
  body: string,
  {
    id = newId(),
    now,
    files = [],
    place = world.site,
  }: {
    id?: string
    now?: number
    files?: File[]
    place?: { id: string; workspace: string }
  } = {},
) => {
  await postMessage(await scopeIn(name, place, now), env.FILES, { id, body }, files, {})
  return id
}
const seqs = async () =>
  (
    await rows<{ seq: number }>('select seq from messages where project_id = ? order by seq', world.site.id)
  ).map(r => r.seq)
const text = (name = 'notes.txt', words = 'Bonjour') => new File([words], name)
const unread = async (name: PersonName) => {
  const page = await (await as(name)).get(`/w/atelier/p/${world.site.id}/live/badges`)
  const badges = await page.json<{ href: string; badge: number }[]>()
  return badges.find(b => b.href.endsWith('/messages'))?.badge
}

describe('a message', () => {
  it('is numbered in its project, told as one event, and read by its author', async () => {
    await say('camille', 'Ailleurs', { place: world.shop })
    const id = await say('lea', 'Bonjour')
    const { lines } = await listMessages(await scopeIn('camille'), {}, false)
    expect(lines).toMatchObject([
      {
        id,
        seq: 1,
        author: 'Lea',
        role: 'contact',
        client: 'Maison Lune',
        body: 'Bonjour',
        previousAt: null,
      },
    ])
    expect(await kindsOf(world.site.id)).toEqual(['message.posted'])
    expect([await unread('lea'), await unread('camille')]).toEqual([0, 1])
  })

  it('gets its own number among fifty said at once, without gaps', async () => {
    const scopes = await Promise.all(Array.from({ length: 50 }, (_, i) => scopeIn(i % 2 ? 'lea' : 'camille')))
    await Promise.all(scopes.map((s, i) => postMessage(s, env.FILES, { id: newId(), body: `${i}` }, [], {})))
    expect(await seqs()).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect((await kindsOf()).length).toBe(50)
  })

  it('is one however often it is sent', async () => {
    const id = newId()
    const scopes = await Promise.all(Array.from({ length: 10 }, () => scopeIn('lea')))
    const answers = await Promise.all(
      scopes.map(s => postMessage(s, env.FILES, { id, body: 'Une fois' }, [], {})),
    )
    expect(answers.map(a => a.lines.map(l => l.id))).toEqual(answers.map(() => [id]))
    expect([await seqs(), await kindsOf()]).toEqual([[1], ['message.posted']])
  })

  it('is one with its files however often it is sent, and takes their room once', async () => {
    const id = newId()
    for (let i = 0; i < 3; i++) await say('lea', '', { id, files: [text(), text('b.txt', 'Deux')] })
    const { lines, attachments } = await listMessages(await scopeIn('hugo'), {}, false)
    expect([lines.length, attachments.map(a => [a.name, a.messageId])]).toEqual([
      1,
      [
        ['b.txt', id],
        ['notes.txt', id],
      ],
    ])
    expect(await rows('select storage_used n from workspaces where id = ?', world.atelier.id)).toEqual([
      { n: 11 },
    ])
    expect((await env.FILES.list()).objects).toHaveLength(2)
  })

  it('is refused under an id that is another person’s', async () => {
    const id = await say('camille', 'Le mien')
    await expect(say('lea', 'Le tien', { id })).rejects.toThrow(Conflict)
    await expect(say('lea', 'Le tien', { id, files: [text()] })).rejects.toThrow(Conflict)
    expect(await rows('select body from messages')).toEqual([{ body: 'Le mien' }])
  })

  it('does not tell whether its id is taken in another client’s project', async () => {
    const id = await say('nadia', 'Secret', { place: world.cafe })
    await say('lea', 'Bonjour', { id })
    expect(await rows('select body from messages order by body')).toEqual([
      { body: 'Bonjour' },
      { body: 'Secret' },
    ])
  })

  it('is refused without words or files, in an archived project, and beyond a pace', async () => {
    await expect(say('lea', '')).rejects.toThrow(Invalid)
    const scope = await scopeIn('lea')
    for (let i = 0; i < PER_MINUTE; i++)
      await postMessage(scope, env.FILES, { id: newId(), body: 'Encore' }, [], {})
    await expect(say('lea', 'Trop', { now: scope.now })).rejects.toThrow(TooMany)
    await expect(say('lea', 'Trop', { now: scope.now, files: [text()] })).rejects.toThrow(TooMany)
    await say('hugo', 'Moi si', { now: scope.now })
    await say('lea', 'Plus tard', { now: scope.now + MINUTE })
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    await expect(say('lea', 'Fini')).rejects.toThrow(Forbidden)
    expect((await seqs()).length).toBe(PER_MINUTE + 2)
  })

  it('leaves nothing behind when its commit fails', async () => {
    await rows("create trigger no_outbox before insert on outbox begin select raise(abort, 'disk full'); end")
    await expect(say('lea', 'Perdu')).rejects.toThrow('disk full')
    expect([await seqs(), await kindsOf(), await rows('select * from reads')]).toEqual([[], [], []])
  })
})

describe('one’s own message', () => {
  it('can be changed for a quarter of an hour, with a trace', async () => {
    const at = Date.now()
    const id = await say('lea', 'Bonjuor', { now: at })
    await editMessage(await scopeIn('lea', world.site, at + 14 * MINUTE), id, 'Bonjour')
    const [line] = (await listMessages(await scopeIn('hugo'), {}, false)).lines
    expect(line).toMatchObject({ body: 'Bonjour', editedAt: at + 14 * MINUTE })
    await expect(editMessage(await scopeIn('lea', world.site, at + 15 * MINUTE), id, 'Tard')).rejects.toThrow(
      Forbidden,
    )
    expect(await kindsOf()).toEqual(['message.posted', 'message.edited'])
  })

  it('can be taken back with its files: the line stays, empty', async () => {
    const id = await say('lea', 'Secret', { files: [text()] })
    await deleteMessage(await scopeIn('lea'), id)
    const { lines, attachments } = await listMessages(await scopeIn('camille'), {}, false)
    expect(lines).toMatchObject([{ id, seq: 1, body: '' }])
    expect([typeof lines[0]?.deletedAt, attachments]).toEqual(['number', []])
    await expect(deleteMessage(await scopeIn('lea'), id)).rejects.toThrow(Forbidden)
    await expect(editMessage(await scopeIn('lea'), id, 'Encore')).rejects.toThrow(Forbidden)
    expect(await kindsOf()).toEqual(['message.posted', 'message.deleted'])
  })

  it.each(['camille', 'ada', 'hugo'] as const)('is not %s’s to change', async name => {
    const id = await say('lea', 'À moi')
    await expect(editMessage(await scopeIn(name), id, 'À toi')).rejects.toThrow(Forbidden)
    await expect(deleteMessage(await scopeIn(name), id)).rejects.toThrow(Forbidden)
    expect(await rows('select body from messages')).toEqual([{ body: 'À moi' }])
  })

  it.each([
    ['nadia', world.cafe],
    ['lea', world.shop],
    ['awa', world.baobabSite],
  ] as const)('does not exist for %s elsewhere', async (name, place) => {
    const id = await say('lea', 'À moi')
    await expect(editMessage(await scopeIn(name, place), id, 'À toi')).rejects.toThrow(NotFound)
  })
})

describe('reading', () => {
  it('gives the newest, those before, and those after with what changed meanwhile', async () => {
    const ids: string[] = []
    const start = Date.now() - 10 * MINUTE
    for (let i = 1; i <= 55; i++)
      ids.push(await say(i % 2 ? 'lea' : 'camille', `n° ${i}`, { now: start + i * 2000 }))
    const scope = await scopeIn('hugo')
    const newest = await listMessages(scope, {}, false)
    expect([newest.lines[0]?.seq, newest.lines.at(-1)?.seq, newest.more]).toEqual([6, 55, true])
    const before = await listMessages(scope, { before: 6 }, false)
    expect([before.lines.map(l => l.seq), before.more]).toEqual([[1, 2, 3, 4, 5], false])
    const since = Date.now()
    await editMessage(await scopeIn('lea', world.site, since + 1), ids[52] ?? '', 'Autrement')
    await deleteMessage(await scopeIn('camille', world.site, since + 2), ids[53] ?? '')
    const after = await listMessages(scope, { after: 54, since }, false)
    expect(after.lines.map(l => [l.seq, l.body])).toEqual([
      [53, 'Autrement'],
      [54, ''],
      [55, 'n° 55'],
    ])
    expect((await listMessages(scope, { after: 55, since: since + MINUTE }, false)).lines).toEqual([])
  })

  it('counts what is unread for each, and marks it read for the reader alone', async () => {
    for (const words of ['un', 'deux', 'trois']) await say('camille', words)
    expect([await unread('lea'), await unread('hugo'), await unread('camille')]).toEqual([3, 3, 0])
    await listMessages(await scopeIn('lea'), {}, true)
    await say('camille', 'quatre')
    expect([await unread('lea'), await unread('hugo')]).toEqual([1, 4])
    expect(await kindsOf()).toEqual(Array(4).fill('message.posted'))
  })

  it('shows the same to a contact and to the team, and nothing to another client', async () => {
    await say('camille', 'Bonjour')
    for (const name of ['lea', 'hugo', 'equipe', 'limited'] as const)
      expect((await listMessages(await scopeIn(name), {}, false)).lines).toHaveLength(1)
    expect((await listMessages(await scopeIn('nadia', world.cafe), {}, false)).lines).toEqual([])
    expect(people.removed.role).toBe('contact')
  })
})
