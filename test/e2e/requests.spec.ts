import type { Page } from '@playwright/test'
import { desktop, expect, people, phone, png, projectAt, signIn, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'

const MOON = 'Site de Maison Lune'

/** From the project's list to a request's page. */
async function visit(page: Page, project: string, subject: string): Promise<void> {
  await page.goto(`${project}/tickets`)
  await page.getByRole('link', { name: subject }).click()
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible()
}

test('a request half written on a phone is still there, until it is sent or given up', async ({ open }) => {
  const lea = await open('lea', phone)
  const project = await projectAt(await open('camille', desktop), 'atelier', MOON)
  await lea.goto(`${project}/tickets/new`)
  const resumed = lea.getByText('Brouillon repris.')
  await expect(resumed).toBeHidden()
  await lea.getByRole('radio', { name: 'Bug' }).check()
  await lea.getByLabel('En une phrase').fill('La carte ne s’affiche plus')
  await lea.goto(`${project}/files`)
  await lea.goto(`${project}/tickets/new`)
  await expect(resumed).toBeVisible()
  await expect(lea.getByLabel('En une phrase')).toHaveValue('La carte ne s’affiche plus')
  await expect(lea.getByRole('radio', { name: 'Bug' })).toBeChecked()
  await lea.getByRole('button', { name: 'Effacer' }).click()
  await expect(lea.getByLabel('En une phrase')).toHaveValue('')
  await lea.reload()
  await expect(resumed).toBeHidden()

  const subject = `La carte ${Date.now()}`
  await lea.getByRole('radio', { name: 'Bug' }).check()
  await lea.getByRole('radio', { name: 'Maintenance' }).check()
  await lea.getByLabel('En une phrase').fill(subject)
  await lea.getByLabel('Pièces jointes').setInputFiles([png('une.png')])
  // Refused, and nothing of it is lost: neither words nor files.
  await lea.getByRole('button', { name: 'Envoyer la demande' }).click()
  await expect(lea.locator('.error-summary')).toBeVisible()
  await expect(lea.getByLabel('En une phrase')).toHaveValue(subject)
  await expect(lea.locator('.drop-list li')).toHaveText([/^une\.png/])
  await lea.getByLabel('Expliquez').fill('Depuis ce matin.')
  await lea.getByLabel('Pièces jointes').setInputFiles([png('deux.png')])
  await lea.getByLabel('Photo ou vidéo').setInputFiles([png('photo.png', 200, 100)])
  await lea.locator('.drop-list canvas').nth(2).waitFor()
  await lea.getByRole('button', { name: 'Retirer deux.png' }).click()
  await lea.evaluate(paste)
  await expect(lea.locator('.drop-list li')).toHaveText([/^une\.png/, /^photo\.png/, /^capture-\d/])
  expect(await faultsOf(lea)).toEqual([])
  await lea.getByRole('button', { name: 'Envoyer la demande' }).click()
  await expect(lea.getByRole('heading', { level: 1, name: subject })).toBeVisible()
  await expect(lea.getByText('Demande envoyée.')).toBeVisible()
  await expect(lea.locator('.attached-image')).toHaveCount(3)
  await lea.goto(`${project}/tickets/new`)
  await expect(lea.getByLabel('En une phrase')).toHaveValue('')
})

test('whoever signs out leaves no draft behind', async ({ open }) => {
  const project = await projectAt(await open('camille', desktop), 'atelier', MOON)
  const hugo = await open(null, phone)
  await signIn(hugo, people.hugo, `${project}/tickets/new`)
  await hugo.getByLabel('En une phrase').fill('Rien qu’à moi')
  const drafts = () =>
    hugo.evaluate('Object.keys(localStorage).filter(key => key.startsWith("draft:")).length')
  expect(await drafts()).toBe(1)
  await hugo.goto(`${project}/messages`)
  await hugo.locator('#composer-text').fill('Que pour elle')
  await hugo.evaluate(`document.querySelector('form[action$="/sign-out"]').requestSubmit()`)
  await expect(hugo).toHaveURL(/sign-in|\/$/)
  expect(await drafts()).toBe(0)
  await signIn(hugo, people.lea, `${project}/messages`)
  await expect(hugo.locator('#composer-text')).toHaveValue('')
})

test('a note goes to the client only after a second look, with and without JavaScript', async ({ open }) => {
  const camille = await open('camille')
  const project = await projectAt(camille, 'atelier', MOON)
  const subject = 'Qui modifiera les horaires pendant les fêtes ?'
  await visit(camille, project, subject)
  const note = camille.getByRole('textbox', { name: 'Note interne' })
  const answer = camille.getByRole('textbox', { name: 'Votre réponse' })
  await expect(note).toBeHidden()
  await camille.getByRole('radio', { name: 'Réponse au client' }).focus()
  await camille.keyboard.press('ArrowRight')
  await expect(note).toBeVisible()
  await expect(camille.getByRole('radio', { name: 'Note interne' })).toBeFocused()
  await expect(answer).toBeHidden()
  await camille.keyboard.press('Tab')
  await expect(note).toBeFocused()
  await note.fill('Entre nous, je m’en occupe')
  await camille.getByRole('radio', { name: 'Réponse au client' }).click({ force: true })
  const sure = camille.getByRole('dialog', { name: 'Envoyer cette note au client ?' })
  await expect(sure).toContainText('Entre nous, je m’en occupe')
  await expect(sure).toContainText('Léa Martin')
  await sure.getByRole('button', { name: 'Garder comme note interne' }).click()
  await expect(note).toHaveValue('Entre nous, je m’en occupe')
  expect(await faultsOf(camille)).toEqual([])
  await camille.setViewportSize({ width: 1280, height: 800 })
  await camille.getByRole('button', { name: 'Noter' }).click()
  await expect(camille.locator('.message.internal').last()).toContainText('Entre nous')

  await camille.getByRole('radio', { name: 'Note interne' }).check({ force: true })
  const words = `Voici la marche à suivre ${Date.now()}`
  await note.fill(words)
  await camille.getByRole('button', { name: 'En faire une réponse…' }).click()
  await sure.getByRole('button', { name: 'Envoyer au client' }).click()
  await expect(camille.locator('.message', { hasText: words })).not.toHaveClass(/internal/)
  await expect(sure).toBeHidden()

  const plain = await open('camille', { ...desktop, javaScriptEnabled: false })
  await plain.goto(camille.url())
  await plain.locator('.saying-switch label', { hasText: 'Note interne' }).click()
  const said = `Sans script ${Date.now()}`
  await plain.getByRole('textbox', { name: 'Note interne' }).fill(said)
  await plain.getByRole('button', { name: 'En faire une réponse…' }).click()
  await expect(plain.getByRole('heading', { level: 1, name: 'Envoyer cette note au client ?' })).toBeVisible()
  await expect(plain.getByRole('main')).toContainText(said)
  await plain.getByRole('button', { name: 'Garder comme note interne' }).click()
  await expect(plain.locator('.message.internal', { hasText: said })).toBeVisible()
})

test('what somebody else says arrives under a half-written note, and takes nothing of it', async ({
  open,
}) => {
  const [camille, lea] = [await open('camille'), await open('lea')]
  const project = await projectAt(camille, 'atelier', MOON)
  await visit(camille, project, 'Qui modifiera les horaires pendant les fêtes ?')
  await lea.goto(camille.url())
  await camille.locator('.saying-switch label', { hasText: 'Note interne' }).click()
  const note = camille.getByRole('textbox', { name: 'Note interne' })
  await note.fill('À moitié')
  await camille.locator('#note input[type=file]').setInputFiles([png('brouillon.png')])
  await camille.locator('#history summary').click()
  await note.focus()
  await lea.getByRole('textbox', { name: 'Votre réponse' }).fill('À moitié aussi')
  await lea.locator('#reply input[type=file]').setInputFiles([png('a-moi.png')])
  const words = `Merci ${Date.now()}`
  const hugo = await open('hugo')
  await hugo.goto(camille.url())
  await hugo.getByRole('textbox', { name: 'Votre réponse' }).fill(words)
  await hugo.getByRole('button', { name: 'Envoyer' }).click()
  for (const page of [camille, lea]) await expect(page.locator('.message', { hasText: words })).toBeVisible()
  await expect(note).toHaveValue('À moitié')
  await expect(note).toBeFocused()
  await expect(camille.locator('#note .drop-list')).toContainText('brouillon.png')
  await expect(camille.locator('#history')).toHaveAttribute('open', '')
  await expect(lea.getByRole('textbox', { name: 'Votre réponse' })).toHaveValue('À moitié aussi')
  await expect(lea.locator('#reply .drop-list')).toContainText('a-moi.png')
})

test('saved words go in at the cursor, with names filled; without JavaScript by a reload', async ({
  open,
}) => {
  const team = await open('equipe')
  const project = await projectAt(team, 'atelier', MOON)
  await visit(team, project, 'La page Réserver affiche une erreur')
  // Until its script has come the page goes the other way, by a reload.
  const come =
    "performance.getEntriesByType('resource').some(one => /ticket-.*js/.test(one.name) && one.responseEnd)"
  await expect.poll(() => team.evaluate(come)).toBe(true)
  const answer = team.getByRole('textbox', { name: 'Votre réponse' })
  await answer.fill('AB')
  await team.evaluate("document.getElementById('reply-text').setSelectionRange(1, 1)")
  await team.getByLabel('Réponse enregistrée').selectOption('Accusé de réception')
  await team.getByRole('button', { name: 'Insérer' }).click()
  await expect(answer).toHaveValue(/^ABonjour Hugo,[\s\S]+demande #\d+[\s\S]+NoéB$/)
  await expect(answer).toBeFocused()

  const plain = await open('equipe', { ...desktop, javaScriptEnabled: false })
  await plain.goto(team.url())
  await plain.getByLabel('Réponse enregistrée').selectOption('Accusé de réception')
  await plain.getByRole('button', { name: 'Insérer' }).click()
  await expect(plain.getByRole('textbox', { name: 'Votre réponse' })).toHaveValue(/^Bonjour Hugo,/)
})

test('a colleague is put in copy and leaves; a task is seen before it is made', async ({ open }) => {
  const [lea, hugo, camille] = [await open('lea', phone), await open('hugo', phone), await open('camille')]
  const project = await projectAt(camille, 'atelier', MOON)
  const subject = `Une affiche ${Date.now()}`
  await lea.goto(`${project}/tickets/new`)
  await lea.getByRole('radio', { name: 'Modification' }).check()
  await lea.getByRole('radio', { name: 'Évolution' }).check()
  await lea.getByLabel('En une phrase').fill(subject)
  await lea.getByLabel('Expliquez').fill('Pour la vitrine.')
  await lea.getByRole('button', { name: 'Envoyer la demande' }).click()
  await lea.getByLabel('Mettre un collègue en copie').selectOption('Hugo Perrin')
  await lea.getByRole('button', { name: 'Mettre en copie' }).click()
  await expect(lea.getByRole('list', { name: 'Elles reçoivent' })).toContainText('Hugo Perrin')
  await hugo.goto(lea.url())
  await hugo.getByRole('button', { name: 'Ne plus suivre' }).click()
  await expect(hugo.getByText('Vous ne suivez plus cette demande.')).toBeVisible()

  await camille.goto(lea.url())
  await camille.getByRole('link', { name: 'Accepter sans frais' }).click()
  const dialog = camille.getByRole('dialog', { name: 'Accepter et créer la tâche' })
  await expect(dialog.getByLabel('Titre de la tâche')).toHaveValue(subject)
  await dialog.getByLabel('Titre de la tâche').fill('Mettre l’affiche en page')
  await dialog.getByLabel('Confiée à').selectOption('Noé Bernard')
  await dialog.getByRole('button', { name: 'Accepter et créer la tâche' }).click()
  await camille.getByRole('link', { name: 'Voir la tâche' }).click()
  await expect(camille.getByRole('heading', { level: 1, name: 'Mettre l’affiche en page' })).toBeVisible()
  await camille.goto(lea.url())
  await camille.locator('#history summary').click()
  await expect(camille.locator('#history')).toContainText('mise en copie')
  await expect(camille.locator('#history')).toContainText('Hugo Perrin')
  expect(await faultsOf(camille)).toEqual([])
})

/** A screenshot out of the clipboard, as a browser hands it over. */
const paste = `(async () => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 20
  const blob = await new Promise(done => canvas.toBlob(done))
  const clipboardData = new DataTransfer()
  clipboardData.items.add(new File([blob], 'image.png', { type: 'image/png' }))
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
})()`

test('the pages beside a request’s own stand up to a look', async ({ open }) => {
  const camille = await open('camille')
  const project = await projectAt(camille, 'atelier', MOON)
  await camille.goto(`${project}/tickets/new`)
  expect(await faultsOf(camille)).toEqual([])
  await visit(camille, project, 'Qui modifiera les horaires pendant les fêtes ?')
  const ticket = camille.url()
  await camille.goto(`${ticket}/acceptance`)
  await expect(camille.getByRole('heading', { level: 1, name: 'Accepter et créer la tâche' })).toBeVisible()
  expect(await faultsOf(camille)).toEqual([])
  await camille.goto('/w/atelier/settings/replies')
  expect(await faultsOf(camille)).toEqual([])
  await camille.getByRole('link', { name: 'Accusé de réception' }).click()
  await camille.getByLabel('Texte').fill('Bonjour {{nom}}')
  await camille.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(camille.locator('.error-summary')).toBeFocused()
  expect(await faultsOf(camille)).toEqual([])
  const plain = await open('camille', { ...desktop, javaScriptEnabled: false })
  await plain.goto(ticket)
  await plain.locator('.saying-switch label', { hasText: 'Note interne' }).click()
  await plain.getByRole('textbox', { name: 'Note interne' }).fill('Une **note** assez longue')
  await plain.getByRole('button', { name: 'En faire une réponse…' }).click()
  await expect(plain.getByRole('main')).toContainText('Une note assez longue')
})
