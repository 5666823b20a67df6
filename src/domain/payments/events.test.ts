import { beforeEach, describe, expect, it } from 'vitest'
import { rows, scopeIn, system } from '../../../test/harness'
import { aPricedTicket, aRequest, attemptRows, FakeProvider, quietQueues } from '../../../test/payments'
import { makeWorld, people, world } from '../../../test/world'
import type { Happened, Telling } from '../events/meaning'
import { startCheckout } from './checkout'
import { confirm } from './confirm'
import { paymentEvents } from './events'
import { makePlan } from './plan'
import { remind } from './remind'
import { cancelRequest } from './requests'
import { recordTransfer } from './transfer'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})

/** Who would be told of the last event of a kind, and by which mail. */
async function told(kind: keyof typeof paymentEvents): Promise<Record<string, string>> {
  const [event] = await rows('select * from events where kind = ? order by id desc', kind)
  const { subject_id, actor_id, facts, money } = event ?? {}
  const happened = {
    kind,
    subjectId: subject_id,
    actorId: actor_id,
    facts: JSON.parse(String(facts)),
    money: JSON.parse(String(money)),
  } as unknown as Happened
  const meaning = paymentEvents[kind]
  const scope = await system().project(world.site.id)
  const tellings: Telling[] = 'tell' in meaning ? await meaning.tell(scope, happened) : []
  const names = Object.entries(people).map(([name, p]) => [p.membership, name])
  const nameOf = Object.fromEntries(names) as Record<string, string>
  expect(tellings.every(t => t.mail?.finance === true)).toBe(true)
  return Object.fromEntries(
    tellings.flatMap(t => t.to.map(id => [nameOf[id], t.mail?.kind.split('.').at(-1)])),
  )
}

const paidByCard = async (id: string) => {
  const provider = new FakeProvider()
  await startCheckout(await scopeIn('lea'), id, provider, 'http://parvis.test')
  const [attempt] = await attemptRows(id)
  const truth = provider.said(String(attempt?.provider_ref), { state: 'paid' })
  const scope = await system().project(world.site.id)
  return () => confirm(scope, String(attempt?.id), truth, 'webhook')
}

describe('who is told of money', () => {
  it('is the contact who may see amounts, when it is asked for', async () => {
    await aRequest()
    expect(await told('payment.requested')).toEqual({ lea: 'requested' })
  })

  it('is the contact who may see amounts by one mail for a whole plan, and by reminders', async () => {
    const camille = await scopeIn('camille')
    await makePlan(camille, {
      total: '1000',
      basis: 'with',
      share: ['30', '70'],
      title: ['Acompte', 'Solde'],
      kind: ['deposit', 'balance'],
      dueOn: ['2026-12-01', ''],
      phaseId: ['', ''],
    })
    expect(await told('payment.planned')).toEqual({ lea: 'planned' })
    await remind(camille, await aRequest(), false)
    expect(await told('payment.reminded')).toEqual({ lea: 'reminder' })
  })

  it('is the payer by a receipt and those who keep the books, when it came', async () => {
    await (await paidByCard(await aRequest()))()
    expect(await told('payment.received')).toEqual({ lea: 'receipt', camille: 'received', ada: 'received' })
  })

  it('is not the one who noted the transfer', async () => {
    const id = await aRequest()
    await recordTransfer(await scopeIn('camille'), id, { reference: 'VIR' })
    expect(await told('payment.received')).toEqual({ lea: 'receipt', ada: 'received' })
  })

  it('is whoever keeps the books alone, when it came too late', async () => {
    const id = await aRequest()
    const pay = await paidByCard(id)
    await cancelRequest(await scopeIn('ada'), id)
    await pay()
    expect(await told('payment.cancelled')).toEqual({ lea: 'cancelled' })
    expect(await told('payment.late')).toEqual({ camille: 'late', ada: 'late' })
  })

  it('gets a receipt for a ticket’s price too', async () => {
    const { requestId } = await aPricedTicket(await scopeIn('camille'))
    await (await paidByCard(requestId))()
    expect(await told('payment.received')).toEqual({ lea: 'receipt', camille: 'received', ada: 'received' })
  })
})

describe('the journal', () => {
  it('shows a contact without finance what was asked and paid, no amount, and nothing of pure money', async () => {
    await (await paidByCard(await aRequest()))()
    const hugo = await scopeIn('hugo')
    const events = hugo.view('events')
    const [seen] = await hugo.read(hugo.select({ kind: events.kind, money: events.money }).from(events))
    expect(seen).toHaveLength(2)
    expect(seen).toContainEqual({ kind: 'payment.requested', money: null })
    expect(seen).toContainEqual({ kind: 'payment.received', money: null })
  })
})
