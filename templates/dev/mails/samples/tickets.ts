import type { MailDraft } from '../../../../src/domain/events/meaning'
import { eur, type In, pageOf, projectIn, type Write } from './write'

type More = (say: In) => Partial<Omit<MailDraft, 'kind'>>

const about = (more: More = () => ({})): Write => {
  return say => ({
    values: { number: 12, subject: say('Le menu d’hiver', 'The winter menu'), who: 'Camille Roy' },
    path: pageOf('tickets', '12'),
    thread: { kind: 'ticket', id: '12' },
    project: projectIn(say),
    ...more(say),
  })
}

const asked = about(say => ({
  quote: say(
    'Bonjour,\n\nPouvez-vous remplacer la carte d’automne par celle d’hiver avant le 1er décembre ? Le PDF est joint.\n\nMerci beaucoup,\nLéa',
    'Hello,\n\nCould you replace the autumn menu with the winter one before December 1? The PDF is attached.\n\nMany thanks,\nLéa',
  ),
}))

const alarm = (which: 'first' | 'resolve'): Write =>
  about(say => ({
    values: {
      number: 12,
      subject: say('Le menu d’hiver', 'The winter menu'),
      client: 'Café Zinc',
      project: projectIn(say).name,
    },
    facts: { due: { at: Date.UTC(2026, 10, 23, which === 'first' ? 10 : 16) } },
    thread: undefined,
  }))

export const tickets = {
  'tickets.mail.opened': about(say => ({
    ...asked(say),
    facts: { type: { message: 'tickets.type.change' }, urgency: { urgency: 'evolution' } },
  })),
  'tickets.mail.reply': about(say => ({
    quote: say(
      'C’est en place sur la préproduction. Pouvez-vous relire les prix du midi ?',
      'It is on the staging site. Could you check the lunch prices?',
    ),
  })),
  'tickets.mail.question': about(say => ({
    quote: say(
      'Faut-il garder la formule enfant, et à quel prix ?',
      'Should the children’s menu stay, and at what price?',
    ),
  })),
  'tickets.mail.accepted': about(),
  'tickets.mail.priced': about(say => ({
    quote: say(
      'Mise en page de la nouvelle carte, version imprimable comprise.',
      'Layout of the new menu, with a version to print.',
    ),
    facts: { amount: eur(45_000), delay: 3, valid: { day: '2026-12-15' } },
    finance: true,
  })),
  'tickets.mail.priced_plain': about(),
  'tickets.mail.paid': about(),
  'tickets.mail.agreed': about(() => ({ facts: { amount: eur(45_000) }, finance: true })),
  'tickets.mail.declined': about(say => ({
    quote: say('Nous préférons attendre le printemps.', 'We would rather wait until spring.'),
  })),
  'tickets.mail.price_gone': about(),
  'tickets.mail.refused': about(say => ({
    quote: say(
      'La carte interactive demanderait un outil que votre hébergement ne permet pas.',
      'The interactive map would need a tool that your hosting does not allow.',
    ),
  })),
  'tickets.mail.withdrawn': about(),
  'tickets.mail.resolved': about(),
  'tickets.mail.reopened': about(say => ({
    quote: say('Le prix du dessert n’est pas le bon.', 'The price of the dessert is not right.'),
  })),
  'tickets.mail.followed': asked,
  'tickets.mail.merged': about(say => ({
    values: { number: 12, subject: say('Le menu d’hiver', 'The winter menu'), who: 'Camille', into: 9 },
  })),
  'tickets.mail.assigned': asked,
  'sla.mail.warned_first': alarm('first'),
  'sla.mail.warned_resolve': alarm('resolve'),
  'sla.mail.breached_first': alarm('first'),
  'sla.mail.breached_resolve': alarm('resolve'),
} satisfies Record<string, Write>
