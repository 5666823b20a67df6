import { replyToTicket } from '../../src/domain/tickets/reply'
import { phasesUpTo } from './atelier-lune'
import { homePage, logo, palettes } from './pictures'
import type { Plan } from './plan'
import { Scene } from './scene'
import type { World } from './world'

const [awa, koffi] = ['awa@savane.test', 'koffi@baobab.test']

/** Studio Savane: whole francs, mobile money, one project; Camille is a contact here. */
export function savane(world: World, plan: Plan): void {
  const project = { value: '' }
  plan.on(world.at(44), async when => {
    const id = await world.workspace(
      {
        slug: 'savane',
        name: 'Studio Savane',
        locale: 'fr',
        timezone: 'Africa/Abidjan',
        currency: 'XOF',
        accent: '#b45309',
        clients: [
          {
            name: 'Baobab',
            email: 'bonjour@baobab.test',
            phone: '+225 07 00 00 00 00',
            address: 'Cocody, Abidjan',
          },
          { name: 'Atelier Lumen', email: 'camille@atelier.test' },
        ],
        seats: [
          { email: awa, name: 'Awa Traoré', role: 'owner' },
          { email: koffi, name: 'Koffi Kouassi', client: 'Baobab', finance: true, approve: true },
          {
            email: 'camille@atelier.test',
            name: 'Camille Roy',
            client: 'Atelier Lumen',
            finance: true,
            approve: true,
          },
        ],
      },
      when,
    )
    project.value = await world.project(
      id,
      {
        clientId: world.client('savane', 'Baobab'),
        name: 'Boutique Baobab',
        summary: 'Une boutique en ligne pour les produits de la coopérative, payable par mobile money.',
        estimatedOn: world.day(24),
      },
      when,
    )
  })
  const scene = new Scene(world, plan, 'savane', project)
  const dates = [-36, -12, 4, 14, 20, 24].map(days => world.day(days))
  scene.does(awa, [11, 9], scope => phasesUpTo(scope, 2, dates))
  scene.bills(awa, [40, 10], { kind: 'deposit', title: 'Acompte à la commande', amount: '250 000' })
  scene.bills(awa, [39, 10], {
    kind: 'milestone',
    title: 'Maquettes validées',
    amount: '175 000',
    dueOn: world.day(6),
  })
  scene.files(koffi, [38, 11], 'branding', { name: 'logo-baobab.png', bytes: () => logo(palettes.baobab) })
  scene.files(
    awa,
    [30, 15],
    'deliverables',
    { name: 'maquette-accueil.png', bytes: () => homePage(palettes.baobab) },
    {
      versions: [
        {
          who: awa,
          when: [21, 16],
          doc: { name: 'maquette-accueil.png', bytes: () => homePage(palettes.baobab, true) },
        },
      ],
    },
  )
  const photos = scene.task(awa, [20, 9], 'Détourer les photos des produits', {
    state: 'in_progress',
    assignee: awa,
  })
  scene.task(awa, [20, 9, 10], 'Brancher le paiement par mobile money', {
    priority: 'high',
    dueOn: world.day(9),
  })
  scene.task(awa, [36, 9], 'Arborescence de la boutique', { state: 'done' })
  scene.moves(awa, [4, 10], photos, 'waiting_client', 'Il nous manque les photos des six paniers.')
  const delivery = scene.asks(koffi, [6, 8], {
    type: 'question',
    urgency: 'maintenance',
    subject: 'Peut-on proposer le retrait à la coopérative ?',
    body: 'Beaucoup de nos clients préfèrent passer chercher leur panier. Est-ce prévu dans la boutique ?',
    phaseId: null,
  })
  scene.does(awa, [6, 10], scope =>
    replyToTicket(
      scope,
      delivery.value,
      'Oui, c’est prévu : ce sera un choix au moment de commander, sans frais.',
    ),
  )
  scene.says(
    awa,
    [5, 9],
    'Bonjour Koffi, la page d’accueil est prête dans *Livrables*. Il ne manque que les photos des paniers.',
  )
  scene.says(koffi, [5, 9, 12], 'Merci Awa ! Le photographe passe jeudi, je vous les dépose ici.')
  scene.steers(awa, [4, 11], {
    nextStep: 'Intégrer les fiches produits',
    awaited: '',
    update: 'La page d’accueil est validée dans son principe ; nous préparons les fiches produits.',
  })
}
