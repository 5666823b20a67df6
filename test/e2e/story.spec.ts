import { expect, mailAbout, people, phone, projectAt, signIn, test } from './fixtures/index.ts'
import { talk } from './story/conversation.ts'
import { areWhole } from './story/mails.ts'
import { isConfirmed, pays } from './story/payment.ts'
import { accept, invite } from './story/people.ts'
import { asks, isTold, prices, seesAll } from './story/request.ts'
import { journalDownTo, wereSent } from './story/traces.ts'
import { badge, card, column, drags, movesByKeyboard } from './story/work.ts'

const project = 'Site de Maison Lune'
const words = 'Le plan interactif, relu et mis en ligne.'

test('one request’s whole life, from the invitation to the last mail', async ({ open }) => {
  test.setTimeout(180_000)
  const began = Date.now()
  const subject = `Un plan d’accès aux ateliers ${began}`
  const ines = `ines-${began}@maison-lune.test`
  const camille = await open(null)
  let lea = await open(null, phone)
  let site = ''

  await test.step('Camille comes in by a code and invites Inès, who gives her name alone', async () => {
    await signIn(camille, people.camille, '/w/atelier/sign-in')
    await expect(camille).toHaveURL('/w/atelier')
    const link = await invite(camille, ines, project)
    const invited = await open(null, phone)
    await accept(invited, link, 'Inès Faure', project)
    site = new URL(invited.url()).pathname
    expect(site).toBe(await projectAt(camille, 'atelier', project))
  })

  await test.step('Léa’s first screen tells her everything', async () => {
    await signIn(lea, people.lea, site)
    await expect(lea).toHaveURL(site)
    await seesAll(lea, project)
  })

  const request = await test.step('her request stands on the board that Camille has open', async () => {
    await camille.goto(`${site}/board`)
    const asked = asks(lea, subject)
    await lea.waitForEvent('request', sent => sent.method() === 'POST' && sent.url().endsWith('/tickets'))
    const sent = Date.now()
    await expect(card(camille, 'Demandes client', subject)).toBeVisible({ timeout: 5000 })
    console.log(`    on the open board ${Date.now() - sent} ms after it was sent`)
    // She looks at it at once, and so needs no mail.
    await card(camille, 'Demandes client', subject).click()
    return asked
  })
  const { number, path } = request

  await test.step('Léa puts Hugo in copy', async () => {
    await lea.getByLabel('Mettre un collègue en copie').selectOption('Hugo Perrin')
    await lea.getByRole('button', { name: 'Mettre en copie' }).click()
    await expect(lea.getByText('Personne mise en copie.')).toBeVisible()
  })

  await test.step('Camille prices it; Léa’s mail leads to it through the door', async () => {
    await prices(camille, words)
    const link = await isTold(number, words, began)
    lea = await open(null, phone)
    await signIn(lea, people.lea, link)
    await expect(lea).toHaveURL(path)
    await expect(badge(lea)).toHaveText('Payant')
  })

  await test.step('paid, whatever the webhooks do', async () => {
    await camille.goto(`${site}/board`)
    const session = await pays(lea)
    await isConfirmed(lea, session)
    await expect(badge(lea)).toHaveText('Payé')
    await lea.getByRole('link', { name: 'Suivre la demande' }).click()
    await expect(badge(lea)).toHaveText('Payé')
    await expect(card(camille, 'Backlog projet', subject)).toBeVisible()
    await camille.reload()
    await expect(camille.getByRole('link', { name: subject, exact: true })).toHaveCount(1)
    await expect(card(camille, 'Backlog projet', subject)).toHaveCount(1)
  })

  await test.step('the request follows its task, moved by mouse and by keyboard', async () => {
    await drags(camille, subject, 'Backlog projet', 'En cours')
    await expect(badge(lea)).toHaveText('En cours')
    await movesByKeyboard(camille, subject, 'Terminé')
    await expect(column(camille, 'En cours').getByText(subject)).toHaveCount(0)
    await expect(badge(lea)).toHaveText('Résolu')
  })

  await test.step('they talk', () => talk(camille, lea))

  await test.step('Léa, who has it open, sees that it is done; Hugo is told by mail; she confirms', async () => {
    await lea.goto(path)
    await mailAbout(people.hugo, new RegExp(`nº\\s${number}\\][^]*C’est fait`), began)
    await lea.getByRole('button', { name: 'C’est réglé, merci' }).click()
    await expect(badge(lea)).toHaveText('Fermé')
  })

  await test.step('each step stands once in the journal, and everybody was told once', async () => {
    expect(await journalDownTo(camille, `${site}/journal`, `Demande #${number} créée`)).toEqual([
      `Demande #${number} confirmée et fermée`,
      'Message envoyé',
      'Message envoyé',
      `Demande #${number} résolue`,
      'Tâche déplacée en « Terminé »',
      `Demande #${number} en cours`,
      'Tâche déplacée en « En cours »',
      `Demande #${number} payée et acceptée`,
      'Paiement reçu',
      'Page de paiement ouverte',
      `Prix proposé pour la demande #${number}`,
      `Une personne mise en copie de la demande #${number}`,
      `Demande #${number} créée`,
    ])
    // What is said in the conversation waits for a quiet moment, and whoever reads it there needs no mail.
    const [opened, paid, done] = ['Nouvelle demande', 'C’est parti', 'C’est fait']
    await wereSent(began, {
      [people.camille]: ['450,00 € reçus'],
      [people.equipe]: [opened, paid],
      [people.lea]: ['Notre proposition', 'Merci, nous avons bien reçu 450,00 €'],
      [people.hugo]: ['Vous êtes en copie d’une demande', 'Cette demande est payante', paid, done],
      [ines]: ['Atelier Lumen vous invite'],
    })
  })

  await test.step('each kind of mail is one button and nothing from outside', async () => {
    await areWhole(await open(null, phone), began)
  })
})
