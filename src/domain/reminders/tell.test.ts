import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { uiFor } from '../../../locales'
import { renderMail } from '../../../templates/mail/render'
import { rows, scopeAt, scopeIn, system } from '../../../test/harness'
import { asking } from '../../../test/payments'
import { nameOf } from '../../../test/told'
import { emailOf, makeWorld, START, world } from '../../../test/world'
import { enterPerson } from '../../db/enter'
import { followEvent } from '../../jobs/events'
import { type Reminders, usualReminders } from '../../lib/reminders'
import { unseal } from '../../lib/seal'
import { sendMailAgain } from '../notifications/again'
import type { SealedMail } from '../notifications/follow'
import { waitingMail } from '../notifications/mails'
import { remind } from '../payments/remind'
import { createRequest } from '../payments/requests'
import { askClarification } from '../tickets/clarify'
import { openTicket } from '../tickets/open'
import { replyToTicket } from '../tickets/reply'
import { sendReminders } from './send'
import { changeReminders } from './settings'

beforeEach(makeWorld)

const on = (day: string, time = '09:00') => Date.parse(`2026-${day}T${time}:00+01:00`)
const switchOn = async (reminders: Reminders = usualReminders) =>
  changeReminders(await scopeAt('camille', 'atelier', START), reminders)
const asked = async (dueOn: string) =>
  createRequest(await scopeIn('camille', world.site, START), { ...asking, dueOn })

async function question(): Promise<string> {
  const input = { type: 'bug', urgency: 'urgent', subject: 'Panne', body: 'Rien', phaseId: null } as const
  const id = await openTicket(await scopeIn('lea', world.site, START), input)
  await askClarification(await scopeIn('camille', world.site, START), id, 'Lequel ?')
  return id
}

/** Draws what follows from the reminders that went. */
async function follow(now: number) {
  const events = await rows<{ id: string }>(
    "select id from events where kind in ('reminder.sent', 'payment.reminded')",
  )
  for (const { id } of events) await followEvent(env as never, id, undefined, now)
}
type Mail = {
  id: string
  to_address: string
  kind: string
  state: string
  problem: string
  sealed_props: string
}
const mails = () => rows<Mail>("select * from mails where category = 'reminder' order by to_address")
const told = async () =>
  (
    await rows<{ membership_id: string }>(
      "select membership_id from notifications n join events e on e.id = n.event_id where e.kind = 'reminder.sent'",
    )
  )
    .map(n => nameOf(n.membership_id))
    .sort()

async function textOf(mail: Mail | undefined): Promise<string> {
  const { draft } = await unseal<SealedMail>([env.SECRET_KEY as string], 'mail', mail?.sealed_props ?? '')
  const ui = await uiFor('fr', { locale: 'fr', timezone: 'Europe/Paris' }, START)
  const face = { name: 'Lumen', accent: '#17616b', slug: 'atelier', senderName: null }
  const { text } = renderMail([draft], {
    mailId: 'x',
    ui,
    workspace: face,
    origin: 'https://x.test',
    sender: 'a@b.test',
    name: 'Léa',
  })
  return text.replace(/\s+/g, ' ')
}

describe('a reminder tells', () => {
  it('those who pay of a payment, with its link and the team’s words, and nobody else', async () => {
    const payment = { ...usualReminders.payment, words: 'Notre IBAN a changé.' }
    await switchOn({ ...usualReminders, payment })
    await asked('2026-11-27')
    await sendReminders(system(on('11-24')))
    await follow(on('11-24'))
    expect(await told()).toEqual(['lea'])
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail).toMatchObject({ kind: 'reminders.mail.payment_before', to_address: emailOf('lea') })
    const text = await textOf(mail)
    for (const words of [
      'Pour mémoire : 450,00 € pour le 27 novembre 2026',
      'Notre IBAN a changé.',
      'Voir et payer',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('ignorez')
  })

  it.each([
    ['11-27', 'payment_today', 'À régler pour le 27 novembre 2026'],
    ['11-30', 'payment_late', 'Petit rappel'],
    ['12-04', 'payment_firm', 'est attendu'],
  ])('on %s in the tone %s', async (day, tone, words) => {
    await switchOn()
    await asked('2026-11-27')
    await sendReminders(system(on(day)))
    await follow(on(day))
    const [mail] = await mails()
    expect(mail?.kind).toBe(`reminders.mail.${tone}`)
    expect(await textOf(mail)).toContain(words)
    expect(await textOf(mail)).not.toContain('Si c’est déjà fait')
  })

  it('that it may be done already, where it can be by a transfer', async () => {
    await switchOn()
    await rows(
      `insert into payment_settings (workspace_id, methods, bank, stripe_invoice, updated_at) values (?, '{"EUR":["transfer"]}', '{"holder":"Lumen","iban":"FR76","bic":"","more":""}', 0, 0)`,
      world.atelier.id,
    )
    await asked('2026-11-27')
    await sendReminders(system(on('11-30')))
    await follow(on('11-30'))
    expect(await textOf((await mails())[0])).toContain('Si c’est déjà fait, merci : ignorez ce message.')
  })

  it('whoever a question was put to, with the question', async () => {
    await switchOn()
    await question()
    await sendReminders(system(on('11-23')))
    await follow(on('11-23'))
    expect(await told()).toEqual(['lea'])
    expect(await textOf((await mails())[0])).toContain('> Lequel ?')
  })

  it('nothing of what was answered before it was drawn', async () => {
    await switchOn()
    const ticket = await question()
    const payment = await asked('2026-11-24')
    expect(await sendReminders(system(on('11-24')))).toBe(2)
    await replyToTicket(await scopeIn('lea', world.site, on('11-24')), ticket, 'Celui-là')
    await rows("update payment_requests set state = 'paid' where id = ?", payment)
    await follow(on('11-24'))
    expect(await mails()).toEqual([])
    expect(await told()).toEqual([])
  })

  it('nothing of what was answered before its mail went', async () => {
    await switchOn()
    const ticket = await question()
    await asked('2026-11-24')
    const payment = await asked('2026-11-24')
    await sendReminders(system(on('11-24')))
    await follow(on('11-24'))
    await replyToTicket(await scopeIn('lea', world.site, on('11-24')), ticket, 'Celui-là')
    await rows("update payment_requests set state = 'paid' where id = ?", payment)
    const ends = []
    for (const { id, kind } of await mails())
      ends.push(`${kind.slice(15)} ${(await waitingMail(system(on('11-24')), id))?.obstacle}`)
    expect(ends.sort()).toEqual(['clarification over', 'payment_today null', 'payment_today over'])
  })

  it('the same once more where somebody asks for it, and nothing of what was answered', async () => {
    await switchOn()
    const payment = await asked('2026-11-24')
    await sendReminders(system(on('11-24')))
    await follow(on('11-24'))
    const [mail] = await mails()
    await rows("update mails set state = 'sent', sealed_props = null where id = ?", mail?.id ?? '')
    const door = enterPerson({ db: env.DB, now: on('11-24') })
    const camille = await scopeAt('camille', 'atelier', on('11-24'))
    const { mailId } = await sendMailAgain(camille, door, env.SECRET_KEY as string, mail?.id ?? '')
    expect((await waitingMail(system(on('11-24')), mailId))?.obstacle).toBeNull()
    await rows("update payment_requests set state = 'paid' where id = ?", payment)
    expect((await waitingMail(system(on('11-24')), mailId))?.obstacle).toBe('over')
  })

  it('one sent by hand neither, once it was paid', async () => {
    const payment = await asked('2026-11-24')
    await remind(await scopeIn('camille', world.site, on('11-24')), payment, false)
    await follow(on('11-24'))
    const [mail] = await mails()
    const obstacle = async () => (await waitingMail(system(on('11-24')), mail?.id ?? ''))?.obstacle
    expect(await obstacle()).toBeNull()
    await rows("update payment_requests set state = 'paid' where id = ?", payment)
    expect(await obstacle()).toBe('over')
  })

  it('nothing of a project that was archived meanwhile, but what is owed', async () => {
    await switchOn()
    await asked('2026-11-24')
    await question()
    await sendReminders(system(on('11-24')))
    await follow(on('11-24'))
    await rows('update projects set archived_at = 1 where id = ?', world.site.id)
    const ends = []
    for (const { id, kind } of await mails())
      ends.push(`${kind.slice(15)} ${(await waitingMail(system(on('11-24')), id))?.obstacle}`)
    expect([...new Set(ends)].sort()).toEqual(['clarification over', 'payment_today null'])
  })
})
