import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { kindsOf, rows, scopeIn } from '../../../test/harness'
import { makeWorld, type PersonName, people, world } from '../../../test/world'
import { Forbidden, NotFound } from '../../lib/errors'
import { newId } from '../../lib/id'
import { deleteMessage } from './change'
import { readConversation, readMarks } from './messages'
import { pinMessage, unpinMessage } from './pins'
import { postMessage } from './post'
import { searchMessages } from './search'
import { taskFrom, ticketFrom } from './turn'

beforeEach(makeWorld)

type More = {
  replyToId?: string
  files?: File[]
  now?: number
  place?: typeof world.site | typeof world.cafe
}
const say = async (name: PersonName, body: string, { files = [], now, place, ...more }: More = {}) => {
  const id = newId()
  await postMessage(await scopeIn(name, place, now), env.FILES, { id, body, ...more }, files, {})
  return id
}
const conversation = async (name: PersonName, range = {}) =>
  readConversation(await scopeIn(name), range, false)

describe('an answer', () => {
  it('quotes what it answers, even once that was taken back', async () => {
    const first = await say('camille', 'La maquette est **prête**')
    const id = await say('lea', 'Merci', { replyToId: first })
    const quoted = async () => (await conversation('hugo')).lines.find(l => l.id === id)
    expect(await quoted()).toMatchObject({
      quotedSeq: 1,
      quotedId: first,
      quotedAuthor: 'Camille',
      quotedBody: 'La maquette est **prête**',
    })
    await deleteMessage(await scopeIn('camille'), first)
    expect(await quoted()).toMatchObject({ quotedBody: '', quotedDeletedAt: expect.any(Number) })
  })

  it('is refused to what is elsewhere, as to what is nowhere', async () => {
    const elsewhere = await say('nadia', 'Ailleurs', { place: world.cafe })
    for (const replyToId of [elsewhere, newId()])
      await expect(say('lea', 'Oui', { replyToId })).rejects.toThrow(NotFound)
    expect(await rows('select 1 from messages where project_id = ?', world.site.id)).toEqual([])
  })
})

describe('a pinned message', () => {
  it('is the team’s to pin, both sides’ to read, and the latest is first', async () => {
    const [one, two] = [await say('lea', 'Un'), await say('camille', 'Deux')]
    await pinMessage(await scopeIn('equipe'), one)
    await pinMessage(await scopeIn('camille', world.site, Date.now() + 5), two)
    await pinMessage(await scopeIn('camille'), two)
    expect((await readMarks(await scopeIn('hugo'))).pinned.map(p => p.body)).toEqual(['Deux', 'Un'])
    await unpinMessage(await scopeIn('ada'), two)
    expect((await readMarks(await scopeIn('lea'))).pinned.map(p => p.id)).toEqual([one])
    expect((await kindsOf()).slice(2)).toEqual(['message.pinned', 'message.pinned', 'message.unpinned'])
  })

  it('is not a contact’s to pin, nor one that was taken back, nor in an archived project', async () => {
    const id = await say('lea', 'Un')
    for (const act of [pinMessage, unpinMessage])
      await expect(act(await scopeIn('lea'), id)).rejects.toThrow(NotFound)
    await pinMessage(await scopeIn('camille'), id)
    await deleteMessage(await scopeIn('lea'), id)
    expect((await readMarks(await scopeIn('camille'))).pinned).toEqual([])
    await expect(pinMessage(await scopeIn('camille'), id)).rejects.toThrow(NotFound)
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    await expect(pinMessage(await scopeIn('camille'), id)).rejects.toThrow(Forbidden)
  })
})

describe('who has read', () => {
  const read = async (name: PersonName) => readConversation(await scopeIn(name), {}, true)
  const readers = async (name: PersonName) => (await readMarks(await scopeIn(name))).readers.map(r => r.name)

  it('is told to the team of everybody, and to the client of those who spoke', async () => {
    await say('camille', 'Bonjour')
    for (const name of ['equipe', 'limited', 'lea', 'hugo'] as const) await read(name)
    expect(await readers('camille')).toEqual(['Equipe', 'Hugo', 'Lea', 'Limited'])
    expect(await readers('lea')).toEqual(['Camille', 'Hugo'])
    await say('limited', 'Me voici')
    expect(await readers('lea')).toEqual(['Camille', 'Hugo', 'Limited'])
    await rows('update memberships set removed_at = 1 where id = ?', people.hugo.membership)
    expect(await readers('lea')).toEqual(['Camille', 'Limited'])
  })

  it('counts to the line they read, and for nobody of another project', async () => {
    await say('camille', 'Un')
    await read('lea')
    await say('camille', 'Deux')
    await say('nadia', 'Ailleurs', { place: world.cafe })
    const marks = await readMarks(await scopeIn('camille'))
    expect(marks.readers.map(r => [r.name, r.upTo])).toEqual([['Lea', 1]])
    expect(marks.last).toEqual({ seq: 2, mine: true })
    expect(await readMarks(await scopeIn('lea'))).toMatchObject({ last: { mine: false } })
  })
})

describe('a way through the lines', () => {
  it('leads around one, on from one, back from one, and to a day', async () => {
    const start = Date.parse('2026-11-02T08:00:00Z')
    const scope = await scopeIn('lea')
    for (let i = 1; i <= 120; i++)
      await rows(
        `insert into messages (workspace_id, client_id, project_id, id, seq, author_id, body, created_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[world.atelier.id, world.lune.id, world.site.id, newId(), i, scope.me, `n° ${i}`],
        start + i * 3_600_000,
      )
    const seen = async (range: object) => {
      const { lines, older, newer } = await conversation('hugo', range)
      return [lines[0]?.seq, lines.at(-1)?.seq, older, newer]
    }
    expect(await seen({})).toEqual([71, 120, true, false])
    expect(await seen({ at: 60 })).toEqual([35, 84, true, true])
    expect(await seen({ at: 3 })).toEqual([1, 50, false, true])
    expect(await seen({ from: 85 })).toEqual([85, 120, true, false])
    expect(await seen({ before: 35 })).toEqual([1, 34, false, true])
    // Midnight in Paris: 23:00 UTC the day before, which is the fifteenth line.
    expect(await seen({ day: '2026-11-03' })).toEqual([15, 64, true, true])
    expect(await seen({ day: '2027-01-01' })).toEqual([120, 120, true, false])
  })
})

describe('words looked for', () => {
  it('are found with or without accents and capitals, all of them, newest first', async () => {
    await say('lea', 'La réunion est à l’École')
    await say('camille', 'Réunions reportées')
    await say('lea', 'Une ŒUVRE, des œufs')
    const found = async (q: string) => (await searchMessages(await scopeIn('hugo'), q)).hits.map(h => h.seq)
    expect(await found('reunion')).toEqual([2, 1])
    expect(await found('RÉUNION ecole')).toEqual([1])
    expect(await found("l'école")).toEqual([1])
    expect(await found('œuvre')).toEqual([3])
    expect(await found('oeufs')).toEqual([3])
    for (const nothing of ['', '   ', '%', '_____________', 'reunion demain', "' or 1=1 --"])
      expect(await found(nothing)).toEqual([])
  })

  it('are not found elsewhere, nor in what was taken back; more than a page goes on', async () => {
    await say('nadia', 'Secret', { place: world.cafe })
    const id = await say('lea', 'Secret')
    await deleteMessage(await scopeIn('lea'), id)
    for (let i = 0; i < 32; i++) await say(i % 2 ? 'lea' : 'camille', 'Encore')
    const scope = await scopeIn('hugo')
    expect((await searchMessages(scope, 'secret')).hits).toEqual([])
    const first = await searchMessages(scope, 'encore')
    expect([first.hits.length, first.more]).toEqual([30, true])
    const rest = await searchMessages(scope, 'encore', first.hits.at(-1)?.seq)
    expect([rest.hits.length, rest.more]).toEqual([3 - 1, false])
  })
})

describe('a message made', () => {
  const asked = {
    type: 'bug',
    urgency: 'urgent',
    subject: 'Le logo',
    body: 'Il est flou',
    phaseId: null,
  } as const
  const task = {
    title: 'Le logo',
    description: '',
    priority: 'normal',
    assigneeId: null,
    phaseId: null,
    dueOn: null,
  } as const

  it('a request has its files, and leads there for both sides', async () => {
    const id = await say('lea', 'Le logo est flou', { files: [new File(['x'], 'logo.txt')] })
    const ticket = await ticketFrom(await scopeIn('lea'), id, { ...asked })
    expect(await rows('select ticket_id, message_id from files')).toEqual([
      { ticket_id: ticket, message_id: id },
    ])
    for (const name of ['camille', 'hugo'] as const)
      expect((await conversation(name)).turns).toMatchObject([{ messageId: id, ticketId: ticket, number: 1 }])
    expect((await kindsOf()).slice(1)).toEqual(['ticket.opened', 'message.turned'])
    // Taken back, its files stay where they are needed.
    await deleteMessage(await scopeIn('lea'), id)
    expect(await rows('select deleted_at from files')).toEqual([{ deleted_at: null }])
  })

  it('a task leads there for whoever may see it', async () => {
    const id = await say('lea', 'Le logo est flou')
    const inner = await taskFrom(await scopeIn('camille'), id, { ...task, internal: true })
    expect((await conversation('camille')).turns).toMatchObject([{ taskId: inner, title: 'Le logo' }])
    expect((await conversation('lea')).turns).toEqual([])
    const shared = await taskFrom(await scopeIn('equipe'), id, { ...task, internal: false })
    expect((await conversation('lea')).turns.map(t => t.taskId)).toEqual([shared])
    await rows('update tasks set shared = 0')
    expect((await conversation('lea')).turns.map(t => t.taskId)).toEqual([null])
    await expect(taskFrom(await scopeIn('lea'), id, { ...task, internal: false })).rejects.toThrow(NotFound)
  })

  it('is one of the project that was not taken back', async () => {
    const elsewhere = await say('nadia', 'Ailleurs', { place: world.cafe })
    const gone = await say('lea', 'Oups')
    await deleteMessage(await scopeIn('lea'), gone)
    for (const id of [elsewhere, gone, newId()])
      await expect(ticketFrom(await scopeIn('lea'), id, { ...asked })).rejects.toThrow()
    expect(await rows('select 1 from tickets')).toEqual([])
  })
})
