import { type Context, Hono } from 'hono'
import type { PriceCardProps } from '../../../templates/tickets/price-card'
import { priceInput } from '../../domain/tickets/input'
import { movesFor } from '../../domain/tickets/moves'
import { readTicket } from '../../domain/tickets/page'
import { pricedOf, priceTicket } from '../../domain/tickets/price'
import { Conflict, Forbidden, NotFound } from '../../lib/errors'
import { urls } from '../../urls'
import type { ProjectApp } from '../../web/context'
import { attempt, form, type Refused } from '../../web/form'
import { page } from '../../web/page'
import { seeOther } from '../../web/reply'

/** A request's price: written, seen as the client will see it, sent. */
export const prices = new Hono<ProjectApp>()
  .get('/:ticket/price', c => pricePage(c, c.req.param('ticket')))
  .post('/:ticket/price', async c => {
    const { scope } = c.var
    const id = c.req.param('ticket')
    if (!scope.isTeam || !scope.can.finance) throw new NotFound()
    const sent = await form(c, priceInput)
    if (!sent.ok) return pricePage(c, id, { refused: sent })
    const { values } = sent
    if (values.step !== 'send') {
      const seen = await attempt(values, async () => pricedOf(scope, sent.data))
      if (!seen.ok) return pricePage(c, id, { refused: seen })
      return pricePage(c, id, { refused: { values, errors: {} }, priced: seen.result })
    }
    const done = await attempt(values, () => priceTicket(scope, id, sent.data))
    if (!done.ok) return pricePage(c, id, { refused: done })
    return seeOther(c, urls.ticket(scope.workspace.slug, scope.project.id, id), 'tickets.done.price')
  })

async function pricePage(
  c: Context<ProjectApp>,
  id: string,
  shown: { refused?: Refused; priced?: ReturnType<typeof pricedOf> } = {},
) {
  const { scope, ui } = c.var
  if (!scope.isTeam || !scope.can.finance) throw new NotFound()
  const ticket = await readTicket(scope, id)
  if (scope.project.archivedAt !== null) throw new Forbidden()
  if (!movesFor(scope, ticket, ticket.offer).includes('price')) throw new Conflict('ticket_state')
  const preview: PriceCardProps['price'] | undefined = shown.priced && {
    ...shown.priced,
    title: ticket.subject,
    agreedAt: null,
    agreedBy: null,
  }
  const wrong = Object.keys(shown.refused?.errors ?? {}).length > 0
  const { PriceForm } = await import('../../../templates/tickets/price-form')
  return page(
    c,
    {
      title: ui.t(ticket.offer ? 'tickets.price.form.retitle' : 'tickets.price.form.title'),
      at: 'tickets',
      status: wrong ? 422 : 200,
    },
    <PriceForm
      ui={ui}
      slug={scope.workspace.slug}
      projectId={scope.project.id}
      ticket={ticket}
      currency={scope.workspace.currency}
      taxed={scope.workspace.taxes.length > 0}
      refused={shown.refused}
      preview={preview}
    />,
  )
}
