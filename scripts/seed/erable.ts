import { priceTicket } from '../../src/domain/tickets/price'
import { phasesUpTo } from './atelier-lune'
import { document } from './documents'
import { homePage, logo, palettes, phoneShot } from './pictures'
import type { Plan } from './plan'
import { Scene } from './scene'
import type { World } from './world'

const [louis, emma] = ['louis@erable.test', 'emma@northpine.test']

/** Atelier Érable: Canadian dollars, two taxes, a client who reads English. */
export function erable(world: World, plan: Plan): void {
  const project = { value: '' }
  plan.on(world.at(52), async when => {
    const id = await world.workspace(
      {
        slug: 'erable',
        name: 'Atelier Érable',
        locale: 'fr-CA',
        timezone: 'America/Toronto',
        currency: 'CAD',
        accent: '#9f1239',
        taxes: [
          { name: 'TPS', rate: 5000 },
          { name: 'TVQ', rate: 9975 },
        ],
        clients: [
          {
            name: 'North Pine',
            email: 'hello@northpine.test',
            phone: '+1 514 555 0142',
            address: 'Montréal, QC',
          },
        ],
        seats: [
          { email: louis, name: 'Louis Gagnon', role: 'owner' },
          {
            email: emma,
            name: 'Emma Clarke',
            locale: 'en',
            client: 'North Pine',
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
        clientId: world.client('erable', 'North Pine'),
        name: 'North Pine website',
        summary: 'A bilingual website for the lodge, with online booking.',
        estimatedOn: world.day(35),
      },
      when,
    )
  })
  const scene = new Scene(world, plan, 'erable', project)
  const dates = [-40, -22, -9, 14, 28, 35].map(days => world.day(days))
  scene.does(louis, [9, 9], scope =>
    phasesUpTo(scope, 3, dates, ['Scoping', 'Design', 'Content', 'Development', 'Review', 'Launch']),
  )
  const deposit = scene.bills(louis, [48, 15], {
    kind: 'deposit',
    title: 'Deposit (30%)',
    amount: '1 800,00',
    basis: 'without',
  })
  scene.pays(emma, [46, 16], () => deposit.value)
  scene.bills(louis, [3, 15], {
    kind: 'milestone',
    title: 'Design approved',
    amount: '2 400,00',
    basis: 'without',
    dueOn: world.day(11),
  })
  scene.files(emma, [45, 15], 'branding', { name: 'north-pine-logo.png', bytes: () => logo(palettes.pine) })
  scene.files(louis, [20, 18], 'deliverables', {
    name: 'home-page.png',
    bytes: () => homePage(palettes.pine),
  })
  scene.files(louis, [44, 15], 'content', {
    name: 'content-plan.pdf',
    bytes: () =>
      document({
        title: 'Content plan',
        from: 'Atelier Érable',
        to: 'North Pine',
        date: 'October 2026',
        sections: [
          {
            title: 'Pages',
            text: 'Home, The lodge, Rooms, Dining, Around, Booking, Contact; each in French and in English.',
          },
          { title: 'What we need', text: 'Room descriptions, opening dates, and the cancellation policy.' },
        ],
      }),
  })
  scene.task(louis, [40, 14], 'Site map and wireframes', { state: 'done' })
  scene.task(louis, [18, 14], 'Booking form', {
    state: 'in_progress',
    priority: 'high',
    dueOn: world.day(12),
    assignee: louis,
  })
  scene.task(louis, [18, 14, 5], 'English copy review')
  scene.task(louis, [17, 14], 'Check the hosting budget', { internal: true })
  const gallery = scene.asks(
    emma,
    [7, 17],
    {
      type: 'improvement',
      urgency: 'evolution',
      subject: 'A photo gallery for each room',
      body: 'Guests keep asking for more photos. Could each room have a small gallery?',
      phaseId: null,
    },
    [{ name: 'gallery-idea.png', bytes: () => phoneShot(palettes.pine) }],
  )
  scene.does(louis, [6, 15], scope =>
    priceTicket(scope, gallery.value, {
      amount: '620,00',
      entry: 'ht',
      description: 'A gallery of up to twelve photos a room, with captions in both languages.',
      delayDays: 6,
      terms: 'now',
      validUntil: world.day(20),
    }),
  )
  scene.says(
    louis,
    [6, 15, 20],
    'Hi Emma, the price for the galleries is on the request. Tell me if you have any question!',
  )
  scene.says(emma, [5, 16], 'Thanks Louis, I will look at it with Tom tomorrow.')
  scene.steers(louis, [6, 16], {
    nextStep: 'Booking form, first version',
    awaited: '',
    update: 'The home page is designed; the booking form is being built.',
  })
}
