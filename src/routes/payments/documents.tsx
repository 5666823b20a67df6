import { Hono } from 'hono'
import { cleanName, disposition } from '../../domain/files/names'
import { PAY_LINK_LIFE, signPayLink } from '../../domain/payments/link'
import { readAgreement, readReceipt } from '../../domain/payments/receipt'
import { revokeLinks } from '../../domain/payments/requests'
import { showByLink } from '../../domain/payments/show'
import { dayIn } from '../../lib/days'
import { NotFound } from '../../lib/errors'
import { urls } from '../../urls'
import type { AnyContext, ProjectApp } from '../../web/context'
import { page } from '../../web/page'
import { printed } from '../../web/pdf'
import { seeOther } from '../../web/reply'
import { managers } from '../../web/session'
import { pathOf, placeOf } from './common'

/** What of a payment is printed, and the link that hands it on. */
export const documents = new Hono<ProjectApp>()
  .get('/:payment/receipt', async c => {
    const { scope, ui } = c.var
    const receipt = await readReceipt(scope, c.req.param('payment'))
    const { paymentReceiptOf } = await import('../../../templates/payments/receipt')
    const definition = paymentReceiptOf({ ui, workspace: scope.workspace, receipt })
    return pdf(c, definition, ui.t('pay.receipt.file', { title: receipt.request.title }))
  })
  .get('/:payment/agreement', async c => {
    const { scope, ui } = c.var
    const agreement = await readAgreement(scope, c.req.param('payment'))
    const { agreementOf } = await import('../../../templates/payments/agreement')
    const definition = agreementOf({ ui, workspace: scope.workspace, agreement })
    return pdf(c, definition, ui.t('pay.agreement.file', { number: agreement.ticket.number }))
  })
  .get('/:payment/link', async c => {
    const { scope, ui, config } = c.var
    const { request } = await showByLink(scope, c.req.param('payment'))
    if (request.state !== 'pending') throw new NotFound()
    const link = { projectId: scope.project.id, requestId: request.id, version: request.linkVersion }
    const token = await signPayLink(config.SECRET_KEY, link, scope.now)
    const { LinkPage } = await import('../../../templates/payments/link')
    return page(
      c,
      { title: ui.t('payments.link.title'), at: 'payments', scripts: ['copy'] },
      <LinkPage
        {...placeOf(c)}
        request={request}
        address={config.ORIGIN + urls.pay(token)}
        until={dayIn(scope.workspace.timezone, scope.now + PAY_LINK_LIFE * 1000)}
        mayRevoke={scope.can.manage}
      />,
    )
  })
  .post('/:payment/link/removal', managers, async c => {
    const id = c.req.param('payment')
    await revokeLinks(c.var.scope, id)
    return seeOther(c, pathOf(c, id), 'payments.notice.links_revoked')
  })

/** A paper as a file of its own name, kept by nobody on the way. */
export async function pdf(c: AnyContext, definition: object, name: string): Promise<Response> {
  return c.body(await printed(c.env.ASSETS, definition), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': disposition(cleanName(`${name}.pdf`), false),
    'Cache-Control': 'private, no-store',
  })
}
