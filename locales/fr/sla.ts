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
}
