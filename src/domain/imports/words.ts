import { finder } from './plain'

/** What a cell may say, in French and in English, as people and other tools write it. */

export const typeOf = finder({
  bug: 'bogue, anomalie, erreur, panne, problème, défaut, error, defect, incident, issue',
  change: 'modification, changement, modif, correction, tâche, task, change request, modify',
  improvement:
    'amélioration, évolution, nouveauté, fonctionnalité, feature, enhancement, feature request, idea, idée',
  question: 'support, aide, help, demande, assistance',
})

export const urgencyOf = finder({
  urgent:
    'urgence, urgente, critique, critical, bloquant, bloquante, blocker, haute, high, highest, élevée, p1',
  maintenance: 'normale, normal, moyenne, moyen, medium, standard, p2',
  evolution: 'évolution, enhancement, basse, faible, low, lowest, mineure, minor, p3',
})

/** Where a ticket may come in. `elsewhere`: states that need more than a line of a table. */
export const ticketStateOf = finder({
  open: 'ouvert, ouverte, nouveau, nouvelle, new, à faire, to do, todo, backlog, à traiter, rouvert, reopened',
  accepted: 'accepté, acceptée, approved, approuvé, approuvée, validé, validée, planifié, planifiée, planned',
  in_progress: 'en cours, in progress, doing, started, commencé, commencée, en traitement, wip',
  closed:
    'fermé, fermée, résolu, résolue, resolved, done, terminé, terminée, finished, fini, finie, clos, close, clôturé, clôturée, completed, complete, livré, livrée',
  refused: 'refusé, refusée, rejeté, rejetée, rejected, wontfix, won’t fix',
  declined: 'décliné, déclinée',
  withdrawn: 'retiré, retirée, annulé, annulée, cancelled, canceled, abandonné, abandonnée',
  elsewhere:
    'à clarifier, en attente, en attente client, waiting, pending, on hold, needs info, payant, payante, quoted, priced, devis, fusionné, fusionnée, merged, doublon, duplicate',
})

export const taskStateOf = finder({
  backlog:
    'à faire, to do, todo, ouvert, ouverte, open, nouveau, nouvelle, new, planifié, planifiée, planned',
  in_progress: 'en cours, in progress, doing, started, commencé, commencée, wip',
  done: 'terminé, terminée, fait, faite, fini, finie, finished, fermé, fermée, closed, résolu, résolue, resolved, completed, complete, livré, livrée',
  elsewhere:
    'en attente, en attente client, waiting, waiting for client, bloqué, bloquée, blocked, pending, on hold',
})

export const priorityOf = finder({
  low: 'basse, bas, faible, lowest, mineure, minor, p3',
  normal: 'normale, moyenne, moyen, medium, standard, p2',
  high: 'haute, haut, élevée, urgente, urgent, critique, critical, majeure, major, highest, p1',
})

export const internalOf = finder({
  yes: 'oui, true, vrai, x, 1, interne, internal, privé, privée, private',
  no: 'non, false, faux, 0, partagé, partagée, shared, client, public, publique',
})
