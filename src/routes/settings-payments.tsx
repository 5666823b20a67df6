import { type Context, Hono } from 'hono'
import { isFresh, mustBeFresh } from '../domain/accounts/sessions'
import {
  accountOf,
  changeKeys,
  connectAccount,
  nextAccountId,
  retireAccount,
} from '../domain/payments/account-change'
import {
  bankInput,
  changeBank,
  changeInvoice,
  changeMethods,
  invoiceInput,
  methodsInput,
  removeBank,
} from '../domain/payments/settings'
import { showPaymentSettings } from '../domain/payments/settings-page'
import { Forbidden, NotFound } from '../lib/errors'
import type { ProviderName } from '../lib/providers'
import type { Keys } from '../outside/provider'
import { isProvider, kinds } from '../outside/providers'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { attempt, bodyOf, form, type Parsed, type Refused } from '../web/form'
import { page } from '../web/page'
import { seeOther } from '../web/reply'
import { finance, managers } from '../web/session'

type In = Context<WorkspaceApp>
type Back = { form: 'methods' | 'bank'; currency?: string; refusal: Refused }

/** How the workspace is paid: owners and administrators; where money goes is changed just after a sign-in only. */
export const paymentSettings = new Hono<WorkspaceApp>()
  .use(managers, finance)
  .get('/', c => settingsPage(c))
  .post('/methods', async c => {
    const parsed = await form(c, methodsInput)
    const back = (refusal: Refused) =>
      settingsPage(c, { form: 'methods', currency: refusal.values.currency, refusal })
    if (!parsed.ok) return back(parsed)
    const done = await attempt(parsed.values, () => changeMethods(c.var.scope, parsed.data))
    return done.ok ? saved(c) : back(done)
  })
  .post('/bank', async c => {
    const parsed = await form(c, bankInput)
    if (!parsed.ok) return settingsPage(c, { form: 'bank', refusal: parsed })
    return freshly(c, async () => {
      mustBeFresh(signedInAt(c), c.var.now)
      const done = await attempt(parsed.values, () => changeBank(c.var.scope, parsed.data))
      return done.ok ? saved(c) : settingsPage(c, { form: 'bank', refusal: done })
    })
  })
  .post('/bank/removal', c =>
    freshly(c, async () => {
      mustBeFresh(signedInAt(c), c.var.now)
      await removeBank(c.var.scope)
      return saved(c)
    }),
  )
  .post('/invoice', async c => {
    const parsed = await form(c, invoiceInput)
    if (!parsed.ok) throw new NotFound()
    await changeInvoice(c.var.scope, parsed.data.invoice)
    return saved(c)
  })
  .get('/accounts/new', async c => newAccountPage(c, providerIn(c.req.query('provider'))))
  .post('/accounts', async c => {
    const { provider: name, account } = await bodyOf(c)
    const provider = providerIn(name)
    const shown = typeof account === 'string' ? account : undefined
    const parsed = await keysIn(c, provider)
    if (!parsed.ok) return newAccountPage(c, provider, parsed)
    return freshly(c, async () => {
      const done = await attempt({}, () => connectAccount(hand(c), { provider, keys: parsed.data, shown }))
      if (done.ok) return saved(c, 'paymentSettings.notice.connected')
      return newAccountPage(c, provider, kept(done, parsed))
    })
  })
  .get('/accounts/:account', async c => {
    const { id, provider } = await accountOf(c.var.scope, c.req.param('account'))
    return accountPage(c, { id, provider, isKept: true })
  })
  .post('/accounts/:account', async c => {
    const { id, provider } = await accountOf(c.var.scope, c.req.param('account'))
    const parsed = await keysIn(c, provider)
    if (!parsed.ok) return accountPage(c, { id, provider, isKept: true }, parsed)
    return freshly(c, async () => {
      const done = await attempt({}, () => changeKeys(hand(c), id, parsed.data))
      if (done.ok) return saved(c, 'paymentSettings.notice.keys')
      return accountPage(c, { id, provider, isKept: true }, kept(done, parsed))
    })
  })
  .get('/accounts/:account/retirement', c => retirementPage(c))
  .post('/accounts/:account/retirement', c =>
    freshly(c, async () => {
      await retireAccount(hand(c), c.req.param('account'))
      return saved(c, 'paymentSettings.notice.retired')
    }),
  )

const signedInAt = (c: In): number => c.var.entered?.session.createdAt ?? 0
const hand = (c: In) => ({ scope: c.var.scope, config: c.var.config, signedInAt: signedInAt(c) })

function providerIn(name: unknown): ProviderName {
  if (!isProvider(name)) throw new NotFound()
  return name
}

/** The keys as the form sends them; one of a wrong form is said to be one, whatever it lacks. */
async function keysIn(c: In, provider: ProviderName): Promise<Parsed<Keys>> {
  const parsed = await form(c, kinds[provider].keys)
  if (parsed.ok) return { ...parsed, data: parsed.data as Keys }
  const errors = Object.keys(parsed.errors).map(field => [
    field,
    parsed.values[field] && field !== 'mode' ? 'paymentSettings.error.format' : 'errors.required',
  ])
  return { ...parsed, errors: Object.fromEntries(errors) }
}

const kept = (refused: Refused, { values }: { values: Refused['values'] }): Refused => ({
  ...refused,
  values,
})

const saved = (c: In, notice: Parameters<typeof seeOther>[2] = 'paymentSettings.notice.saved') =>
  seeOther(c, urls.paymentSettings(c.var.scope.workspace.slug), notice)

/** What needs a fresh sign-in: without one the settings come back, and say so where it is asked. */
async function freshly(c: In, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Forbidden) || isFresh(signedInAt(c), c.var.now)) throw error
    return settingsPage(c, undefined, 403)
  }
}

async function settingsPage(c: In, refused?: Back, status: 200 | 403 | 422 = refused ? 422 : 200) {
  const { scope, ui, config, now } = c.var
  const { PaymentSettingsPage } = await import('../../templates/payments/settings')
  return page(
    c,
    { title: ui.t('paymentSettings.title'), at: 'settings', status },
    <PaymentSettingsPage
      ui={ui}
      slug={scope.workspace.slug}
      shown={await showPaymentSettings(scope, config)}
      fresh={isFresh(signedInAt(c), now)}
      refused={refused}
    />,
  )
}

async function newAccountPage(c: In, provider: ProviderName, refused?: Refused) {
  const id = await nextAccountId(c.var.scope, c.var.config, provider)
  return accountPage(c, { id, provider }, refused)
}

type At = { id: string; provider: ProviderName; isKept?: boolean }

async function accountPage(c: In, { id, provider, isKept = false }: At, refused?: Refused) {
  const { scope, ui, config, now } = c.var
  const { slug } = scope.workspace
  const { label, keys, listens } = kinds[provider]
  const { AccountPage } = await import('../../templates/payments/settings-account')
  return page(
    c,
    { title: label, at: 'settings', scripts: ['copy'], status: refused ? 422 : 200 },
    <AccountPage
      ui={ui}
      slug={slug}
      provider={{ name: provider, label, keys: Object.keys(keys.shape), listens }}
      id={id}
      isKept={isKept}
      address={config.ORIGIN + urls.webhook(provider, id)}
      here={isKept ? urls.paymentAccount(slug, id) : urls.newPaymentAccount(slug, provider)}
      fresh={isFresh(signedInAt(c), now)}
      refused={refused}
    />,
  )
}

async function retirementPage(c: In) {
  const { scope, ui, now } = c.var
  const { slug } = scope.workspace
  const { id, provider, state } = await accountOf(scope, c.req.param('account') ?? '')
  if (state === 'retired') throw new NotFound()
  const { RetirementPage } = await import('../../templates/payments/settings-account')
  return page(
    c,
    { title: ui.t('paymentSettings.retirement.title'), at: 'settings' },
    <RetirementPage
      ui={ui}
      slug={slug}
      id={id}
      label={kinds[provider].label}
      here={urls.retirement(slug, id)}
      fresh={isFresh(signedInAt(c), now)}
    />,
  )
}
