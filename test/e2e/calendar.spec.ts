import { expect, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'

test('a holiday is worked, and the week is kept', async ({ open }) => {
  const camille = await open('camille')
  await camille.goto('/w/atelier/settings/calendar')
  await camille.getByRole('button', { name: /Travailler ce jour-là.*Noël/ }).click()
  await expect(camille.locator('#own')).toContainText('Noël')
  await camille.getByRole('switch', { name: 'Samedi' }).press('Space')
  await camille.getByLabel('Samedi, début', { exact: true }).fill('09:00')
  await camille.getByLabel('Samedi, fin', { exact: true }).fill('08:00')
  await camille.getByLabel('Samedi, début de la pause').fill('')
  await camille.getByLabel('Samedi, fin de la pause').fill('')
  await camille.getByRole('button', { name: 'Enregistrer la semaine' }).click()
  await expect(camille.getByRole('link', { name: 'La fin vient après le début.' })).toBeVisible()
  expect(await faultsOf(camille)).toEqual([])
  await camille.getByLabel('Samedi, fin', { exact: true }).fill('12:00')
  await camille.getByRole('button', { name: 'Enregistrer la semaine' }).click()
  await expect(camille.getByText('Jours et heures enregistrés.')).toBeVisible()
  await expect(camille.getByRole('switch', { name: 'Samedi' })).toBeChecked()
  await expect(camille.getByLabel('Samedi, fin', { exact: true })).toHaveValue('12:00')
  // As it was: other tests share this world.
  await camille.getByRole('switch', { name: 'Samedi' }).press('Space')
  await camille.getByRole('button', { name: 'Enregistrer la semaine' }).click()
  await expect(camille.getByRole('switch', { name: 'Samedi' })).not.toBeChecked()
  await camille.getByRole('button', { name: /^Retirer.*Noël/ }).click()
  await expect(camille.locator('#own')).toHaveCount(0)
})
