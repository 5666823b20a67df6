import { ask, expect, mailAfter, people, projectAt, sandbox, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'

const MOON = 'Site de Maison Lune'

// Messages come grouped by themselves; what is told here is awaited at once.
test.beforeAll('Léa wants each message as it is written', async ({ browser, sessions, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: await sessions('lea') })
  const lea = await context.newPage()
  await lea.goto('/w/atelier/preferences')
  await lea.getByLabel('Conversation').selectOption('Tout de suite')
  await lea.getByRole('button', { name: 'Enregistrer' }).click()
  await lea.getByText('Vos choix sont enregistrés').waitFor()
  await context.close()
})

test('a client answers a mail, and their words stand in the conversation at once', async ({ open }) => {
  const camille = await open('camille')
  const href = await projectAt(camille, 'atelier', MOON)
  await camille.goto(`${href}/messages`)
  const question = `Quelle page en premier ? ${Date.now()}`
  const mail = await mailAfter(people.lea, async () => {
    await camille.getByLabel('Votre message').fill(question)
    await camille.getByRole('button', { name: 'Envoyer' }).click()
  })
  expect(mail.text).toContain('Vous pouvez répondre à cet e-mail')

  const first = `La page d’accueil ${Date.now()}.`
  const box = await open(null)
  await box.goto(sandbox(`/inbox/${encodeURIComponent(people.lea)}/${mail.id}?view=text`))
  await box.getByLabel('Votre réponse').fill(`${first}\nVoici le plan.`)
  await box.getByLabel('Pièces jointes').setInputFiles({
    name: 'plan.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Accueil, puis carte'),
  })
  await box.getByRole('button', { name: 'Envoyer la réponse' }).click()
  await expect(box.getByRole('status')).toHaveText('Réponse remise au portail.')

  const thread = camille.getByRole('list', { name: 'Conversation' })
  const line = thread.getByRole('listitem').filter({ hasText: first })
  await expect(line).toContainText('Léa Martin')
  await expect(line).toContainText('Voici le plan.')
  await expect(line).not.toContainText(question)
  await expect(line.getByRole('link', { name: /plan\.txt/ })).toBeVisible()
})

test('an answer from an address nobody knows is placed by hand', async ({ open }) => {
  const camille = await open('camille')
  const href = await projectAt(camille, 'atelier', MOON)
  await camille.goto(`${href}/messages`)
  const mail = await mailAfter(people.lea, async () => {
    await camille.getByLabel('Votre message').fill(`Le bilan est-il prêt ? ${Date.now()}`)
    await camille.getByRole('button', { name: 'Envoyer' }).click()
  })
  const words = `Oui, il est prêt ${Date.now()}.`
  await ask(`/control/resend/mails/${mail.id}/answer`, { from: 'Marc Petit <marc@compta.test>', text: words })

  await camille.goto('/w/atelier')
  await camille.getByRole('link', { name: 'Le placer' }).click()
  await camille.getByRole('heading', { level: 1, name: 'E-mails reçus' }).waitFor()
  expect(await faultsOf(camille)).toEqual([])
  await camille.getByRole('link', { name: mail.subject }).first().click()
  await expect(camille.getByText(words)).toBeVisible()
  await expect(camille.getByText('Cette adresse n’est celle d’aucune personne')).toBeVisible()
  expect(await faultsOf(camille)).toEqual([])
  await camille.getByRole('button', { name: 'Placer ici' }).click()
  await expect(camille.getByText('Le message est à sa place.')).toBeVisible()
  const line = camille.getByRole('list', { name: 'Conversation' }).getByRole('listitem').last()
  await expect(line).toContainText('Reçu par e-mail de Marc Petit')
  await expect(line).toContainText(words)
})
