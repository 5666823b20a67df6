import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { uiFor } from '../../../locales'
import { renderMail } from '../../../templates/mail/render'
import { kindsOf, rows, scopeIn, system } from '../../../test/harness'
import { followAll } from '../../../test/isolation/canaries'
import { promise } from '../../../test/tickets'
import { makeWorld, type PersonName, people, START, world } from '../../../test/world'
import { unseal } from '../../lib/seal'
import type { SealedMail } from '../notifications/follow'
import { assignTicket } from './assign'
import { askClarification } from './clarify'
import { openTicket } from './open'
import { replyToTicket } from './reply'
import { resolveTicket } from './resolve'
import { soundAlarm, soundAlarms } from './sla-alarms'
import { triageTicket } from './triage'

beforeEach(async () => {
  await makeWorld()
  await promise(4, 16)
})

const HOUR = 3_600_000
// The world begins on Thursday at 10:00 in Paris: four hours of work end at 15:30, three at 14:30.
const [WARNED, LATE] = [START + 4.5 * HOUR, START + 5.5 * HOUR]
const input = {
  type: 'bug',
  urgency: 'urgent',
  subject: 'Panne',
  body: 'Rien ne part.',
  phaseId: null,
} as const

const open = async (now = START) => openTicket(await scopeIn('lea', world.site, now), input)
const as = (who: PersonName, now: number) => scopeIn(who, world.site, now)
const alarms = async () => (await kindsOf()).filter(kind => kind.includes('sla_'))
const names = (ids: { membership_id: string }[]) =>
  ids.map(row => Object.entries(people).find(([, p]) => p.membership === row.membership_id)?.[0]).sort()

describe('the cron', () => {
  it('warns the team at three quarters and tells it of the breach, each once', async () => {
    await open()
    expect(await soundAlarms(system(WARNED - 1))).toBe(0)
    for (const now of [WARNED, WARNED, WARNED + 60_000]) await soundAlarms(system(now))
    expect(await alarms()).toEqual(['ticket.sla_warned'])
    for (const now of [LATE, LATE, LATE + 60_000]) await soundAlarms(system(now))
    expect(await alarms()).toEqual(['ticket.sla_warned', 'ticket.sla_breached'])
    const [event] = await rows<{ facts: string; internal: number }>(
      "select facts, internal from events where kind = 'ticket.sla_breached'",
    )
    expect(event?.internal).toBe(1)
    expect(JSON.parse(event?.facts ?? '')).toEqual({ number: 1, which: 'first', due: LATE })
  })

  it('tells of the others when one cannot be written, and says so', async () => {
    const broken = await open()
    await open(START + 1)
    await rows(
      `create trigger no_update before update on tickets when old.id = '${broken}' begin select raise(abort, 'disk full'); end`,
    )
    await expect(soundAlarms(system(LATE + HOUR))).rejects.toThrow('disk full')
    expect(await rows("select subject_id from events where kind = 'ticket.sla_breached'")).toHaveLength(1)
  })

  it('that comes late tells of the breach alone', async () => {
    await open()
    await soundAlarms(system(LATE + HOUR))
    expect(await alarms()).toEqual(['ticket.sla_breached'])
  })

  it('tells fifty at once of one ticket once', async () => {
    const id = await open()
    const scope = await system(LATE).project(world.site.id)
    const told = await Promise.all(Array.from({ length: 50 }, () => soundAlarm(scope, id)))
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await alarms()).toEqual(['ticket.sla_breached'])
  })

  it('gets through fifty tickets that are due together', async () => {
    for (let n = 0; n < 50; n++) await open()
    expect(await soundAlarms(system(WARNED))).toBe(50)
    expect(await soundAlarms(system(WARNED))).toBe(0)
  })

  it('finds them by their index alone', async () => {
    const [plan] = await rows<{ detail: string }>(
      'explain query plan select id, project_id from tickets where alarm_at <= 5 order by alarm_at limit 60',
    )
    expect(plan?.detail).toContain('SEARCH tickets USING INDEX tickets_alarm')
  })

  it('alarms nobody of an archived project', async () => {
    await open()
    await rows('update projects set archived_at = ? where id = ?', START, world.site.id)
    expect(await soundAlarms(system(LATE))).toBe(0)
    expect(await rows('select id from tickets where alarm_at is not null')).toEqual([])
  })
})

describe('an alarm', () => {
  it('is not due once they answered; the resolution still is', async () => {
    const id = await open()
    await replyToTicket(await as('equipe', START + HOUR), id, 'On regarde.')
    expect(await rows('select first_took, first_due_at from tickets')).toEqual([
      { first_took: HOUR, first_due_at: null },
    ])
    await soundAlarms(system(LATE))
    expect(await alarms()).toEqual([])
    await soundAlarms(system(START + 10 * 24 * HOUR))
    expect(await alarms()).toEqual(['ticket.sla_breached'])
  })

  it('pauses with the clock, and is set again after', async () => {
    const id = await open()
    await soundAlarms(system(WARNED))
    await askClarification(await as('equipe', WARNED + 1), id, 'Lequel ?')
    await soundAlarms(system(START + 30 * 24 * HOUR))
    expect(await alarms()).toEqual(['ticket.sla_warned'])
    await replyToTicket(await as('lea', WARNED + 30 * 24 * HOUR), id, 'Celui-là.')
    await soundAlarms(system(WARNED + 30 * 24 * HOUR + 1))
    // The first promise was kept by the question; of the other nothing was told yet.
    expect(await alarms()).toEqual(['ticket.sla_warned'])
    await soundAlarms(system(WARNED + 60 * 24 * HOUR))
    expect(await alarms()).toEqual(['ticket.sla_warned', 'ticket.sla_breached'])
  })

  it('is told anew when another urgency changes what is promised', async () => {
    await promise(2, 16, 'maintenance')
    const id = await open()
    await soundAlarms(system(LATE))
    await triageTicket(await as('equipe', LATE + 1), id, { type: 'bug', urgency: 'maintenance' })
    await soundAlarms(system(LATE + 2))
    expect(await alarms()).toEqual(['ticket.sla_breached', 'ticket.sla_breached'])
    const [event] = await rows<{ facts: string }>("select facts from events where kind = 'ticket.triaged'")
    expect(JSON.parse(event?.facts ?? '')).toMatchObject({
      fromFirst: 4 * HOUR,
      first: 2 * HOUR,
      fromResolve: 16 * HOUR,
      resolve: 16 * HOUR,
    })
  })

  it('goes to its assignee, by notification and mail', async () => {
    const id = await open()
    await assignTicket(await as('camille', START + 1), id, people.equipe.membership)
    await followAll()
    await soundAlarms(system(LATE))
    await followAll()
    const of = "where event_id in (select id from events where kind = 'ticket.sla_breached')"
    expect(names(await rows(`select membership_id from notifications ${of}`))).toEqual(['equipe'])
    expect(
      names(await rows("select membership_id from mails where kind = 'sla.mail.breached_first'")),
    ).toEqual(['equipe'])
  })

  it('says in the mail what it is about, and by when', async () => {
    await open()
    await soundAlarms(system(LATE))
    await followAll()
    const [mail] = await rows<{ sealed_props: string }>(
      "select sealed_props from mails where kind like 'sla.mail.%'",
    )
    const { draft } = await unseal<SealedMail>([env.SECRET_KEY as string], 'mail', mail?.sealed_props ?? '')
    const said = async (locale: 'fr' | 'en') =>
      renderMail([draft], {
        mailId: '1',
        ui: await uiFor(locale, { locale: 'fr', timezone: 'Europe/Paris' }, LATE),
        workspace: { name: 'Atelier Lumen', accent: '#3f4fb5', slug: 'atelier', senderName: null },
        origin: 'http://parvis.test',
        sender: 'Parvis <x@parvis.test>',
        name: 'Noé',
      })
    const [french, english] = [await said('fr'), await said('en')]
    expect(french.text).toContain('La réponse est en retard')
    expect(french.text).toContain('19 nov., 15:30')
    expect(english.subject).toMatch(/^\[#1\] /)
  })

  it('goes to all of the team who may enter, where nobody has it, and to no contact ever', async () => {
    await open()
    await soundAlarms(system(LATE))
    await followAll()
    const told = names(await rows("select membership_id from mails where kind like 'sla.mail.%'"))
    expect(told).toEqual(['ada', 'camille', 'equipe', 'limited'])
  })

  it('goes to the team when its assignee may not enter any more', async () => {
    const id = await open()
    await assignTicket(await as('camille', START + 1), id, people.limited.membership)
    await rows('delete from project_access where membership_id = ?', people.limited.membership)
    await soundAlarms(system(LATE))
    await followAll()
    const told = names(await rows("select membership_id from mails where kind like 'sla.mail.%'"))
    expect(told).toEqual(['ada', 'camille', 'equipe'])
  })

  it('is told to nobody when it was resolved before anybody read of it', async () => {
    const id = await open()
    await soundAlarms(system(LATE))
    await resolveTicket(await as('equipe', LATE + 1), id)
    await followAll()
    expect(await rows("select id from mails where kind like 'sla.mail.%'")).toEqual([])
  })
})
