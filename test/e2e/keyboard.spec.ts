import { expect, projectAt, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'

test('the first key leads past the navigation', async ({ open }) => {
  const page = await open('lea')
  await page.goto('/w/atelier')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Aller au contenu' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('one’s own menu opens, is walked through and closes by keys; the theme chosen there stays', async ({
  open,
}) => {
  const page = await open('camille')
  await page.goto('/w/atelier')
  const opener = page.getByRole('button', { name: 'Votre compte' })
  const menu = page.getByRole('group', { name: 'Votre compte' })
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(menu).toBeVisible()
  await page.keyboard.press('End')
  await expect(menu.getByRole('button', { name: 'Se déconnecter' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(menu.locator(':focus')).toBeVisible()
  await expect(menu.getByRole('button', { name: 'Se déconnecter' })).not.toBeFocused()
  await menu.getByRole('radio', { name: 'Sombre' }).focus()
  await page.keyboard.press('Space')
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(opener).toBeFocused()
  await page.reload()
  await expect(page.locator('html')).toHaveClass(/dark/)
})

test('a dialog takes the focus, keeps it, and gives it back', async ({ open }) => {
  const page = await open('camille')
  await page.goto(`${await projectAt(page, 'atelier', 'Boutique en ligne')}/board`)
  const opener = page.getByRole('link', { name: 'Nouvelle tâche' })
  const dialog = page.getByRole('dialog', { name: 'Nouvelle tâche' })
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Tâche', { exact: true })).toBeFocused()
  expect(await faultsOf(page)).toEqual([])
  for (let press = 0; press < 5; press++) {
    await page.keyboard.press('Shift+Tab')
    // In the dialog, or in the browser's own bars: never in the page behind.
    expect(await page.evaluate(`document.activeElement.matches('body, dialog[open], dialog[open] *')`)).toBe(
      true,
    )
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
})

test('a refused form keeps the words, and its summary leads to what is wrong', async ({ open }) => {
  const page = await open('lea')
  await page.goto('/w/atelier')
  await page.getByRole('link', { name: 'Boutique en ligne' }).click()
  await page.getByRole('link', { name: 'Nouvelle demande' }).click()
  await page.getByRole('radio', { name: 'Bug' }).check()
  await page.getByLabel('Expliquez').fill('Le panier se vide tout seul.')
  // As a browser that does not look at fields itself would send it.
  await page.evaluate(`document.querySelector('main form').noValidate = true`)
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  const summary = page.getByRole('alert').or(page.locator('.error-summary')).first()
  await expect(summary).toBeFocused()
  await expect(page.getByLabel('Expliquez')).toHaveValue('Le panier se vide tout seul.')
  await expect(page.getByRole('radio', { name: 'Bug' })).toBeChecked()
  expect(await faultsOf(page)).toEqual([])
  await summary.getByRole('link').last().click()
  await expect(page.getByLabel('En une phrase')).toBeFocused()
})
