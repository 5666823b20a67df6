import { beforeEach, describe, expect, it } from 'vitest'
import { dyingEnv } from '../../test/faults'
import { rows } from '../../test/harness'
import { playResend } from '../../test/resend'
import { aFile, HOUR, MINUTE, minute, noted, prefers, tell } from '../../test/telling'
import { emailOf, makeWorld, people, world } from '../../test/world'
import { sweepGroups } from './groups'
import { sendMail } from './mail'
import { sweep } from './sweep'

beforeEach(makeWorld)

const T = Date.parse('2026-11-20T10:00:00Z')
const said = (mail: { text: string } | undefined, ...words: string[]) =>
  words.filter(word => mail?.text.includes(word))
const statesOf = () => rows<{ state: string }>('select state, problem, merged_into from mails order by id')

describe('what is told of one thing', () => {
  it('goes as one mail after five quiet minutes', async () => {
    const resend = playResend()
    for (const [n, word] of ['premier', 'deuxième', 'troisième'].entries())
      await tell({ word, to: 'lea', at: T + n * 2 * MINUTE })
    for (let n = 0; n < 9; n++) expect(await minute(T + n * MINUTE)).toEqual([])
    expect(await minute(T + 9 * MINUTE)).toHaveLength(1)
    expect(resend.readers()).toEqual([emailOf('lea')])
    expect(said(resend.taken[0], 'premier', 'deuxième', 'troisième')).toHaveLength(3)
    expect((await statesOf()).map(mail => mail.state)).toEqual(['sent', 'merged', 'merged'])
    expect(await rows('select 1 from mails where sealed_props is not null')).toEqual([])
    for (let n = 9; n < 90; n += 5) expect(await minute(T + n * MINUTE)).toEqual([])
  })

  it('waits no longer than half an hour, however much comes', async () => {
    const resend = playResend()
    for (let n = 0; n <= 40; n++) {
      if (n % 4 === 0) await tell({ ...aFile, word: `fichier ${n}.`, to: 'lea', at: T + n * MINUTE })
      await minute(T + n * MINUTE)
      expect([n, resend.taken.length]).toEqual([n, n < 30 ? 0 : 1])
    }
    expect(said(resend.taken[0], 'fichier 0.', 'fichier 4.', 'fichier 28.')).toHaveLength(3)
    expect(resend.taken[0]?.text).not.toContain('fichier 32.')
    await minute(T + 46 * MINUTE)
    expect(said(resend.taken[1], 'fichier 32.', 'fichier 40.')).toHaveLength(2)
  })

  it('of a conversation comes at most once an hour, and nothing of it is lost', async () => {
    const resend = playResend()
    const at: number[] = []
    for (let n = 0; n < 180; n++) {
      if (n % 10 === 0 && n < 120) await tell({ word: `mot ${n}.`, to: 'lea', at: T + n * MINUTE })
      const before = resend.taken.length
      await minute(T + n * MINUTE)
      if (resend.taken.length > before) at.push(n)
    }
    expect(at).toEqual([5, 65, 125])
    const all = resend.taken.map(mail => mail.text).join()
    for (let n = 0; n < 120; n += 10) expect(all.split(`mot ${n}.`)).toHaveLength(2)
  })

  it('is for each person, project and kind by itself', async () => {
    const resend = playResend()
    await tell({ word: 'un', to: ['lea', 'hugo'], at: T })
    await tell({ word: 'deux', to: 'lea', at: T, project: world.shop })
    await tell({ ...aFile, word: 'trois', to: 'lea', at: T })
    expect(await minute(T + 5 * MINUTE)).toHaveLength(4)
    expect(resend.readers()).toEqual(['hugo', 'lea', 'lea', 'lea'].map(name => emailOf(name as 'lea')))
  })
})

describe('the mail of a day', () => {
  it('comes at its hour with whatever happened, and a late thing on the next day', async () => {
    const resend = playResend()
    for (const kind of ['message', 'file']) await prefers('lea', kind, 'daily')
    await tell({ word: 'mot', to: 'lea', at: T })
    await tell({ ...aFile, word: 'fichier', to: 'lea', at: T + 3 * HOUR, project: world.shop })
    const eight = Date.parse('2026-11-21T07:00:00Z')
    for (const at of [T + 5 * MINUTE, T + HOUR, eight - MINUTE]) expect(await minute(at)).toEqual([])
    // Told as the clock strikes: it goes along, or would wait a day and hold up the others.
    await tell({ word: 'pile', to: 'lea', at: eight })
    expect(await minute(eight)).toHaveLength(1)
    expect(said(resend.taken[0], 'mot', 'fichier', 'pile')).toHaveLength(3)
    await tell({ word: 'tard', to: 'lea', at: eight + MINUTE })
    expect(await minute(eight + HOUR)).toEqual([])
    expect(await minute(eight + 24 * HOUR)).toHaveLength(1)
  })

  it('leaves out what its reader may not see any more, before it is made and after', async () => {
    const resend = playResend()
    await prefers('limited', 'message', 'daily')
    await prefers('equipe', 'message', 'daily')
    for (const [n, project] of [world.site, world.shop].entries()) {
      if (project === world.shop)
        await rows(
          'insert into project_access (workspace_id, client_id, project_id, membership_id) values (?, ?, ?, ?)',
          ...[world.atelier.id, world.lune.id, project.id, people.limited.membership],
        )
      await tell({ word: `projet ${n}.`, to: ['limited', 'equipe'], at: T + n, project })
    }
    const eight = Date.parse('2026-11-21T07:00:00Z')
    // `equipe` loses the second project before the mail is made, `limited` the first one after.
    await rows('update memberships set all_projects = 0 where id = ?', people.equipe.membership)
    await rows(
      'insert into project_access (workspace_id, client_id, project_id, membership_id) values (?, ?, ?, ?)',
      ...[world.atelier.id, world.lune.id, world.site.id, people.equipe.membership],
    )
    const { env, handed } = noted()
    await sweepGroups(env, eight)
    await rows(
      'delete from project_access where membership_id = ? and project_id = ?',
      ...[people.limited.membership, world.site.id],
    )
    for (const { id } of handed) await sendMail(env, id, eight)
    const to = (name: 'limited' | 'equipe') => resend.taken.find(mail => mail.to[0] === emailOf(name))
    expect(said(to('equipe'), 'projet 0.', 'projet 1.')).toEqual(['projet 0.'])
    expect(said(to('limited'), 'projet 0.', 'projet 1.')).toEqual(['projet 1.'])
    expect(to('limited')?.html).not.toContain(world.site.id)
  })
})

describe('what was read meanwhile', () => {
  const read = (word: string) =>
    rows(
      'update notifications set read_at = 1 where event_id = (select event_id from notifications order by created_at limit 1 offset ?)',
      Number(word),
    )

  it('is left out, and a group of which all was read makes no mail', async () => {
    const resend = playResend()
    await tell({ word: 'mot-un', to: 'lea', at: T })
    await tell({ word: 'mot-deux', to: 'lea', at: T + 1 })
    await read('0')
    await minute(T + 6 * MINUTE)
    expect(said(resend.taken[0], 'mot-un', 'mot-deux')).toEqual(['mot-deux'])
    await tell({ ...aFile, word: 'mot-trois', to: 'lea', at: T + 7 * MINUTE })
    await rows('update notifications set read_at = 1')
    expect(await minute(T + 12 * MINUTE)).toEqual([])
    expect(resend.taken).toHaveLength(1)
    expect(await statesOf()).toMatchObject([
      { state: 'skipped', problem: 'read' },
      { state: 'sent' },
      { state: 'skipped', problem: 'read' },
    ])
  })

  it('is not sent after it was made either, unless it was tried already', async () => {
    const resend = playResend()
    await prefers('lea', 'message', 'now')
    const { env, handed } = noted()
    await tell({ word: 'mot-un', to: 'lea', at: T }, env)
    await tell({ word: 'mot-deux', to: 'lea', at: T + 1 }, env)
    resend.faults.push({ when: 'before', status: 500 })
    await sendMail(env, handed[0]?.id ?? '', T + 2)
    await rows('update notifications set read_at = 1')
    for (const { id } of handed) await sendMail(env, id, T + 3)
    expect(resend.taken.map(mail => said(mail, 'mot-un', 'mot-deux'))).toEqual([['mot-un']])
    expect(await statesOf()).toMatchObject([{ state: 'sent' }, { state: 'skipped', problem: 'read' }])
  })

  it('is sent all the same where it must reach them', async () => {
    const resend = playResend()
    const { env, handed } = noted()
    const mail = { kind: 'payments.mail.changed', values: { title: 'Acompte', amount: '10 €' } }
    await tell({ word: 'mot-dû', to: 'lea', at: T, kind: 'payment.changed', mail }, env)
    await rows('update notifications set read_at = 1')
    for (const { id } of handed) await sendMail(env, id, T + 1)
    expect(resend.taken.map(mail => said(mail, 'mot-dû'))).toEqual([['mot-dû']])
  })
})

describe('the merge', () => {
  it('done twice at once makes one mail', async () => {
    const resend = playResend()
    for (const word of ['un', 'deux', 'trois']) await tell({ word, to: ['lea', 'hugo'], at: T })
    const runs = await Promise.all(Array.from({ length: 8 }, () => minute(T + 6 * MINUTE)))
    expect(runs.flat()).toHaveLength(2)
    expect(resend.readers()).toEqual([emailOf('hugo'), emailOf('lea')])
    expect(said(resend.taken[0], 'un', 'deux', 'trois')).toHaveLength(3)
  })

  it('that fails for one group holds up no other', async () => {
    const resend = playResend()
    await tell({ word: 'un', to: ['lea', 'hugo'], at: T })
    await rows(`create trigger broken before update on mails when NEW.membership_id = '${people.hugo.membership}'
      begin select raise(abort, 'broken'); end`)
    await minute(T + 6 * MINUTE)
    expect(resend.readers()).toEqual([emailOf('lea')])
    await rows('drop trigger broken')
    await minute(T + 7 * MINUTE)
    expect(resend.readers()).toEqual([emailOf('hugo'), emailOf('lea')])
  })

  it.each([0, 1, 2])('of which one part (the %s.) cannot be made loses that one alone', async n => {
    const resend = playResend()
    const parts = ['mot-un', 'mot-deux', 'mot-trois']
    for (const [k, word] of parts.entries()) await tell({ word, to: 'lea', at: T + k })
    const broken = '(select id from mails order by id limit 1 offset ?)'
    await rows(`update mails set sealed_props = 'x' where id = ${broken}`, n)
    const at = T + 6 * MINUTE
    for (const time of [at, at + MINUTE, at + 2 * MINUTE]) await minute(time)
    const others = parts.filter((_, k) => k !== n)
    expect(resend.taken.map(mail => said(mail, ...parts))).toEqual([others])
    const states = await rows('select state, problem, sealed_props is null as wiped from mails order by id')
    expect(states[n]).toEqual({ state: 'failed', problem: 'unreadable', wiped: 0 })
    expect(states.filter((_, k) => k !== n)).toMatchObject([{ state: 'sent' }, { state: 'merged' }])
  })

  it('of which a part cannot be made any more once it was tried stays one, and is seen', async () => {
    const resend = playResend()
    for (const [k, word] of ['mot-un', 'mot-deux'].entries()) await tell({ word, to: 'lea', at: T + k })
    resend.faults.push({ when: 'after', status: 'cut' })
    const [lead = ''] = await minute(T + 6 * MINUTE)
    await rows("update mails set sealed_props = 'x' where id <> ?", lead)
    await sendMail(noted().env, lead, T + 7 * MINUTE)
    expect(await statesOf()).toMatchObject([{ state: 'failed', problem: 'unreadable' }, { state: 'merged' }])
    expect(resend.taken).toHaveLength(1)
  })

  it('that comes too late changes nothing', async () => {
    const resend = playResend()
    for (const [n, word] of ['mot-un', 'mot-deux'].entries()) await tell({ word, to: 'lea', at: T + n })
    const { env: slow, handed } = noted()
    let calls = 0
    const DB = new Proxy(slow.DB, {
      get: (on, name) => {
        const member = Reflect.get(on, name) as unknown
        if (typeof member !== 'function') return member
        const bound = (member as (...args: unknown[]) => unknown).bind(on)
        if (name !== 'batch') return bound
        return async (...args: unknown[]) => {
          // It has looked, and is about to write: the first is read, and another run makes the mail of the second.
          if (++calls === 3) {
            await rows(
              'update notifications set read_at = 1 where created_at = (select min(created_at) from notifications)',
            )
            await minute(T + 6 * MINUTE)
          }
          return bound(...args)
        }
      },
    })
    await sweepGroups({ ...slow, DB }, T + 6 * MINUTE)
    expect([calls, handed]).toEqual([3, []])
    expect(resend.taken.map(mail => said(mail, 'mot-un', 'mot-deux'))).toEqual([['mot-deux']])
    expect(await statesOf()).toMatchObject([
      { state: 'skipped', problem: 'read', merged_into: null },
      { state: 'sent', merged_into: null },
    ])
  })

  it.each(['before', 'after'] as const)('loses and doubles nothing when it dies %s any step', async when => {
    const resend = playResend()
    const dry = dyingEnv(1000, when)
    await tell({ word: 'rien', to: 'lea', at: T })
    await sweepGroups(dry.env, T + 5 * MINUTE)
    const steps = dry.calls()
    expect(steps).toBe(4)
    await sweepMailsAndGroups(T + 20 * MINUTE)
    for (let k = 1; k <= steps; k++) {
      const at = T + k * 10 * HOUR
      const before = resend.taken.length
      for (const word of [`un ${k}.`, `deux ${k}.`]) await tell({ word, to: 'lea', at })
      await sweepGroups(dyingEnv(k, when).env, at + 6 * MINUTE).catch(() => {})
      await sweepMailsAndGroups(at + 7 * MINUTE)
      await sweepMailsAndGroups(at + 20 * MINUTE)
      expect([k, resend.taken.length - before]).toEqual([k, 1])
      expect(said(resend.taken.at(-1), `un ${k}.`, `deux ${k}.`)).toHaveLength(2)
    }
  })

  it('is left alone by the sweep of mails, and is late only when it does not go', async () => {
    const { env, handed } = noted()
    await tell({ word: 'un', to: 'lea', at: T })
    await prefers('hugo', 'message', 'daily')
    await tell({ word: 'deux', to: 'hugo', at: T })
    await sweep(env, T + 4 * MINUTE)
    expect(handed).toEqual([])
    await sweep(env, T + 3 * HOUR)
    expect(handed).toHaveLength(1)
    expect(await rows("select 1 from mails where state = 'queued' and held_until is not null")).toHaveLength(
      1,
    )
  })
})

/** Two sweeps of a minute, and whatever they hand over sent. */
async function sweepMailsAndGroups(at: number): Promise<void> {
  const { env, handed } = noted()
  await sweep(env, at)
  for (const { id } of handed) await sendMail(env, id, at)
}
