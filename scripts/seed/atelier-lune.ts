import type { ProjectScope } from '../../src/db/scope'
import { expireRequest } from '../../src/domain/payments/expire'
import { cancelRequest, createRequest } from '../../src/domain/payments/requests'
import { changeBank } from '../../src/domain/payments/settings'
import { recordTransfer } from '../../src/domain/payments/transfer'
import { handOver } from '../../src/domain/projects/contact'
import { editPhase } from '../../src/domain/projects/phases'
import { projectById } from '../../src/domain/projects/projects'
import { tickets } from './atelier-lune-tickets'
import { document } from './documents'
import { homePage, logo, palettes } from './pictures'
import type { Scene } from './scene'
import { lastWeek } from './weeks'

const [camille, equipe, lea, hugo] = [
  'camille@atelier.test',
  'equipe@atelier.test',
  'lea@maison-lune.test',
  'hugo@maison-lune.test',
]

/** Brings the phases up to a point: those before are done, that one is current; under other names if any. */
export async function phasesUpTo(
  scope: ProjectScope,
  current: number,
  dates: (string | null)[],
  names: string[] = [],
): Promise<void> {
  const { phases } = await projectById(scope)
  for (const [i, phase] of phases.entries())
    await editPhase(scope, phase.id, {
      name: names[i] ?? phase.name,
      state: i < current ? 'done' : i === current ? 'current' : 'upcoming',
      startsOn: null,
      dueOn: dates[i] ?? null,
    })
}

/** The website of Maison Lune: well under way, with something of everything. */
export function moon(scene: Scene): void {
  const { world } = scene
  const dates = [-58, -38, -20, 7, 15, 21].map(days => world.day(days))
  scene.does(camille, [60, 9], scope => handOver(scope, world.seat(scene.slug, lea)))
  scene.does(camille, [20, 9], scope => phasesUpTo(scope, 3, dates))
  papers(scene)
  work(scene)
  money(scene)
  tickets(scene)
  talk(scene)
  lastWeek(scene)
  scene.notes(
    camille,
    [60, 11],
    'Léa décide, Hugo suit les contenus. **Appeler plutôt qu’écrire** pour tout ce qui touche au calendrier.',
    true,
  )
  scene.notes(
    equipe,
    [18, 17],
    'À surveiller pour la réservation :\n\n- les ateliers du samedi sont complets un mois à l’avance ;\n- la caisse du magasin n’a pas d’export, les places vendues sur place se saisissent à la main.',
  )
  scene.steers(camille, [2, 16], {
    nextStep: 'Brancher la réservation des ateliers',
    awaited: '',
    update: 'La page d’accueil et la carte sont en ligne sur le site de test. Nous attaquons la réservation.',
  })
}

function papers(scene: Scene): void {
  const specification = () =>
    document({
      title: 'Cahier des charges',
      from: 'Atelier Lumen',
      to: 'Maison Lune',
      date: 'septembre 2026',
      sections: [
        {
          title: 'Objet',
          text: 'Présenter la maison de thé, sa carte et ses ateliers, et permettre de réserver une place en ligne.',
        },
        {
          title: 'Pages',
          text: 'Accueil, La carte, Les ateliers, La maison, Réserver, Contact, Mentions légales.',
        },
        {
          title: 'Livraison',
          text: 'Une recette sur un site de test, puis la mise en ligne et une heure de prise en main.',
        },
      ],
      table: [
        ['Lot', 'Jours', 'Montant'],
        ['Cadrage et maquettes', '6', '2 400 €'],
        ['Développement', '9', '3 600 €'],
        ['Recette et livraison', '3', '1 200 €'],
      ],
    })
  scene.files(camille, [66, 10], 'content', { name: 'Cahier des charges.pdf', bytes: specification })
  scene.files(lea, [64, 15], 'branding', { name: 'logo-maison-lune.png', bytes: () => logo(palettes.lune) })
  const mockUp = scene.files(
    camille,
    [50, 17],
    'deliverables',
    { name: 'Maquette accueil.png', bytes: () => homePage(palettes.lune) },
    {
      versions: [
        {
          who: camille,
          when: [40, 17],
          doc: { name: 'Maquette accueil.png', bytes: () => homePage(palettes.lune, true) },
          final: true,
        },
      ],
    },
  )
  scene.submits(camille, [49, 9], mockUp, 'La page d’accueil : ton, couleurs, ordre des blocs.', {
    who: lea,
    when: [47, 14],
    comment: 'Très beau. Le titre est un peu petit sur téléphone, et il manque les horaires.',
  })
  scene.submits(camille, [39, 9], mockUp, 'Le titre est plus grand et les horaires sont en pied de page.', {
    who: lea,
    when: [38, 10],
  })
  scene.files(
    equipe,
    [49, 11],
    'deliverables',
    {
      name: 'Estimation interne.pdf',
      bytes: () =>
        document({
          title: 'Estimation interne',
          from: 'Atelier Lumen',
          to: 'Équipe',
          date: 'octobre 2026',
          sections: [{ title: 'Marge', text: 'Prévoir une journée de plus pour la réservation.' }],
        }),
    },
    { internal: true },
  )
  scene.files(hugo, [30, 9], 'content', {
    name: 'Textes de la carte.txt',
    bytes: () =>
      Uint8Array.from(
        Buffer.from('Sencha de printemps\nDarjeeling première récolte\nLapsang souchong\nMenthe du jardin\n'),
      ),
  })
}

function work(scene: Scene): void {
  const { world } = scene
  scene.task(camille, [62, 9], 'Atelier de cadrage avec Léa', { state: 'done', assignee: camille })
  scene.task(camille, [55, 9], 'Maquette de la page d’accueil', { state: 'done', assignee: camille })
  scene.task(equipe, [38, 9], 'Intégrer la page d’accueil', { state: 'done', assignee: equipe })
  const menu = scene.task(equipe, [22, 9], 'Intégrer la carte des thés', {
    state: 'in_progress',
    assignee: equipe,
    dueOn: world.day(2),
  })
  const photos = scene.task(camille, [18, 9], 'Mettre en page les ateliers', {
    state: 'in_progress',
    assignee: camille,
  })
  scene.task(camille, [18, 9, 5], 'Brancher la réservation en ligne', {
    priority: 'high',
    dueOn: world.day(6),
    assignee: equipe,
  })
  scene.task(camille, [18, 9, 10], 'Rédiger les mentions légales', { priority: 'low' })
  scene.task(equipe, [17, 9], 'Vérifier la facture de l’hébergeur', { internal: true, assignee: equipe })
  const steps = ['Grille des thés', 'Fiche d’un thé', 'Filtres par famille', 'Prix au poids', 'Relecture']
  scene.lists(equipe, [21, 10], menu, steps, 3)
  scene.remarks(
    camille,
    [6, 15],
    menu,
    'Les prix viennent de Léa la semaine prochaine : garde la **place** libre.',
  )
  scene.remarks(equipe, [5, 9], menu, 'Noté. Les filtres sont prêts, je passe aux prix dès qu’ils arrivent.')
  scene.moves(
    camille,
    [3, 9],
    photos,
    'waiting_client',
    'Il nous manque les photos des deux ateliers du samedi.',
  )
}

function money(scene: Scene): void {
  const { world } = scene
  scene.does(camille, [66, 10], scope =>
    changeBank(scope, {
      holder: 'Atelier Lumen',
      iban: 'FR1420041010050500013M02606',
      bic: 'PSSTFRPPPAR',
      more: '',
    }),
  )
  const deposit = scene.bills(camille, [65, 10], {
    kind: 'deposit',
    title: 'Acompte de 30 %',
    amount: '2 160,00',
    description: 'À la commande, selon le devis signé.',
  })
  scene.pays(lea, [63, 18], () => deposit.value)
  const design = scene.bills(camille, [39, 10], {
    kind: 'milestone',
    title: 'Maquettes validées',
    amount: '2 160,00',
    dueOn: world.day(-30),
  })
  scene.does(camille, [33, 11], scope =>
    recordTransfer(scope, design.value, { reference: 'VIR MAISON LUNE 1024', receivedOn: world.day(-34) }),
  )
  scene.does(camille, [5, 10], async scope => {
    const { phases } = await projectById(scope)
    await createRequest(scope, {
      kind: 'milestone',
      title: 'Développement terminé',
      amount: '1 440,00',
      description: '',
      basis: 'with',
      phaseId: phases[3]?.id ?? null,
      dueOn: world.day(-1),
      validUntil: null,
    })
  })
  const photos = scene.bills(camille, [36, 10], {
    kind: 'milestone',
    title: 'Séance de photos',
    amount: '480,00',
  })
  scene.pays(lea, [35, 19], () => photos.value, { when: [28, 10], amount: 48_000 })
  const copy = scene.bills(camille, [34, 10], {
    kind: 'milestone',
    title: 'Relecture des textes',
    amount: '300,00',
  })
  scene.pays(lea, [32, 19], () => copy.value, { when: [26, 10], amount: 10_000 })
  const lapsed = scene.bills(camille, [30, 9], {
    kind: 'milestone',
    title: 'Illustrations du menu',
    amount: '240,00',
    validUntil: world.day(-20),
  })
  scene.plan.on(world.at(19), async when =>
    expireRequest(await world.system(when).project(scene.project.value), lapsed.value),
  )
  const dropped = scene.bills(camille, [31, 10], {
    kind: 'milestone',
    title: 'Vidéo d’ambiance',
    amount: '900,00',
  })
  scene.does(camille, [29, 10], scope => cancelRequest(scope, dropped.value))
}

function talk(scene: Scene): void {
  scene.says(
    camille,
    [50, 17, 5],
    'Bonjour Léa, la maquette de l’accueil est dans **Livrables**. Dites-moi ce qu’elle vous inspire !',
  )
  scene.says(
    lea,
    [48, 19],
    'Très élégant. On aimerait juste des tons plus chauds, plus proches de la boutique.',
    [{ name: 'ambiance-boutique.png', bytes: () => homePage(palettes.lune, true) }],
  )
  scene.says(camille, [40, 17, 5], 'C’est fait : la deuxième version est en ligne, avec votre cuivre.')
  scene.says(lea, [39, 8], 'Parfait, c’est validé de notre côté.')
  scene.says(
    hugo,
    [30, 9, 5],
    'Les textes de la carte sont dans *Contenu*. J’ai laissé les prix de côté pour l’instant.',
  )
  scene.says(equipe, [29, 10], 'Merci Hugo ! Je les intègre cette semaine.')
  scene.says(
    camille,
    [3, 9, 10],
    'Bonjour Léa, il nous manque les photos des deux ateliers du samedi pour finir la page :\n\n- l’atelier matcha\n- l’initiation au gong fu',
  )
  scene.says(lea, [2, 18], 'Je les demande à la photographe, vous les aurez lundi.')
  scene.says(
    equipe,
    [1, 11],
    'Avec plaisir, rien ne presse. La carte sera visible demain sur le site de test.',
  )
}
