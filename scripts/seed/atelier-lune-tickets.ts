import type { ProjectScope } from '../../src/db/scope'
import { acceptTicket } from '../../src/domain/tickets/accept'
import { agreeToPrice } from '../../src/domain/tickets/agree'
import { declineTicket, refuseTicket, withdrawTicket } from '../../src/domain/tickets/decide'
import { mergeTicket } from '../../src/domain/tickets/merge'
import { moveTask } from '../../src/domain/tickets/move-task'
import { priceTicket } from '../../src/domain/tickets/price'
import { replyToTicket } from '../../src/domain/tickets/reply'
import { confirmTicket, resolveTicket } from '../../src/domain/tickets/resolve'
import { camille, equipe, hugo, lea, price, shot, ticket } from './atelier-lune-said'
import { waiting } from './atelier-lune-waiting'
import { document } from './documents'
import type { Doc, Scene } from './scene'

/** Requests of Maison Lune in every state. */
export function tickets(scene: Scene): void {
  ended(scene)
  underWay(scene)
  waiting(scene)
}

function ended(scene: Scene): void {
  const closed = scene.asks(
    lea,
    [36, 9],
    ticket(
      'change',
      'maintenance',
      'Changer le numéro de téléphone en pied de page',
      'Nous avons un nouveau numéro : 04 72 00 00 00. Pouvez-vous le changer partout ?',
    ),
  )
  scene.does(camille, [36, 11], scope =>
    replyToTicket(scope, closed.value, 'C’est noté, ce sera fait aujourd’hui.'),
  )
  scene.does(camille, [36, 15], scope => resolveTicket(scope, closed.value))
  scene.does(lea, [35, 8], scope => confirmTicket(scope, closed.value))
  const refused = scene.asks(
    hugo,
    [27, 10],
    ticket(
      'improvement',
      'evolution',
      'Un jeu sur la page d’accueil',
      'Un petit quiz pour trouver son thé ?',
    ),
  )
  scene.does(camille, [26, 10], scope =>
    refuseTicket(
      scope,
      refused.value,
      'L’idée est belle, mais elle sort du projet. Nous vous proposons d’en reparler après la mise en ligne.',
    ),
  )
  const declined = scene.asks(
    lea,
    [25, 9],
    ticket(
      'improvement',
      'evolution',
      'Traduire le site en japonais',
      'Pour nos visiteurs du Japon, au moins la page d’accueil.',
    ),
  )
  scene.does(camille, [24, 9], scope =>
    priceTicket(
      scope,
      declined.value,
      price('1 250,00', 'Traduction relue et mise en page de six pages.', 12),
    ),
  )
  scene.does(lea, [23, 9], scope =>
    declineTicket(scope, declined.value, 'Trop pour cette année, nous y reviendrons.'),
  )
  const withdrawn = scene.asks(
    hugo,
    [22, 9],
    ticket('bug', 'maintenance', 'La page Contact est vide', 'Rien ne s’affiche chez moi.'),
  )
  scene.does(hugo, [22, 9, 30], scope => withdrawTicket(scope, withdrawn.value))
  const kept = scene.asks(
    lea,
    [16, 9],
    ticket(
      'bug',
      'maintenance',
      'Le menu ne s’ouvre pas sur mon téléphone',
      'Depuis hier, rien ne se passe quand j’appuie sur le menu.',
    ),
    [shot],
  )
  const twin = scene.asks(
    hugo,
    [16, 10],
    ticket('bug', 'urgent', 'Menu bloqué', 'Le menu est bloqué sur mobile.'),
  )
  scene.does(camille, [16, 11], scope => mergeTicket(scope, twin.value, kept.value))
  scene.does(equipe, [15, 9], scope => acceptTicket(scope, kept.value))
  scene.does(equipe, [2, 10], scope => resolveTicket(scope, kept.value))
}

function underWay(scene: Scene): void {
  const brochure: Doc = {
    name: 'Fiche atelier.pdf',
    bytes: () =>
      document({
        title: 'Atelier matcha',
        from: 'Maison Lune',
        to: 'Atelier Lumen',
        date: 'octobre 2026',
        sections: [
          { title: 'Déroulé', text: 'Deux heures, huit personnes, le samedi à 15 h. Dégustation comprise.' },
        ],
      }),
  }
  const progress = scene.asks(
    lea,
    [14, 9],
    ticket(
      'change',
      'maintenance',
      'Ajouter l’atelier matcha',
      'Voici la fiche du nouvel atelier, à ajouter à la page.',
    ),
    [brochure],
  )
  scene.does(camille, [13, 10], scope =>
    priceTicket(
      scope,
      progress.value,
      price('180,00', 'Une fiche d’atelier, avec sa photo et ses dates.', 3),
    ),
  )
  const asked = { value: '' }
  scene.does(lea, [13, 18], async scope => {
    asked.value = await offerFor(scope, progress.value)
  })
  scene.pays(lea, [13, 18, 1], () => asked.value)
  scene.does(equipe, [12, 9], scope => startTask(scope, progress.value))
  const agreed = scene.asks(
    lea,
    [11, 9],
    ticket(
      'improvement',
      'evolution',
      'Une carte cadeau à imprimer',
      'Nos clients en demandent souvent à Noël.',
    ),
  )
  scene.does(camille, [10, 9], scope =>
    priceTicket(scope, agreed.value, {
      ...price('320,00', 'Une carte cadeau mise en page, à imprimer depuis le site.', 5),
      terms: 'later',
    }),
  )
  scene.does(lea, [9, 9], async scope =>
    agreeToPrice(scope, agreed.value, await offerFor(scope, agreed.value)),
  )
}

/** The payment request that a ticket's price made. */
async function offerFor(scope: ProjectScope, ticketId: string): Promise<string> {
  const requests = scope.view('paymentRequests')
  const [rows] = await scope.read(
    scope.select({ id: requests.id, ticketId: requests.ticketId }).from(requests),
  )
  return rows.find(r => r.ticketId === ticketId)?.id ?? ''
}

async function startTask(scope: ProjectScope, ticketId: string): Promise<void> {
  const tasks = scope.view('tasks')
  const [rows] = await scope.read(scope.select({ id: tasks.id, ticketId: tasks.ticketId }).from(tasks))
  const task = rows.find(t => t.ticketId === ticketId)
  if (task) await moveTask(scope, task.id, { to: 'in_progress' })
}
