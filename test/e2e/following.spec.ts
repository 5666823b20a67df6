import AxeBuilder from '@axe-core/playwright'
import { expect, type Person, phone, projectAt, test } from './fixtures/index.ts'

const MOON = 'Site de Maison Lune'

test('a client’s first screen on a phone ends no lower than what is awaited', async ({ open }) => {
  const team = await open('camille')
  await team.goto('/w/atelier/projects/new')
  await team.getByLabel('Client', { exact: true }).selectOption('Maison Lune')
  await team.getByLabel('Nom du projet').fill('Un site pour la maison de thé et tous ses ateliers du samedi')
  await team.getByLabel('En une phrase').fill('Présenter la maison, sa carte, ses ateliers. '.repeat(9))
  await team.getByRole('radio', { name: 'Projet vide' }).check()
  await team.getByRole('button', { name: 'Créer le projet' }).click()
  await expect(team.getByText('Rien n’est attendu du client')).toBeVisible()
  const href = new URL(team.url()).pathname
  // The longest words the team may write.
  await team.goto(`${href}/steering/awaited`)
  await team.getByLabel('Attendu du client').fill(`${'Les photos des ateliers du samedi. '.repeat(8)}Merci !`)
  await team.getByRole('button', { name: 'Publier' }).click()
  await expect(team.getByText('Chez le client depuis aujourd’hui')).toBeVisible()
  for (const who of ['lea', 'hugo'] satisfies Person[]) {
    const page = await open(who, phone)
    await page.goto(href)
    const action = page.locator('.callout .btn').first()
    await expect(action).toBeInViewport({ ratio: 1 })
    const [button, bar] = [await action.boundingBox(), await page.locator('.client-nav').boundingBox()]
    expect(button && bar && button.y + button.height <= bar.y).toBe(true)
  }
})

test('the team edits the dashboard in place, and without JavaScript', async ({ open }) => {
  const page = await open('equipe')
  const href = await projectAt(page, 'atelier', MOON)
  await page.goto(href)
  await page.getByRole('link', { name: 'Prochaine étape' }).click()
  const dialog = page.getByRole('dialog', { name: 'Prochaine étape' })
  await dialog.getByLabel('Prochaine étape').fill('Relire la page des ateliers')
  await dialog.getByRole('button', { name: 'Publier' }).click()
  await expect(page.getByText('Relire la page des ateliers')).toBeVisible()
  await expect(dialog).toBeHidden()
  await page.getByRole('link', { name: 'Livraison', exact: true }).click()
  const phase = page.getByRole('dialog', { name: 'Livraison' })
  await phase.getByLabel('État').selectOption('current')
  await phase.getByRole('button', { name: 'Enregistrer l’étape' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Livraison (En cours)' })).toBeVisible()

  const plain = await open('equipe', { javaScriptEnabled: false })
  await plain.goto(href)
  await plain.getByRole('link', { name: 'Livraison estimée' }).click()
  await plain.getByLabel('Livraison estimée').fill('2027-01-15')
  await plain.getByRole('button', { name: 'Publier' }).click()
  await expect(plain.getByText('15 janvier 2027')).toBeVisible()
})

test('phases are put in order by dragging and by their arrows', async ({ open }) => {
  const page = await open('equipe')
  const href = `${await projectAt(page, 'atelier', MOON)}/timeline`
  await page.goto(href)
  const names = page.locator('.phase h2')
  const before = await names.allTextContents()
  await page.locator('.phase').nth(4).locator('.grip').dragTo(page.locator('.phase').nth(2).locator('.grip'))
  await expect(names.nth(2)).toHaveText(before[4] ?? '')
  await page.getByRole('button', { name: `Descendre « ${before[4]} »` }).click()
  await page.getByRole('button', { name: `Descendre « ${before[4]} »` }).click()
  await expect(names).toHaveText(before)
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
})

test('the dashboard prints on one sheet', async ({ open }) => {
  const team = await open('camille')
  const href = await projectAt(team, 'atelier', MOON)
  await team.goto(`${href}/steering`)
  await team.getByLabel('Prochaine étape').fill('Brancher la réservation des ateliers. '.repeat(7))
  await team.getByLabel('Attendu du client').fill('Les photos des ateliers du samedi. '.repeat(8))
  await team
    .getByLabel('Dernières nouvelles')
    .fill('La page d’accueil est en ligne sur le site de test. '.repeat(19))
  await team.getByRole('button', { name: 'Publier' }).click()
  const page = await open('lea')
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
  await page.goto(href)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  expect(await page.evaluate('getComputedStyle(document.body).color')).not.toContain('255')
})
