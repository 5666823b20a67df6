import { eur, pageOf, projectIn, type Write } from './write'

const base: Write = say => ({
  values: {
    number: 12,
    title: say('Le menu d’hiver', 'The winter menu'),
    subject: say('Le menu d’hiver', 'The winter menu'),
    own: '',
  },
  project: projectIn(say),
  path: '',
})

const payment =
  (own: [string, string] | null, done: 'yes' | 'no'): Write =>
  say => ({
    ...base(say),
    values: {
      title: say('Acompte de 40 %', 'Deposit of 40%'),
      amount: eur(180_000),
      day: { day: '2026-12-01' },
      done,
      own: own ? `\n${say(...own)}` : '',
    },
    facts: { amount: eur(180_000), due: { day: '2026-12-01' } },
    path: pageOf('payments', '20'),
    finance: true,
  })

const approval: Write = say => ({
  ...base(say),
  values: { title: say('Maquette de l’accueil', 'Home page mock-up'), own: '' },
  path: pageOf('approvals', '50'),
})

export const reminders = {
  'reminders.mail.payment_before': payment(null, 'no'),
  'reminders.mail.payment_today': payment(null, 'yes'),
  'reminders.mail.payment_late': payment(
    [
      'Un souci avec la facture ? Appelez-moi, on trouvera une solution.',
      'Trouble with the invoice? Call me, we will find a way.',
    ],
    'yes',
  ),
  'reminders.mail.payment_firm': payment(null, 'no'),
  'reminders.mail.approval': approval,
  'reminders.mail.approval_again': approval,
  'reminders.mail.clarification': say => ({
    ...base(say),
    quote: say(
      'Faut-il garder la formule enfant, et à quel prix ?',
      'Should the children’s menu stay, and at what price?',
    ),
    path: pageOf('tickets', '12'),
    thread: { kind: 'ticket', id: '12' },
  }),
} satisfies Record<string, Write>
