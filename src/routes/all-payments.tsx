import { Hono } from 'hono'
import { queryOf } from '../../templates/payments/filters'
import { disposition } from '../domain/files/names'
import { exportAcross, listAcross } from '../domain/payments/across'
import { noFilter, paymentFilter } from '../domain/payments/filter'
import { listWebhooks, reprocessWebhook, webhookAsked, webhookFilter } from '../domain/payments/inbox'
import { NotFound } from '../lib/errors'
import { say } from '../lib/log'
import { urls } from '../urls'
import type { WorkspaceApp } from '../web/context'
import { form } from '../web/form'
import { page } from '../web/page'
import { leavesMark } from '../web/reading'
import { seeOther } from '../web/reply'
import { finance, managers, team } from '../web/session'

/** Payments over all projects: the workspace's for those who keep its books, a company's own for who pays there. */
export const allPayments = new Hono<WorkspaceApp>()
  .use(finance)
  .get('/', async c => {
    const { scope, ui } = c.var
    const asked = paymentFilter.parse(c.req.query())
    const filter = scope.isTeam ? asked : { ...noFilter, before: asked.before }
    const { slug } = scope.workspace
    const data = await listAcross(scope, filter)
    const isFiltered = Object.values(queryOf(filter)).some(value => value !== '')
    const { AllPayments, OwnPayments } = await import('../../templates/payments/across')
    return page(
      c,
      { title: ui.t('payments.title'), at: 'all-payments', wide: scope.isTeam },
      scope.isTeam ? (
        <AllPayments ui={ui} slug={slug} filter={filter} data={data} isFiltered={isFiltered} />
      ) : (
        <OwnPayments ui={ui} slug={slug} filter={filter} data={data} />
      ),
    )
  })
  .get('/export', team, async c => {
    const { scope, ui } = c.var
    const rows = await exportAcross(scope, paymentFilter.parse(c.req.query()), leavesMark(c))
    const name = `${ui.t('payments.export.file', { day: ui.format.isoDay(scope.now) })}.csv`
    const { paymentsCsv } = await import('../../templates/payments/export')
    return c.body(paymentsCsv(ui, rows), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': disposition(name, false),
      'Cache-Control': 'private, no-store',
    })
  })
  .get('/inbox', team, managers, async c => {
    const { scope, ui } = c.var
    const filter = webhookFilter.parse(c.req.query())
    const data = await listWebhooks(scope, filter)
    const { Inbox } = await import('../../templates/payments/inbox')
    return page(
      c,
      { title: ui.t('payments.inbox.title'), at: 'all-payments' },
      <Inbox ui={ui} slug={scope.workspace.slug} filter={filter} data={data} />,
    )
  })
  .post('/inbox', team, managers, async c => {
    const { scope } = c.var
    const asked = await form(c, webhookAsked)
    if (!asked.ok) throw new NotFound()
    const again = await reprocessWebhook(scope, asked.data)
    const lost = (error: Error) => say('nudge lost', { what: 'webhook', message: error.message })
    c.executionCtx.waitUntil(c.env.WEBHOOKS.send(again as never).catch(lost))
    return seeOther(c, urls.webhookInbox(scope.workspace.slug), 'payments.notice.reprocessed')
  })
