export const sla = {
  span: { days: '{n}\u00a0j', hours: '{n}\u00a0h', minutes: '{n}\u00a0min' },
  /** On the team's lists and pages. */
  team: {
    first: 'Répondre avant {when}',
    resolve: 'Résoudre avant {when}',
    first_late: 'Réponse en retard de {span}',
    resolve_late: 'Résolution en retard de {span}',
    paused: 'En pause',
    kept: 'Tenu',
    missed: 'Manqué',
  },
  /** On the client's. */
  client: {
    first: 'Réponse prévue avant {when}',
    resolve: 'Résolution prévue avant {when}',
  },
  journal: {
    warned:
      'Demande #{number}\u202f: {which, select, first {réponse attendue} other {résolution attendue}} sous peu',
    breached:
      'Demande #{number}\u202f: {which, select, first {réponse en retard} other {résolution en retard}}',
  },
  mail: {
    warned_first: {
      subject: 'Demande #{number}\u202f: la réponse est attendue',
      heading: 'Une réponse est attendue',
      text: '{client} attend une première réponse à «\u202f{subject}\u202f» ({project}). Les trois quarts du délai sont passés.',
      button: 'Répondre',
      fact: { due: 'À répondre avant' },
    },
    warned_resolve: {
      subject: 'Demande #{number}\u202f: la résolution est attendue',
      heading: 'Une demande est à résoudre',
      text: '«\u202f{subject}\u202f» ({client}, {project}) est à résoudre sous peu. Les trois quarts du délai sont passés.',
      button: 'Ouvrir la demande',
      fact: { due: 'À résoudre avant' },
    },
    breached_first: {
      subject: 'Demande #{number}\u202f: réponse en retard',
      heading: 'La réponse est en retard',
      text: '{client} attend toujours une première réponse à «\u202f{subject}\u202f» ({project}).',
      button: 'Répondre',
      fact: { due: 'C’était promis pour' },
    },
    breached_resolve: {
      subject: 'Demande #{number}\u202f: résolution en retard',
      heading: 'La résolution est en retard',
      text: '«\u202f{subject}\u202f» ({client}, {project}) devait être résolue.',
      button: 'Ouvrir la demande',
      fact: { due: 'C’était promis pour' },
    },
  },
}
