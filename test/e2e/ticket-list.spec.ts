import type { Page } from '@playwright/test'
import { desktop, expect, phone, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'

const list = '/w/atelier/tickets'
const lines = (page: Page) => page.locator('.ticket-list a.row-t')
const focused = (page: Page) => page.locator('.ticket-list a.row-t:focus')
const chosen = (page: Page) => page.locator('.ticket-list [name="ids"]:checked')

test('the list goes by keyboard: move, choose, give, open, answer; never while somebody types', async ({
  open,
}) => {
  const camille = await open('camille')
  await camille.goto(list)
  const [first, second] = [lines(camille).nth(0), lines(camille).nth(1)]
  await camille.keyboard.press('j')
  await expect(first).toBeFocused()
  await camille.keyboard.press('j')
  await camille.keyboard.press('j')
  await camille.keyboard.press('k')
  await expect(second).toBeFocused()
  await camille.keyboard.press('x')
  await camille.keyboard.press('k')
  await camille.keyboard.press('x')
  await expect(chosen(camille)).toHaveCount(2)
  await expect(camille.locator('.bulk-count')).toHaveText('2 choisies')

  // The menu gives what is chosen; closed without a choice, the line has the focus again.
  await camille.keyboard.press('a')
  await expect(camille.locator('#row-assign button:focus')).toHaveCount(1)
  await camille.keyboard.press('Escape')
  await expect(first).toBeFocused()
  await camille.keyboard.press('a')
  await camille.locator('#row-assign').getByRole('button', { name: 'Noé Bernard' }).click()
  await expect(camille.getByText('2 demandes confiées.')).toBeVisible()
  await expect(
    camille.locator('.ticket-list .row').nth(0).getByRole('img', { name: 'Noé Bernard' }),
  ).toBeVisible()

  // In a field, letters are letters.
  await camille.keyboard.press('/')
  await camille.keyboard.type('jxk?')
  await expect(camille.locator('#ticket-words')).toHaveValue('jxk?')
  await expect(chosen(camille)).toHaveCount(0)
  await camille.goto(list)

  // What a state allows is in its menu, and nothing else.
  await camille.goto(`${list}?state=waiting_client`)
  await camille.keyboard.press('j')
  await camille.keyboard.press('s')
  const menu = camille.locator('#row-state')
  await expect(menu.getByRole('button', { name: 'Reprendre sans attendre' })).toBeFocused()
  await expect(menu.getByRole('button', { name: 'Accepter sans frais' })).toBeHidden()
  await camille.keyboard.press('Escape')

  // The keys are said, and can be turned off.
  await camille.keyboard.press('?')
  const help = camille.getByRole('dialog', { name: 'Raccourcis clavier' })
  await help.getByRole('switch').uncheck()
  await camille.keyboard.press('Escape')
  await camille.keyboard.press('k')
  await camille.keyboard.press('x')
  await expect(chosen(camille)).toHaveCount(0)
  await camille.getByRole('button', { name: 'Raccourcis clavier' }).click()
  await help.getByRole('switch').check()
  await camille.keyboard.press('Escape')

  await camille.goto(list)
  await camille.keyboard.press('j')
  const href = (await focused(camille).getAttribute('href')) ?? ''
  await camille.keyboard.press('r')
  await expect(camille).toHaveURL(new RegExp(`${href}#reply-text$`))
  await expect(camille.locator('#reply-text')).toBeFocused()
  await camille.goto(list)
  await camille.keyboard.press('j')
  await camille.keyboard.press('o')
  await expect(camille).toHaveURL(new RegExp(`${href}$`))
})

test('filters are put together, taken off, and kept under a name', async ({ open }) => {
  const camille = await open('camille')
  const name = `À temps ${Date.now()}`
  await camille.goto(list)
  await camille.locator('.ticket-list [name="ids"]').first().check()
  expect(await faultsOf(camille)).toEqual([])
  await camille.setViewportSize({ width: 1280, height: 900 })
  await camille.getByRole('link', { name: 'Filtres', exact: true }).click()
  const panel = camille.getByRole('dialog', { name: 'Filtres' })
  await panel.getByLabel('Engagement').selectOption('Dans les temps')
  expect(await faultsOf(camille)).toEqual([])
  await camille.setViewportSize({ width: 1280, height: 900 })
  await panel.getByRole('button', { name: 'Appliquer' }).click()
  await expect(camille).toHaveURL(new RegExp(`${list}\\?sla=on_time$`))
  await camille.getByRole('link', { name: 'Enregistrer la vue' }).click()
  await camille.getByRole('dialog').getByLabel('Nom de la vue').fill(name)
  await camille.keyboard.press('Enter')
  await expect(camille.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
  await camille.getByRole('link', { name: 'Retirer le filtre Engagement Dans les temps' }).click()
  await expect(camille).toHaveURL(new RegExp(`${list}$`))
  await camille.getByRole('link', { name }).click()
  await camille.getByRole('button', { name: 'Cette vue' }).click()
  await camille.getByRole('link', { name: 'Supprimer la vue' }).click()
  await camille.getByRole('button', { name: 'Supprimer la vue' }).click()
  await expect(camille.getByText('Vue supprimée.')).toBeVisible()
  await expect(camille.getByRole('link', { name })).toHaveCount(0)
})

test('all of it goes without a script, and under a finger', async ({ open }) => {
  const plain = await open('camille', { ...desktop, javaScriptEnabled: false })
  await plain.goto(list)
  await plain.locator('.ticket-list [name="ids"]').first().check()
  await plain.locator('#bulk-tag').fill('Sans script')
  await plain.keyboard.press('Enter')
  await expect(plain.getByText('1 demande étiquetée.')).toBeVisible()
  await expect(plain.locator('.ticket-list .tag', { hasText: 'sans script' })).toHaveCount(1)
  await plain.getByRole('link', { name: 'Filtres', exact: true }).click()
  await plain.getByLabel('Étiquette').selectOption('sans script')
  await plain.getByRole('button', { name: 'Appliquer' }).click()
  await expect(lines(plain)).toHaveCount(1)
  await plain.getByRole('link', { name: 'Enregistrer la vue' }).click()
  await plain.getByLabel('Nom de la vue').fill('')
  await expect(plain.getByRole('heading', { level: 1, name: 'Enregistrer la vue' })).toBeVisible()

  const thumb = await open('camille', phone)
  await thumb.goto(`${list}?tag=sans+script`)
  await thumb.locator('.ticket-list [name="ids"]').first().tap()
  await expect(thumb.locator('.bulk')).toBeVisible()
  await thumb.locator('#bulk-tag').fill('sans script')
  await thumb.getByRole('button', { name: 'Retirer', exact: true }).tap()
  await expect(thumb.getByText('Étiquette retirée d’une demande.')).toBeVisible()
})
