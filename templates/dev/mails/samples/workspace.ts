import { pageOf, projectIn, type Write } from './write'

const refused: Write = () => ({
  values: { name: 'Léa Martin', email: 'lea@zinc.test' },
  path: '/w/atelier/clients/zinc/contacts/lea',
})

const report: Write = say => ({
  values: { project: projectIn(say).name, week: { day: '2026-11-16' } },
  quote: say(
    'Fait\n– La maquette de l’accueil est validée.\n– Le menu d’hiver est en ligne.\n\nLa suite\n– Les pages « Nous » et « Contact ».\n\nCe que nous attendons de vous\n– Deux portraits pour la page « Nous ».',
    'Done\n– The home page mock-up is approved.\n– The winter menu is online.\n\nNext\n– The “About us” and “Contact” pages.\n\nWhat we need from you\n– Two portraits for the “About us” page.',
  ),
  project: projectIn(say),
  path: pageOf('reports', '60'),
})

export const workspace = {
  'communications.mail.bounced': refused,
  'communications.mail.complained': refused,
  'reports.mail.drafted': report,
  'reports.mail.drafted_auto': say => {
    const draft = report(say)
    return { ...draft, values: { ...draft.values, at: { at: Date.UTC(2026, 10, 20, 15, 30) } } }
  },
  'reports.mail.sent': report,
} satisfies Record<string, Write>
