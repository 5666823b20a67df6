import { recordTransfer } from '../../src/domain/payments/transfer'
import { acceptTicket } from '../../src/domain/tickets/accept'
import { replyToTicket } from '../../src/domain/tickets/reply'
import { phasesUpTo } from './atelier-lune'
import { homePage, logo, palettes } from './pictures'
import type { Scene } from './scene'

const [camille, equipe, nadia] = ['camille@atelier.test', 'equipe@atelier.test', 'nadia@cafe-zinc.test']

/** The site of Café Zinc: nearly there. */
export function cafe(scene: Scene): void {
  const { world } = scene
  const dates = [-50, -34, -20, -4, 6, 10].map(days => world.day(days))
  scene.does(camille, [4, 9], scope => phasesUpTo(scope, 4, dates))
  scene.files(nadia, [52, 10], 'branding', { name: 'logo-zinc.png', bytes: () => logo(palettes.zinc) })
  const home = scene.files(camille, [35, 16], 'deliverables', {
    name: 'Accueil.png',
    bytes: () => homePage(palettes.zinc),
  })
  scene.submits(camille, [3, 12], home, 'Telle qu’elle est sur le site de test, avant la mise en ligne.')
  const deposit = scene.bills(camille, [54, 10], {
    kind: 'deposit',
    title: 'Acompte de 40 %',
    amount: '880,00',
  })
  scene.does(camille, [50, 10], scope => recordTransfer(scope, deposit.value, { reference: 'VIR CAFE ZINC' }))
  scene.bills(camille, [3, 10], {
    kind: 'balance',
    title: 'Solde à la livraison',
    amount: '1 320,00',
    dueOn: world.day(12),
  })
  scene.task(camille, [45, 9], 'Maquette', { state: 'done', assignee: camille })
  scene.task(equipe, [33, 9], 'Intégration', { state: 'done', assignee: equipe })
  scene.task(equipe, [5, 9], 'Corriger les retours de recette', {
    state: 'in_progress',
    assignee: equipe,
    dueOn: world.day(5),
  })
  scene.task(camille, [5, 9, 5], 'Préparer la prise en main', { dueOn: world.day(8) })
  // Nearly due: most of the fifteen working days that are promised for such a request have passed.
  const evenings = scene.asks(nadia, [18, 14], {
    type: 'change',
    urgency: 'evolution',
    subject: 'Mettre les soirées jazz en avant',
    body: 'Une bande sur l’accueil, avec la prochaine date, de novembre à mars.',
    phaseId: null,
  })
  scene.does(equipe, [17, 9], scope => acceptTicket(scope, evenings.value))
  const hours = scene.asks(nadia, [4, 14], {
    type: 'bug',
    urgency: 'maintenance',
    subject: 'Les horaires du dimanche sont faux',
    body: 'Le site dit 10 h, nous ouvrons à 11 h.',
    phaseId: null,
  })
  scene.does(equipe, [4, 15], scope =>
    replyToTicket(scope, hours.value, 'Merci Nadia, c’est dans la liste de la recette.'),
  )
  scene.says(camille, [4, 10], 'Bonjour Nadia, le site de test est prêt : la recette peut commencer.')
  scene.says(nadia, [4, 14, 10], 'Super ! J’ai ouvert une demande pour les horaires, le reste est très bien.')
  scene.steers(camille, [3, 11], {
    nextStep: 'Mise en ligne',
    awaited: '',
    update: 'La recette est en cours ; il reste deux petites corrections.',
  })
}
