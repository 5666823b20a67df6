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
  page: {
    title: 'Engagements',
    lead: 'Sous combien de temps une demande reçoit sa première réponse, puis sa résolution.',
    how: 'En temps de travail\u202f: «\u202f4\u00a0h\u202f», «\u202f2\u00a0j\u202f», «\u202f30\u00a0min\u202f». Une journée compte {day}, la moyenne de vos journées. Laissez vide ce que vous ne promettez pas.',
    calendar: 'Jours et heures travaillés',
    first: '1re réponse',
    resolve: 'Résolution',
    field: '{urgency}, {type}\u202f: {part}',
    apply: 'Appliquer aussi {n, plural, one {à la demande ouverte} other {aux # demandes ouvertes}}',
    apply_hint:
      'Le temps déjà passé reste compté\u202f: une demande ancienne peut se retrouver en retard aussitôt.',
    save: 'Enregistrer',
    cancel: 'Garder les miens',
    saved: 'Engagements enregistrés, pour les demandes à venir',
    saved_applied: 'Engagements enregistrés et appliqués aux demandes ouvertes',
    none: 'Rien n’est promis pour le moment',
    presets: 'Partir d’un modèle',
    presets_text: 'Un modèle remplit la grille\u202f; vous le retouchez avant d’enregistrer.',
    preset_title: 'Modèle «\u202f{name}\u202f»',
    preset_text: 'Rien n’est enregistré encore\u202f: relisez, retouchez, puis enregistrez.',
    shown: 'Vos clients voient les dates promises.',
    hidden: 'Vos clients ne voient pas les dates promises.',
    recount_title: 'Calendrier modifié\u202f?',
    recount_text:
      'Les demandes ouvertes gardent l’échéance calculée à leur dernier changement. Recalculez-les selon les horaires et jours fermés d’aujourd’hui.',
    recount: 'Recalculer les échéances',
    recounted: 'Échéances recalculées',
  },
  preset: { calm: 'Tranquille', standard: 'Courant', keen: 'Soutenu' },
  error: {
    span: 'Écrivez une durée\u202f: «\u202f4\u00a0h\u202f», «\u202f2\u00a0j\u202f» ou «\u202f30\u00a0min\u202f».',
    order: 'La résolution ne peut pas être promise avant la première réponse.',
  },
  /** On the form of a new request. */
  promise: {
    both: 'Réponse sous {first}, résolution sous {resolve}, en temps de travail.',
    both_most: 'Réponse sous {first} au plus, résolution sous {resolve} au plus, en temps de travail.',
    first: 'Réponse sous {first}, en temps de travail.',
    first_most: 'Réponse sous {first} au plus, en temps de travail.',
    resolve: 'Résolution sous {resolve}, en temps de travail.',
    resolve_most: 'Résolution sous {resolve} au plus, en temps de travail.',
  },
  journal: {
    promises_changed:
      'Engagements modifiés{applied, plural, =0 {} one {, appliqués à une demande ouverte} other {, appliqués à # demandes ouvertes}}',
    promises_recounted:
      'Échéances recalculées pour {applied, plural, =0 {aucune demande} one {une demande} other {# demandes}}',
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
