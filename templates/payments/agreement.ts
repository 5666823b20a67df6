import type { Ui } from '../../locales'
import type { Agreement } from '../../src/domain/payments/receipt'
import { partsOf } from './amounts'
import { amounts, facts, type Line, paper, printable, quiet } from './paper'

type Props = { ui: Ui; workspace: { name: string; accent: string; timezone: string }; agreement: Agreement }

/** The *bon pour accord*: what was agreed to, by whom and when, with the exact text that was sealed. */
export function agreementOf({ ui, workspace, agreement }: Props): object {
  const { t, format } = ui
  const { request, ticket, client, agreer, canonical, isIntact } = agreement
  const { amount, currency, taxes } = request
  const money = (n: number) => format.money(n, currency)
  const heading = (text: string) => ({ text: printable(text), style: 'heading' })
  const line = (name: string, value: string | null | false | undefined): Line[] =>
    value ? [[t(`pay.agreement.${name}` as 'pay.agreement.what'), value]] : []
  return paper({
    workspace,
    title: t('pay.agreement.title'),
    language: ui.locale,
    page: (n, of) => t('pay.receipt.page', { n, of }),
    content: [
      facts([
        ...line('client', client),
        ...line('what', `#${ticket.number} ${ticket.subject}`),
        ...line('by', agreer),
        ...line(
          'at',
          t('pay.agreement.at_value', {
            date: format.date(request.agreedAt),
            time: format.time(request.agreedAt),
            zone: workspace.timezone,
          }),
        ),
        ...line('delay', request.delayDays ? t('pay.agreement.days', { days: request.delayDays }) : null),
        ...line('valid', request.validUntil && format.day(request.validUntil)),
      ]),
      heading(t('pay.agreement.words')),
      { text: printable(request.description) },
      amounts([
        ...partsOf(ui, request),
        [t(taxes?.length ? 'payments.amount.gross' : 'payments.fact.amount'), money(amount)],
      ]),
      { text: printable(t('pay.agreement.later')) },
      heading(t('pay.agreement.proof')),
      facts([
        ...digest(t('pay.agreement.digest'), request.agreedSha256),
        ...line('intact', t(isIntact ? 'pay.agreement.is_intact' : 'pay.agreement.is_not')),
      ]),
      heading(t('pay.agreement.exact')),
      { text: printable(canonical), fontSize: 7.5, color: quiet },
    ],
  })
}

/** Sixty-four characters that stand on one line. */
const digest = (label: string, sha256: string | null): Line[] =>
  sha256 ? [[label, { text: sha256, fontSize: 8.5 }]] : []
