import { assignTicket } from '../../src/domain/tickets/assign'
import { askClarification } from '../../src/domain/tickets/clarify'
import { followTicket } from '../../src/domain/tickets/followers'
import { linkTickets } from '../../src/domain/tickets/links'
import { priceTicket } from '../../src/domain/tickets/price'
import { noteOnTicket } from '../../src/domain/tickets/reply'
import { saveReply } from '../../src/domain/tickets/saved'
import { tagTicket } from '../../src/domain/tickets/tags'
import { camille, equipe, hugo, lea, price, shot, ticket } from './atelier-lune-said'
import type { Scene } from './scene'

/** Words that Atelier Lumen writes often. */
const saved = [
  {
    title: 'Accusé de réception',
    body: 'Bonjour {{prénom}},\n\nNous avons bien reçu votre demande {{numéro}}. Nous revenons vers vous très vite.\n\n{{moi}}',
  },
  {
    title: 'Demander une capture d’écran',
    body: 'Bonjour {{prénom}},\n\nPourriez-vous nous envoyer une capture d’écran, et nous dire sur quel appareil cela arrive ?\n\nMerci,\n{{moi}}',
  },
]

/** Requests of Maison Lune that somebody is still to answer, and the words saved for it. */
export function waiting(scene: Scene): void {
  scene.does(camille, [60, 9], async scope => {
    for (const one of saved) await saveReply(scope, one)
  })
  const clarify = scene.asks(
    hugo,
    [8, 9],
    ticket(
      'change',
      'maintenance',
      'Revoir le texte de la page La maison',
      'Le texte ne nous ressemble pas assez.',
    ),
  )
  scene.does(equipe, [8, 11], scope =>
    noteOnTicket(scope, clarify.value, 'Note pour nous : proposer un rendez-vous téléphonique à Hugo.'),
  )
  scene.does(camille, [7, 9], scope =>
    askClarification(
      scope,
      clarify.value,
      'Quels passages souhaitez-vous changer ? Un exemple de ton nous aiderait.',
    ),
  )
  const quoted = scene.asks(
    lea,
    [4, 9],
    ticket(
      'improvement',
      'evolution',
      'Un formulaire d’inscription à la lettre d’information',
      'Un champ e-mail en bas de chaque page, relié à notre outil d’envoi.',
    ),
  )
  scene.does(camille, [3, 15], scope =>
    priceTicket(
      scope,
      quoted.value,
      price('450,00', 'Le formulaire, l’e-mail de confirmation et la liaison avec votre outil d’envoi.', 5),
    ),
  )
  const festive = scene.asks(
    lea,
    [1, 16],
    ticket(
      'question',
      'maintenance',
      'Qui modifiera les horaires pendant les fêtes ?',
      'Pouvons-nous le faire nous-mêmes, ou faut-il vous écrire ?',
    ),
  )
  const broken = scene.asks(
    hugo,
    [0, 7],
    ticket(
      'bug',
      'urgent',
      'La page Réserver affiche une erreur',
      'Depuis ce matin, le bouton Réserver mène à une page d’erreur.',
    ),
    [shot],
  )
  scene.does(camille, [1, 17], async scope => {
    await tagTicket(scope, festive.value, 'fêtes')
    await linkTickets(scope, festive.value, clarify.value)
  })
  scene.does(lea, [1, 18], scope => followTicket(scope, festive.value, scene.world.seat(scene.slug, hugo)))
  scene.does(camille, [0, 7, 20], async scope => {
    await assignTicket(scope, broken.value, scene.world.seat(scene.slug, equipe))
    await tagTicket(scope, broken.value, 'réservation')
  })
}
