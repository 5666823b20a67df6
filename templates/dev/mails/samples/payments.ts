import { eur, pageOf, projectIn, type Write } from './write'

type More = Partial<ReturnType<Write>>

const payment =
  (facts: More['facts'] = {}, amount = 180_000): Write =>
  say => ({
    values: {
      title: say('Acompte de 40 %', 'Deposit of 40%'),
      amount: eur(amount),
      project: projectIn(say).name,
    },
    facts: { amount: eur(amount), project: projectIn(say).name, ...facts },
    path: pageOf('payments', '20'),
    project: projectIn(say),
    finance: true,
  })

const due = { due: { day: '2026-12-01' }, valid: { day: '2026-12-31' } }
const received = { reference: 'ZINC-2026-0042' }

export const payments = {
  'payments.mail.requested': payment(due),
  'payments.mail.planned': say => ({
    values: { amount: eur(450_000), project: projectIn(say).name, count: 3 },
    facts: { amount: eur(450_000), project: projectIn(say).name, due: { day: '2026-12-01' } },
    path: pageOf('payments'),
    project: projectIn(say),
    finance: true,
  }),
  'payments.mail.reminder': payment(due),
  'payments.mail.changed': payment(due, 160_000),
  'payments.mail.cancelled': payment(),
  'payments.mail.receipt': payment(received),
  'payments.mail.received': payment(received),
  'payments.mail.late': payment(),
  'payments.mail.duplicate': payment(),
  'payments.mail.mismatch': payment(),
  'payments.mail.refunded': payment(),
  'payments.mail.disputed': payment(),
  'paymentSettings.mail.refund_failed': payment(),
  'paymentSettings.mail.dispute_lost': payment(),
} satisfies Record<string, Write>
