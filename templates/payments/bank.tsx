import type { Ui } from '../../locales'
import type { Bank } from '../../src/domain/payments/settings'
import { referenceOf } from '../../src/lib/reference'
import { Icon } from '../shared'
import { typed } from './forms'

type Props = {
  ui: Ui
  bank: Bank
  request: { id: string; amount: number | null; currency: string }
  /** The only way there is: then it stands open. */
  isOnly: boolean
}

/** Where a transfer goes, how much, and what it is to name: each can be copied. */
export const TransferDetails = ({ ui: { t, format, locale }, bank, request, isOnly }: Props) => {
  const { id, currency } = request
  const amount = request.amount ?? 0
  const lines: [label: string, value: string, copied: string][] = [
    [t('payments.fact.amount'), format.money(amount, currency), typed(amount, currency, locale)],
    [t('payments.bank.holder'), bank.holder, bank.holder],
    ...(bank.iban
      ? [[t('payments.bank.iban'), spaced(bank.iban), bank.iban] as [string, string, string]]
      : []),
    ...(bank.bic ? [[t('payments.bank.bic'), bank.bic, bank.bic] as [string, string, string]] : []),
    [t('payments.bank.reference'), referenceOf({ id }), referenceOf({ id })],
  ]
  return (
    <details class="bank" open={isOnly}>
      <summary>{t('payments.bank.title')}</summary>
      <p class="hint">{t('payments.bank.lead')}</p>
      <dl class="facts">
        {lines.map(([label, value, copied]) => (
          <div>
            <dt>{label}</dt>
            <dd class="copied">
              <span class="num">{value}</span>
              {/* Shown by the script that copies. */}
              <button
                type="button"
                class="btn"
                data-variant="ghost"
                data-size="sm"
                hidden
                data-copy={copied}
                data-copied={t('payments.bank.copied')}
                aria-label={t('payments.bank.copy', { what: label })}
              >
                <Icon name="copy" repeated />
                <span>{t('payments.bank.copy_short')}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
      {bank.more && <p class="whitespace-pre-wrap">{bank.more}</p>}
    </details>
  )
}

/** An IBAN as it is read out: by fours. */
const spaced = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ')
