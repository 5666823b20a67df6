import { makePlan } from '../../src/domain/payments/plan'
import { phasesUpTo } from './atelier-lune'
import { document } from './documents'
import type { Scene } from './scene'

const [camille, equipe, lea] = ['camille@atelier.test', 'equipe@atelier.test', 'lea@maison-lune.test']

/** The shop of Maison Lune: only just begun. */
export function shop(scene: Scene): void {
  const { world } = scene
  const dates = [4, 25, 40, 65, 78, 84].map(days => world.day(days))
  scene.does(camille, [12, 9], scope => phasesUpTo(scope, 0, dates))
  scene.does(camille, [9, 10], scope =>
    makePlan(scope, {
      total: '10 000,00',
      basis: 'with',
      share: ['30', '40', '30'],
      title: ['Acompte de 30 %', 'À la recette', 'Solde'],
      kind: ['deposit', 'milestone', 'balance'],
      dueOn: [world.day(9), world.day(65), world.day(84)],
      phaseId: ['', '', ''],
    }),
  )
  scene.task(camille, [11, 9], 'Lister les produits et leurs déclinaisons', {
    state: 'in_progress',
    assignee: camille,
  })
  scene.task(camille, [11, 9, 5], 'Comparer les transporteurs', { assignee: equipe })
  scene.task(camille, [11, 9, 10], 'Choisir le moyen de paiement', { priority: 'high' })
  scene.files(camille, [10, 15], 'content', {
    name: 'Questions de cadrage.pdf',
    bytes: () =>
      document({
        title: 'Questions de cadrage',
        from: 'Atelier Lumen',
        to: 'Maison Lune',
        date: 'novembre 2026',
        sections: [
          {
            title: 'Produits',
            text: 'Combien de références au lancement ? Y a-t-il des coffrets composables ?',
          },
          { title: 'Livraison', text: 'France seulement, ou Europe ? Retrait en boutique ?' },
        ],
      }),
  })
  scene.says(
    camille,
    [10, 15, 5],
    'Léa, j’ai déposé quelques questions de cadrage dans *Contenu*. Prenez votre temps.',
  )
  scene.says(lea, [8, 20], 'Merci ! Je les vois avec Hugo cette semaine.')
  scene.steers(camille, [8, 21], {
    nextStep: 'Réunion de cadrage',
    awaited: 'Vos réponses aux questions de cadrage',
    update: 'Le projet démarre : nous préparons la liste des produits.',
  })
}
