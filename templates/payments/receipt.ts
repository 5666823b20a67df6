import type { MessageKey, Ui } from '../../locales'
import type { Receipt } from '../../src/domain/payments/receipt'
import { referenceOf } from '../../src/lib/reference'
import { partsOf } from './amounts'
import { amounts, facts, type Line, paper, printable, quiet } from './paper'

export type ReceiptProps = { ui: Ui; workspace: { name: string; accent: string }; receipt: Receipt }

/** The receipt of a payment: what came, from whom, for what, when and how; one page. */
export function paymentReceiptOf({ ui, workspace, receipt }: ReceiptProps): object {
  const { t, format } = ui
  const { request, client, way, paymentRef } = receipt
  const { amount, currency, taxes } = request
  const money = (n: number) => format.money(n, currency)
  const refunded = request.refunded ?? 0
  const line = (name: string, value: string | null | false | undefined): Line[] =>
    value ? [[t(`pay.receipt.${name}` as 'pay.receipt.number'), value]] : []
  return paper({
    workspace,
    title: t('pay.receipt.title'),
    language: ui.locale,
    page: (n, of) => t('pay.receipt.page', { n, of }),
    content: [
      facts([
        ...line('number', referenceOf(request)),
        ...line('from', workspace.name),
        ...line('client', client),
        ...line('what', request.title),
        ...line('paid', format.date(request.paidAt)),
        ...line('way', way && t(`payments.way.${way}` as MessageKey)),
        ...line('received_on', request.transferOn && format.day(request.transferOn)),
        ...line('reference', request.transferReference),
        ...line('provider_ref', paymentRef),
      ]),
      amounts([
        ...partsOf(ui, request),
        [t(taxes?.length ? 'pay.receipt.total_taxed' : 'pay.receipt.total'), money(amount)],
      ]),
      ...(refunded > 0
        ? [facts([...line('refunded', money(refunded)), ...line('kept', money(amount - refunded))])]
        : []),
      { text: printable(t('pay.receipt.no_invoice')), color: quiet, fontSize: 9, margin: [0, 16, 0, 0] },
    ],
  })
}
