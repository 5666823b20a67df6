import {
  desktop,
  expect,
  pdf,
  people,
  phone,
  png,
  projectAt,
  sandbox,
  signIn,
  test,
} from './fixtures/index.ts'

const plain = { javaScriptEnabled: false }

test('a request goes its whole way by forms and reloads', async ({ open }) => {
  test.setTimeout(90_000)
  const nadia = await open(null, { ...phone, ...plain })
  const camille = await open('camille', { ...desktop, ...plain })
  const subject = `La carte du soir ${Date.now()}`
  const project = await projectAt(camille, 'atelier', 'Site du Café Zinc')

  await signIn(nadia, people.nadia, `${project}/tickets/new`)
  await expect(nadia).toHaveURL(`${project}/tickets/new`)
  await nadia.getByRole('radio', { name: 'Modification' }).check()
  await nadia.getByRole('radio', { name: 'Maintenance' }).check()
  await nadia.getByLabel('En une phrase').fill(subject)
  await nadia.getByLabel('Expliquez').fill('Les plats du soir ont changé.')
  await nadia.getByLabel('Pièces jointes').setInputFiles([pdf('carte.pdf', 'Carte')])
  await nadia.getByRole('button', { name: 'Envoyer la demande' }).click()
  await expect(nadia.getByRole('heading', { level: 1, name: subject })).toBeVisible()
  await expect(nadia.getByRole('link', { name: /carte\.pdf/ })).toBeVisible()

  await camille.goto(`${project}/board`)
  await camille.getByRole('link', { name: subject, exact: true }).click()
  await camille.getByRole('link', { name: 'Proposer un prix' }).click()
  await camille.getByLabel('Montant', { exact: true }).fill('90')
  await camille.getByLabel('Ce qui sera fait').fill('La carte du soir, mise en page.')
  await camille.getByRole('button', { name: 'Voir ce que le client verra' }).click()
  await camille.getByRole('button', { name: 'Envoyer au client' }).click()
  await expect(camille.locator('.page-meta')).toContainText('Payant')

  await nadia.reload()
  await nadia.getByRole('button', { name: 'Accepter et payer' }).click()
  await expect(nadia).toHaveURL(new RegExp(`^${sandbox('/pay/stripe/')}`))
  await nadia.getByRole('button', { name: /^Payer 90/ }).click()
  await expect(async () => {
    await nadia.reload()
    await expect(nadia.getByText('Merci, c’est payé')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })

  await camille.goto(`${project}/board`)
  await camille.getByRole('link', { name: subject, exact: true }).click()
  await camille.getByLabel('Vers la colonne').selectOption('En attente client')
  await camille.getByRole('button', { name: 'Déplacer' }).click()
  // Refused without a reason, with the choice still made.
  await expect(camille.getByText('Dites au client ce que vous attendez de lui.').first()).toBeVisible()
  await expect(camille.getByLabel('Vers la colonne')).toHaveValue('waiting_client')
  await camille.getByLabel('Vers la colonne').selectOption('Terminé')
  await camille.getByRole('button', { name: 'Déplacer' }).click()
  await expect(camille.getByText('Tâche déplacée.')).toBeVisible()

  await nadia.getByRole('link', { name: 'Suivre la demande' }).click()
  await expect(nadia.locator('.page-meta')).toContainText('Résolu')
  await nadia.getByRole('button', { name: 'C’est réglé, merci' }).click()
  await expect(nadia.locator('.page-meta')).toContainText('Fermé')
})

test('messages and files go by plain forms', async ({ open }) => {
  const nadia = await open('nadia', { ...phone, ...plain })
  const camille = await open('camille', { ...desktop, ...plain })
  const project = await projectAt(camille, 'atelier', 'Site du Café Zinc')
  const mark = Date.now()

  await nadia.goto(`${project}/messages`)
  await nadia.getByLabel('Votre message').fill(`Voici la salle ${mark}`)
  await nadia.getByLabel('Joindre des fichiers').setInputFiles([png(`salle-${mark}.png`)])
  await nadia.getByRole('button', { name: 'Envoyer' }).click()
  await camille.goto(`${project}/messages`)
  const thread = camille.getByRole('list', { name: 'Conversation' })
  await expect(thread.getByText(`Voici la salle ${mark}`)).toBeVisible()
  await expect(thread.getByRole('img', { name: `salle-${mark}.png` })).toBeVisible()

  await nadia.goto(`${project}/files`)
  await nadia.getByLabel('Fichiers', { exact: true }).setInputFiles([pdf(`menu-${mark}.pdf`, 'Menu')])
  await nadia.getByLabel('Dossier', { exact: true }).selectOption('Contenu')
  await nadia.getByRole('button', { name: 'Envoyer' }).click()
  await expect(nadia.getByText('Fichiers ajoutés.')).toBeVisible()
  await camille.goto(`${project}/files`)
  await camille.getByRole('link', { name: new RegExp(`menu-${mark}`) }).click()
  await expect(camille.getByRole('heading', { level: 1 })).toHaveText(`menu-${mark}.pdf`)
  const sent = camille.waitForEvent('download')
  await camille.getByRole('link', { name: 'Télécharger' }).first().click()
  expect((await sent).suggestedFilename()).toBe(`menu-${mark}.pdf`)
})
