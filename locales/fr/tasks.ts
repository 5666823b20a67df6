export const tasks = {
  state: {
    backlog: 'Backlog projet',
    in_progress: 'En cours',
    waiting_client: 'En attente client',
    done: 'Terminé',
  },
  priority: { label: 'Priorité', low: 'Basse', normal: 'Normale', high: 'Haute' },
  from: { project: 'Projet', ticket: 'Demande client' },
  field: {
    title: 'Tâche',
    description: 'Description',
    assignee: 'Confiée à',
    phase: 'Étape',
    due: 'Échéance',
    internal: 'Interne : le client ne la voit pas',
    reason: 'Qu’attendez-vous du client ?',
  },
  error: {
    reason: 'Dites au client ce que vous attendez de lui.',
    request_is_shared: 'Cette tâche vient d’une demande du client : il peut la suivre.',
    long_list: 'Cent points suffisent : faites-en plutôt une autre tâche.',
    live_request:
      'Cette tâche vient d’une demande encore ouverte. Refusez la demande ou marquez-la résolue ; la tâche pourra alors être supprimée.',
  },
  journal: {
    created: 'Tâche créée',
    edited: 'Tâche modifiée',
    moved:
      'Tâche déplacée en {to, select, backlog {« Backlog projet »} in_progress {« En cours »} waiting_client {« En attente client »} other {« Terminé »}}',
    reordered: 'Tâche reclassée dans sa colonne',
    blocked: 'Tâche en attente du client',
    unblocked: 'Tâche débloquée',
    deleted: 'Tâche supprimée',
    restored: 'Tâche rétablie',
    commented: 'Commentaire ajouté à une tâche',
    comment_removed: 'Commentaire retiré d’une tâche',
    checklist:
      'Checklist d’une tâche : {change, select, added {point ajouté} ticked {point coché} unticked {point décoché} renamed {point renommé} moved {point déplacé} other {point retiré}}',
  },
  mail: {
    blocked: {
      heading: 'Nous avons besoin de vous',
      text: '{who} attend quelque chose de vous pour avancer sur « {title} ».',
      button: 'Voir ce qui est attendu',
    },
    finished: {
      heading: 'C’est fait',
      text: '{who} a terminé « {title} ».',
      button: 'Voir le projet avancer',
    },
  },
}
