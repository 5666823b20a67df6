import { changeReminders } from '../../src/domain/reminders/settings'
import { usualReminders } from '../../src/lib/reminders'
import { cafe } from './atelier-cafe'
import { moon } from './atelier-lune'
import { accountant } from './atelier-mail'
import { shop } from './atelier-shop'
import type { Plan } from './plan'
import { Scene } from './scene'
import type { World } from './world'

/** The people of Atelier Lumen and its clients. */
export const cast = {
  camille: 'camille@atelier.test',
  equipe: 'equipe@atelier.test',
  lea: 'lea@maison-lune.test',
  hugo: 'hugo@maison-lune.test',
  nadia: 'nadia@cafe-zinc.test',
} as const

const contact = { client: 'Maison Lune', finance: false, approve: false }

/** Atelier Lumen: the fullest workspace, with two clients and three projects. */
export function atelier(world: World, plan: Plan): void {
  const [site, store, menu] = [{ value: '' }, { value: '' }, { value: '' }]
  plan.on(world.at(70), async when => {
    const id = await world.workspace(
      {
        slug: 'atelier',
        name: 'Atelier Lumen',
        locale: 'fr',
        timezone: 'Europe/Paris',
        currency: 'EUR',
        accent: '#3f4fb5',
        clients: [
          {
            name: 'Maison Lune',
            email: 'contact@maison-lune.test',
            phone: '+33 4 72 00 00 00',
            address: '12 rue des Tables-Claudiennes, 69001 Lyon',
          },
          {
            name: 'Café Zinc',
            email: 'nadia@cafe-zinc.test',
            phone: '+33 1 43 00 00 00',
            address: '3 rue Oberkampf, 75011 Paris',
          },
        ],
        seats: [
          { email: cast.camille, name: 'Camille Roy', role: 'owner' },
          { email: cast.equipe, name: 'Noé Bernard', role: 'member' },
          { email: cast.lea, name: 'Léa Martin', ...contact, finance: true, approve: true },
          { email: cast.hugo, name: 'Hugo Perrin', ...contact },
          { email: cast.nadia, name: 'Nadia Benali', client: 'Café Zinc', finance: true, approve: true },
        ],
      },
      when,
    )
    await changeReminders(await world.system(when).workspace(id), usualReminders)
    const make = async (client: string, name: string, summary: string, days: number) =>
      world.project(
        id,
        { clientId: world.client('atelier', client), name, summary, estimatedOn: world.day(days) },
        when,
      )
    site.value = await make(
      'Maison Lune',
      'Site de Maison Lune',
      'Un site vitrine pour la maison de thé, avec la carte, les ateliers et la réservation.',
      21,
    )
    store.value = await make(
      'Maison Lune',
      'Boutique en ligne',
      'La vente des thés et des coffrets, livrés partout en France.',
      84,
    )
    menu.value = await make(
      'Café Zinc',
      'Site du Café Zinc',
      'La carte, les horaires et les soirées, faciles à tenir à jour.',
      10,
    )
  })
  moon(new Scene(world, plan, 'atelier', site))
  shop(new Scene(world, plan, 'atelier', store))
  cafe(new Scene(world, plan, 'atelier', menu))
  accountant(world, plan, site)
}
