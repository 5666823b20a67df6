import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { as, Browser, rows, scopeIn } from '../../../test/harness'
import { aPricedTicket, aRequest, env, moneyTooMany, quietQueues, requestRow } from '../../../test/payments'
import { makeWorld, people, world } from '../../../test/world'
import { configOf } from '../../config'
import { signPayLink } from '../../domain/payments/link'
import { readAgreement } from '../../domain/payments/receipt'
import { recordTransfer } from '../../domain/payments/transfer'
import { agreeToPrice } from '../../domain/tickets/agree'
import { openTicket } from '../../domain/tickets/open'
import { priceTicket } from '../../domain/tickets/price'

beforeEach(async () => {
  quietQueues()
  await makeWorld()
})
// A large module, which the test runner reads slowly the first time.
beforeAll(() => import('../../web/press.gen'), 60_000)

const list = `/w/atelier/p/${world.site.id}/payments`

async function isPdf(answer: Response): Promise<void> {
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-')
}

describe('a receipt', () => {
  it('is printed for both sides, and by the link, once it is paid', async () => {
    const id = await aRequest()
    const [lea, camille] = [await as('lea'), await as('camille')]
    expect((await lea.get(`${list}/${id}/receipt`)).status).toBe(404)
    await recordTransfer(await scopeIn('camille'), id, { reference: 'VIR 12' })
    const link = { projectId: world.site.id, requestId: id, version: 0 }
    const token = await signPayLink(configOf(env).SECRET_KEY, link, Date.now())
    await isPdf(await lea.get(`${list}/${id}/receipt`))
    await isPdf(await camille.get(`${list}/${id}/receipt`))
    await isPdf(await new Browser().get(`/pay/${token}/receipt`))
  })
})

describe('the bon pour accord', () => {
  async function agreed() {
    const [lea, camille] = [await scopeIn('lea'), await scopeIn('camille')]
    const ticketId = await openTicket(lea, {
      type: 'improvement',
      urgency: 'evolution',
      subject: 'Une galerie',
      body: 'Avec des photos.',
      phaseId: null,
    })
    await rows("update workspaces set taxes = ? where slug = 'atelier'", '[{"name":"TVA","rate":20000}]')
    const requestId = await priceTicket(await scopeIn('camille'), ticketId, {
      amount: '120',
      entry: 'ht',
      description: 'Une galerie de douze photos.',
      delayDays: 5,
      terms: 'later',
      validUntil: null,
    })
    await agreeToPrice(lea, ticketId, requestId)
    return { requestId, camille }
  }

  it('is printed for both sides, with what was sealed: amount, taxes, words, delay, who and when', async () => {
    const { requestId, camille } = await agreed()
    const agreement = await readAgreement(camille, requestId)
    expect(agreement.isIntact).toBe(true)
    for (const fact of [
      '"amount",14400',
      '"TVA",20000,2400',
      'douze photos',
      '"delay_days",5',
      '"agreed_by"',
    ])
      expect(agreement.canonical).toContain(fact)
    for (const name of ['lea', 'camille'] as const)
      await isPdf(await (await as(name)).get(`${list}/${requestId}/agreement`))
  })

  it('says so where the record no longer gives its seal', async () => {
    const { requestId, camille } = await agreed()
    await rows('update payment_requests set amount = 99 where id = ?', requestId)
    expect((await readAgreement(camille, requestId)).isIntact).toBe(false)
  })

  it('is not there where nothing was agreed to', async () => {
    const { requestId } = await aPricedTicket(await scopeIn('camille'))
    expect((await (await as('lea')).get(`${list}/${requestId}/agreement`)).status).toBe(404)
  })
})

describe('the books as a file', () => {
  const file = async (query = '') => {
    const answer = await (await as('camille')).get(`/w/atelier/payments/export${query}`)
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    return new TextDecoder().decode(bytes).trimEnd().split('\r\n')
  }

  it('holds a line for each payment, written as the reader writes, formulas kept from being any', async () => {
    const id = await aRequest({ title: '=HYPERLINK("http://evil.test")' } as never)
    await recordTransfer(await scopeIn('camille'), id, { reference: '+33 6' })
    const [head, line, ...rest] = await file()
    expect(head?.split(';')).toContain('Hors taxes')
    expect(rest).toEqual([])
    expect(line).toContain(';"\'=HYPERLINK(""http://evil.test"")";450,00;450,00;EUR;Payé;')
    expect(line).toContain(";'+33 6;0,00")
  })

  it('holds what the filter lets through', async () => {
    await aRequest()
    expect(await file('?state=received')).toHaveLength(1)
    expect(await file('?state=pending')).toHaveLength(2)
  })

  it('is one line of the log each time it is taken, and none where nobody takes it', async () => {
    const camille = await as('camille')
    const path = '/w/atelier/payments/export'
    await camille.request('HEAD', path)
    await camille.get(path, { 'Sec-Purpose': 'prefetch' })
    const taken = () => rows("select workspace_id, user_id from security_log where kind = 'payment.export'")
    expect(await taken()).toEqual([])
    await file()
    expect(await taken()).toEqual([{ workspace_id: world.atelier.id, user_id: people.camille.user }])
  })
})

describe('forms that are looked at first', () => {
  const fields = { kind: 'deposit', title: 'Mon <acompte>', amount: '300,50', basis: 'with' }

  it('show what the client will read, and send nothing', async () => {
    const answer = await (await as('ada')).post(list, { ...fields, step: 'preview' })
    const html = await answer.text()
    expect([answer.status, answer.headers.get('HX-Push-Url')]).toEqual([200, 'false'])
    expect(html).toContain('Ce que le client verra')
    expect(html).toMatch(/Payer 300,50/)
    expect(html).toContain('value="300,50"')
    expect(html).not.toContain('<acompte>')
    expect(await rows('select id from payment_requests')).toEqual([])
  })

  it('warn of an amount that mobile money, offered here, will not take', async () => {
    const awa = await as('awa')
    const preview = async (amount: string) =>
      (
        await awa.post(`/w/savane/p/${world.baobabSite.id}/payments`, { ...fields, amount, step: 'preview' })
      ).text()
    expect(await preview('12503')).toContain('Le mobile money ne prend que')
    expect(await preview('12505')).not.toContain('Le mobile money ne prend que')
  })

  it('show before and with each tax, where the workspace charges any', async () => {
    const taxes = '[{"name":"TPS","rate":5000},{"name":"TVQ","rate":9975}]'
    await rows("update workspaces set taxes = ? where slug = 'atelier'", taxes)
    const sent = { ...fields, amount: '100', basis: 'without', step: 'preview' }
    const html = await (await (await as('ada')).post(list, sent)).text()
    const [plain] = [html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')]
    for (const words of ['Hors taxes 100,00', 'TPS', '5,00', 'TVQ', '9,98', 'Toutes taxes comprises 114,98'])
      expect(plain).toContain(words)
  })

  const part = { share: ['50', '50'], title: ['Début', 'Fin'], kind: ['deposit', 'balance'] }
  const plan = (more: object) => ({
    total: '1 000,01',
    basis: 'with',
    ...part,
    dueOn: ['', ''],
    phaseId: ['', ''],
    ...more,
  })

  it('show a plan’s parts with their amounts; more of them keep the words', async () => {
    const ada = await as('ada')
    const html = await (await ada.post(`${list}/plan`, plan({ step: 'preview' }))).text()
    expect(html).toMatch(/500,01/)
    const more = await (await ada.post(`${list}/plan`, plan({ step: 'more' }))).text()
    expect(more.match(/name="title"/g)).toHaveLength(3)
    expect(more).toContain('value="Début"')
    expect(await rows('select id from payment_requests')).toEqual([])
  })

  it('ask for a plan by a plain form; it stands together in the list', async () => {
    const ada = await as('ada')
    const answer = await ada.post(`${list}/plan`, plan({}))
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, list])
    const html = await (await as('lea')).html(list)
    expect(html).toMatch(/Échéancier[\s\S]*Début[\s\S]*Fin/)
    const refused = await ada.post(`${list}/plan`, plan({ share: ['50', '40'] }))
    expect([refused.status, (await refused.text()).includes('value="Début"')]).toEqual([422, true])
  })
})

describe('keeping the books', () => {
  it('asks twice before reminding twice within a day', async () => {
    const id = await aRequest()
    const ada = await as('ada')
    const here = `${list}/${id}/reminder`
    expect((await ada.post(here)).status).toBe(303)
    const refused = await ada.post(here)
    expect([refused.status, (await refused.text()).includes('Relancer quand même')]).toEqual([422, true])
    expect((await ada.post(here, { again: '1' })).status).toBe(303)
  })

  it('takes the day and the proof of a transfer; the client sees neither the proof nor who noted it', async () => {
    const id = await aRequest()
    const ada = await as('ada')
    const files = new File(['relevé'], 'releve.txt', { type: 'text/plain' })
    const answer = await ada.post(`${list}/${id}/transfer`, {
      reference: 'VIR 7',
      receivedOn: '2026-01-05',
      files,
    })
    expect(answer.status).toBe(303)
    expect(await requestRow(id)).toMatchObject({ state: 'paid', transfer_on: '2026-01-05' })
    expect(await ada.html(`${list}/${id}`)).toContain('Justificatif du virement')
    const html = await (await as('lea')).html(`${list}/${id}`)
    expect(html).not.toContain('Justificatif')
    expect(html).not.toContain('Noté par')
  })

  it('points at money that came twice until it is given back, and never to the client', async () => {
    const id = await aRequest()
    const attempt = await moneyTooMany(id, 'duplicate')
    const [ada, lea] = [await as('ada'), await as('lea')]
    const said = 'Cet argent est arrivé alors que c’était déjà payé.'
    expect(await ada.html(`${list}/${id}`)).toContain(said)
    expect(await ada.html('/w/atelier/payments')).toContain('1 règlement en double à rendre')
    for (const page of [`${list}/${id}`, list, '/w/atelier/payments'])
      expect(await lea.html(page)).not.toMatch(/Payé deux fois|en double|déjà payé/)
    await rows('update payment_attempts set refunded = amount where id = ?', attempt)
    expect(await ada.html(`${list}/${id}`)).not.toContain(said)
    expect(await ada.html('/w/atelier/payments')).not.toContain('À regarder</strong>')
  })

  it('lists what providers said, and has it processed again', async () => {
    const id = await aRequest()
    await rows(
      `insert into webhook_events (provider, id, type, payload, received_at, workspace_id, tries)
        values ('stripe', 'evt_1', 'charge.refunded', '{}', 1, ?, 3)`,
      world.atelier.id,
    )
    const ada = await as('ada')
    expect(await ada.html('/w/atelier/payments')).toContain('1 message en échec')
    const html = await ada.html('/w/atelier/payments/inbox?state=failing')
    expect(html).toContain('Remboursement enregistré')
    expect(html).toContain('charge.refunded')
    const again = await ada.post('/w/atelier/payments/inbox', { provider: 'stripe', id: 'evt_1' })
    expect(again.status).toBe(303)
    expect(await rows('select tries from webhook_events')).toEqual([{ tries: 0 }])
    const foreign = await (await as('awa')).post('/w/savane/payments/inbox', {
      provider: 'stripe',
      id: 'evt_1',
    })
    expect([foreign.status, (await requestRow(id)).state]).toEqual([404, 'pending'])
  })
})
