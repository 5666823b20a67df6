import { Hono } from 'hono'
import { AllPayments } from '../../templates/payments/list'
import { allPayments as listAll } from '../domain/payments/payments'
import { isId } from '../lib/id'
import type { WorkspaceApp } from '../web/context'
import { page } from '../web/page'
import { finance, team } from '../web/session'

/** The workspace's payments over all projects. */
export const allPayments = new Hono<WorkspaceApp>().use(team, finance).get('/', async c => {
  const { scope, ui } = c.var
  const before = c.req.query('before')
  const { payments, remaining, next } = await listAll(scope, before && isId(before) ? before : undefined)
  return page(
    c,
    { title: ui.t('payments.title'), at: 'all-payments', wide: true },
    <AllPayments
      ui={ui}
      slug={scope.workspace.slug}
      currency={scope.workspace.currency}
      payments={payments}
      remaining={remaining}
      next={next}
    />,
  )
})
