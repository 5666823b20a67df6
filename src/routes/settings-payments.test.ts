import { beforeEach, describe, expect, it, vi } from 'vitest'
import { as, kindsOf, rows, scopeAt, scopeIn } from '../../test/harness'
import { aRequest, attemptRows, env, playOutside, quietQueues } from '../../test/payments'
import { makeWorld } from '../../test/world'
import { configOf } from '../config'
import { openOwn, sealedAccountsQuery } from '../domain/payments/accounts'
import { chosenProvider } from '../domain/payments/offers'
import { resealAccounts } from '../jobs/accounts'
import { recheckCheckouts } from '../jobs/checkouts'
import { newId } from '../lib/id'
import { seal } from '../lib/seal'
import { urls } from '../urls'

const page = urls.paymentSettings('atelier')
const keys = { secretKey: 'sk_test_of_the_atelier', webhookSecret: 'whsec_of_the_atelier' }

/** Stripe knows the atelier's keys, and those of somebody else's account. */
const stripe = () =>
  playOutside((url, { headers }) => {
    const key = headers.get('Authorization')?.replace('Bearer ', '')
    if (url.pathname !== '/v1/account') return new Response('{}', { status: 404 })
    if (key?.includes('of_the_atelier')) return { id: 'acct_atelier', object: 'account' }
    if (key === 'sk_test_of_another') return { id: 'acct_other', object: 'account' }
    return new Response('{"error":{"type":"invalid_request_error"}}', { status: 401 })
  })

beforeEach(async () => {
  quietQueues()
  await makeWorld()
  stripe()
})

const account = async () => (await rows('select * from payment_accounts order by created_at')) as Row[]
type Row = Record<string, unknown>
const grownOld = () => rows('update sessions set created_at = created_at - 3600000')

async function connected(more: object = {}) {
  const camille = await as('camille')
  const answer = await camille.post(urls.paymentAccounts('atelier'), { provider: 'stripe', ...keys, ...more })
  return { camille, answer }
}

describe('an account’s keys', () => {
  it('are tried, sealed, and never seen again', async () => {
    const said = vi.spyOn(console, 'log')
    const { camille, answer } = await connected()
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, page])
    const [row] = await account()
    expect(row).toMatchObject({ provider: 'stripe', mode: 'test', state: 'ready', hint: 'lier' })
    const html = await camille.html(page)
    expect(html).toContain('lier')
    expect(html).toContain('Mode test')
    const kept = await camille.html(urls.paymentAccount('atelier', String(row?.id)))
    expect(kept).toContain(`http://parvis.test/webhooks/stripe/${row?.id}`)
    const everything = [html, kept, JSON.stringify(row), JSON.stringify(await rows('select * from events'))]
    for (const text of [...everything, JSON.stringify(said.mock.calls)])
      for (const key of Object.values(keys)) expect(text).not.toContain(key)
    expect(await kindsOf()).toEqual(['payment_account.saved'])
  })

  it.each([
    ['that open nothing', { secretKey: 'sk_test_wrong' }, 'n’ouvrent aucun compte'],
    ['of a wrong form', { secretKey: 'pk_test_of_the_atelier' }, 'forme attendue'],
    ['that are missing', { webhookSecret: '' }, 'error'],
  ])('%s are refused, kept nowhere and not shown again', async (_, wrong, words) => {
    const { answer } = await connected(wrong)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(words)
    for (const key of Object.values({ ...keys, ...wrong })) if (key) expect(html).not.toContain(key)
    expect(await account()).toEqual([])
  })

  it('are not kept when their provider does not answer', async () => {
    playOutside(() => new Response('{}', { status: 500 }))
    const { answer } = await connected()
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('ne répond pas')
    expect(await account()).toEqual([])
  })

  it('are changed for others of the same account, and of no other', async () => {
    const { camille } = await connected()
    const [row] = await account()
    const change = (secretKey: string) =>
      camille.post(urls.paymentAccount('atelier', String(row?.id)), { ...keys, secretKey })
    expect((await change('sk_test_of_another')).status).toBe(422)
    expect((await account())[0]).toEqual(row)
    expect((await change('sk_test_of_the_atelier_2')).status).toBe(303)
    expect((await account())[0]).toMatchObject({ id: row?.id, hint: 'er_2', state: 'ready' })
  })

  it('have an address that is known before they are typed in, and stays the same until then', async () => {
    const camille = await as('camille')
    const shown = async (name: 'camille' | 'ada') =>
      /webhooks\/stripe\/([0-9a-f-]{36})/.exec(
        await (await as(name)).html(urls.newPaymentAccount('atelier', 'stripe')),
      )?.[1]
    const before = await shown('camille')
    expect(await shown('ada')).toBe(before)
    await camille.post(urls.paymentAccounts('atelier'), { provider: 'stripe', ...keys, id: newId() })
    expect(await account()).toMatchObject([{ id: before }])
    expect(await shown('camille')).not.toBe(before)
  })

  it('need a sign-in of just now, as bank details do', async () => {
    const { camille } = await connected()
    const [row] = await account()
    await grownOld()
    const id = String(row?.id)
    const bank = { holder: 'Atelier', iban: 'FR1420041010050500013M02606' }
    for (const [path, fields] of [
      [urls.paymentAccounts('atelier'), { provider: 'stripe', ...keys }],
      [urls.paymentAccount('atelier', id), keys],
      [urls.retirement('atelier', id), {}],
      [urls.bankDetails('atelier'), bank],
      [urls.bankRemoval('atelier'), {}],
    ] as const) {
      const answer = await camille.post(path, fields)
      expect([path, answer.status]).toEqual([path, 403])
      expect(await answer.text()).toContain('Confirmez que c’est bien vous')
    }
    expect(await account()).toEqual([row])
    expect(await rows('select * from payment_settings')).toEqual([])
  })

  it('of a second account retire the first, which stays', async () => {
    await connected()
    await connected({ secretKey: 'sk_test_of_another' })
    expect((await account()).map(a => [a.hint, a.state])).toEqual([
      ['lier', 'retired'],
      ['ther', 'ready'],
    ])
    const { camille } = await connected()
    expect((await account()).filter(a => a.state === 'ready')).toHaveLength(1)
    expect((await camille.get(page)).status).toBe(200)
  })
})

describe('the secret that seals', () => {
  const old = 'the-secret-of-yesterday-thirty-two-bytes'

  async function sealedWithOld() {
    await connected()
    const held = { keys, identity: 'acct_atelier:test' }
    const sealed = await seal(old, 'payment account', held)
    await rows('update payment_accounts set sealed_keys = ?', sealed)
    return sealed
  }

  it('may be the one before: it opens, and the keys go under the new one on their first use', async () => {
    const sealed = await sealedWithOld()
    const config = { ...configOf(env), SECRET_KEY_OLD: old }
    await aRequest()
    const [request] = await rows('select id from payment_requests')
    const provider = await chosenProvider(await scopeIn('lea'), config, String(request?.id), 'stripe')
    expect(provider.accountId).toBe((await account())[0]?.id)
    const [row] = await account()
    expect(row?.sealed_keys).not.toBe(sealed)
    const [[now]] = [await (await scopeAt('camille')).read(sealedAccountsQuery(await scopeAt('camille')))]
    if (!now?.[0]) throw new Error('no account')
    const without = { ...config, SECRET_KEY_OLD: undefined }
    expect((await openOwn(without, now[0])).accountId).toBe(row?.id)
  })

  it('takes over every account within the hour, used or not', async () => {
    const sealed = await sealedWithOld()
    const hour = Math.ceil(Date.now() / 3_600_000) * 3_600_000
    const rotated = { ...env, SECRET_KEY_OLD: old }
    expect(await resealAccounts(rotated, hour + 61_000)).toEqual({})
    expect(await resealAccounts(rotated, hour)).toEqual({ resealed: 1 })
    expect((await account())[0]?.sealed_keys).not.toBe(sealed)
    expect(await resealAccounts(rotated, hour)).toEqual({ resealed: 0 })
    expect(await resealAccounts(env, hour)).toEqual({})
  })

  it('that is lost opens nothing, and stops nobody else’s checks', async () => {
    await sealedWithOld()
    const id = await aRequest()
    await rows(
      `insert into payment_attempts (id, workspace_id, client_id, project_id, request_id, provider, account_id,
        provider_ref, amount, currency, state, created_at, state_at)
       select ?, workspace_id, client_id, project_id, id, 'stripe', ?, 'cs_1', amount, currency, 'created', 0, 0
       from payment_requests where id = ?`,
      newId(),
      (await account())[0]?.id,
      id,
    )
    expect(await recheckCheckouts(env)).toEqual({ checkouts: 1 })
    expect(await attemptRows(id)).toMatchObject([{ state: 'created' }])
  })
})

describe('what is offered', () => {
  it('is chosen by currency, and at least one of it', async () => {
    const camille = await as('camille')
    const choose = (method: string[]) =>
      camille.post(urls.paymentMethods('atelier'), { currency: 'EUR', method })
    expect((await choose([])).status).toBe(422)
    expect((await choose(['cinetpay'])).status).toBe(422)
    expect((await choose(['nobody'])).status).toBe(422)
    expect((await choose(['transfer', 'cinetpay'])).status).toBe(303)
    expect(await rows('select methods from payment_settings')).toEqual([{ methods: '{"EUR":["transfer"]}' }])
    const id = await aRequest()
    await expect(chosenProvider(await scopeIn('lea'), configOf(env), id, 'stripe')).rejects.toThrow()
  })

  it('takes an account number that holds together', async () => {
    const camille = await as('camille')
    const save = (fields: object) =>
      camille.post(urls.bankDetails('atelier'), { holder: 'Atelier', ...fields })
    for (const wrong of [
      { iban: 'FR14 2004 1010 0505 0001 3M02 607' },
      { iban: 'FR' },
      { iban: '' },
      { iban: 'FR1420041010050500013M02606', bic: 'X' },
    ]) {
      const answer = await save(wrong)
      expect(answer.status).toBe(422)
      if (wrong.iban) expect(await answer.text()).toContain(wrong.iban)
    }
    expect((await save({ iban: 'fr14 2004 1010 0505 0001 3m02 606', bic: 'psstfrpplil' })).status).toBe(303)
    const [row] = await rows<{ bank: string }>('select bank from payment_settings')
    expect(JSON.parse(row?.bank ?? '')).toMatchObject({
      iban: 'FR1420041010050500013M02606',
      bic: 'PSSTFRPPLIL',
    })
    expect((await save({ more: 'Transit 12345, compte 678' })).status).toBe(303)
    expect((await camille.post(urls.bankRemoval('atelier'))).status).toBe(303)
    expect(await rows('select bank from payment_settings')).toEqual([{ bank: null }])
  })
})
