import type { MessageKey, Say } from '../../locales'
import { Badge, type Tone } from '../shared'

type State = 'pending' | 'paid' | 'cancelled' | 'expired' | 'partly_refunded' | 'refunded'
type Flags = { disputed: boolean; duplicate: boolean; late: boolean }

const tones: Record<State, Tone> = {
  pending: 'accent',
  paid: 'success',
  cancelled: 'neutral',
  expired: 'neutral',
  partly_refunded: 'info',
  refunded: 'info',
}

type StateProps = { t: Say; state: State; overdue: boolean; underway?: boolean }

/** How a payment stands, in a word; `overdue` is said in the state's place, and that it is being paid before both. */
export const PaymentState = ({ t, state, overdue, underway = false }: StateProps) =>
  underway ? (
    <Badge tone="info">{t('payments.state.underway')}</Badge>
  ) : overdue ? (
    <Badge tone="warning">{t('payments.state.overdue')}</Badge>
  ) : (
    <Badge tone={tones[state]}>{t(`payments.state.${state}`)}</Badge>
  )

const flags = ['disputed', 'duplicate', 'late'] as const

/** What those who keep the books should look at. */
export const PaymentFlags = ({ t, payment }: { t: Say; payment: Flags }) => (
  <>
    {flags
      .filter(flag => payment[flag])
      .map(flag => (
        <Badge tone="danger" icon="triangle-alert">
          {t(`payments.flag.${flag}`)}
        </Badge>
      ))}
  </>
)

export const kindOf = (t: Say, kind: string, ticketNumber?: number | null): string =>
  kind === 'ticket' && ticketNumber
    ? t('payments.kind_number', { number: ticketNumber })
    : t(`payments.kind.${kind}` as MessageKey)
