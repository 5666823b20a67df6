import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { as, rows, scopeIn, system } from '../../../test/harness'
import { makeWorld, type PersonName, people, world } from '../../../test/world'
import { newId } from '../../lib/id'
import { urls } from '../../urls'
import { editMessage } from './change'
import { messageEvents } from './events'
import { mentionedIn } from './mentions'
import { postMessage } from './post'

beforeEach(makeWorld)

const say = async (name: PersonName, body: string) => {
  const id = newId()
  await postMessage(await scopeIn(name), env.FILES, { id, body }, [], {})
  return id
}
const named = async () =>
  (await rows<{ membership_id: string }>('select membership_id from mentions order by 1')).map(
    r => r.membership_id,
  )
const ids = (...names: PersonName[]) => names.map(name => people[name].membership).sort()

describe('a name in some words', () => {
  const those = [
    { id: 'a', name: 'Camille Roy' },
    { id: 'b', name: 'Camille Royer' },
    { id: 'c', name: 'Léa Martin' },
    { id: 'd', name: 'Jean-Noël' },
    { id: 'e', name: 'Léa Martin' },
  ]
  it.each([
    ['@Camille Roy, bonjour', ['a']],
    ['@camille royer', ['b']],
    ['@Camille', []],
    ['(@Jean-Noël)', ['d']],
    ['@Jean-Noëlle', []],
    ['@LÉA MARTIN !', ['c', 'e']],
    ['@Léa', []],
    ['camille@royer', []],
    ['@Camille Roy @Camille Roy', ['a']],
    ['@', []],
  ])('%s', (words, found) => {
    expect(mentionedIn(words, those)).toEqual(found)
  })
})

describe('whom a message names', () => {
  it('is kept and told to them in words of its own, to everybody else as ever', async () => {
    await say('lea', 'Bonjour @Camille et @hugo')
    expect(await named()).toEqual(ids('camille', 'hugo'))
    const [event] = await rows<{ facts: string; subject_id: string; actor_id: string }>(
      `select * from events where kind = 'message.posted'`,
    )
    expect(JSON.parse(event?.facts ?? '')).toEqual({ files: 0, mentions: 2 })
    const scope = await system().project(world.site.id)
    const told = await messageEvents['message.posted'].tell(scope, {
      ...event,
      facts: {},
      subjectId: event?.subject_id,
      actorId: event?.actor_id,
    } as never)
    expect(told.map(t => [t.mail?.kind, t.to.toSorted()])).toEqual([
      ['messages.mail.mentioned', ids('camille', 'hugo')],
      ['messages.mail.posted', ids('ada', 'equipe', 'limited')],
    ])
  })

  it('is never somebody without access, nor oneself', async () => {
    await say('lea', '@Nadia @Removed @Koffi @Stranger @Lea')
    await say('camille', '@Nadia @Removed @Awa')
    expect(await named()).toEqual([])
    // A member limited to some projects is nobody the client knows of; a colleague may name them where they may enter.
    await say('lea', '@Limited')
    expect(await named()).toEqual([])
    await say('camille', '@Limited')
    expect(await named()).toEqual(ids('limited'))
  })

  it('changes with the words, and ends with them', async () => {
    const id = await say('lea', '@Camille')
    await editMessage(await scopeIn('lea'), id, '@Hugo')
    expect(await named()).toEqual(ids('hugo'))
    await (await as('lea')).post(urls.messagePart('atelier', world.site.id, id, 'deletion'))
    expect(await named()).toEqual([])
  })

  it('stands out where it is read, and more so for whom it is meant', async () => {
    await say('lea', 'Merci **@Camille** <b>')
    const path = urls.messages('atelier', world.site.id)
    expect(await (await as('camille')).html(path)).toContain('<span class="mention" data-me>@Camille</span>')
    const other = await (await as('hugo')).html(path)
    expect(other).toContain('<span class="mention">@Camille</span>')
    expect(other).toContain('&lt;b&gt;')
  })

  it('is offered from those who may enter, as far as one may know', async () => {
    const offered = async (name: PersonName) =>
      [
        ...(await (await as(name)).html(urls.messagePeople('atelier', world.site.id))).matchAll(
          /data-name="([^"]+)"/g,
        ),
      ].map(m => m[1])
    expect((await offered('lea')).sort()).toEqual(['Ada', 'Camille', 'Equipe', 'Hugo'])
    expect((await offered('camille')).sort()).toEqual(['Ada', 'Equipe', 'Hugo', 'Lea', 'Limited'])
  })
})
