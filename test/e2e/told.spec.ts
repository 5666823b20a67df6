import type { Page } from '@playwright/test'
import { expect, phone, projectAt, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'

const MOON = 'Site de Maison Lune'
const bell = (page: Page) => page.locator('a.bell:visible')
const line = (page: Page, subject: string) => page.locator('#inbox .row').filter({ hasText: subject })
const unread = (page: Page, subject: string) => line(page, subject).filter({ hasText: 'Non lu' })

test('what one is told arrives on every screen, and is read on all by going there', async ({ open }) => {
  const [camille, lea] = [await open('camille'), await open('lea', phone)]
  const project = await projectAt(camille, 'atelier', MOON)
  const subject = `Le bandeau ${Date.now()}`
  await lea.goto(`${project}/tickets/new`)
  await lea.getByRole('radio', { name: 'Bug' }).check()
  await lea.getByRole('radio', { name: 'Maintenance' }).check()
  await lea.getByLabel('En une phrase').fill(subject)
  await lea.getByLabel('Expliquez').fill('Il déborde.')
  await lea.getByRole('button', { name: 'Envoyer la demande' }).click()
  await expect(lea.getByRole('heading', { level: 1, name: subject })).toBeVisible()

  // Camille is told; her list fills while she looks at it, and her keyboard opens the thing.
  await camille.goto('/w/atelier/notifications')
  await expect(unread(camille, subject)).toContainText('Léa')
  const first = camille.locator('#inbox a.row-t').first()
  await expect(first).toContainText(subject)
  await camille.keyboard.press('j')
  await expect(first).toBeFocused()
  await camille.keyboard.press('o')
  await expect(camille.getByRole('heading', { level: 1, name: subject })).toBeVisible()

  // Two screens of Léa's, neither on the request.
  const list = await lea.context().newPage()
  await list.goto('/w/atelier/notifications')
  await lea.goto(`${project}/board`)
  const quiet = Number.parseInt((await bell(lea).getAttribute('aria-label')) ?? '', 10) || 0
  await camille.getByRole('textbox', { name: 'Votre réponse' }).fill('C’est réparé.')
  await camille.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await expect(unread(list, subject)).toContainText('Camille Roy a répondu')
  await expect
    .poll(async () => Number.parseInt((await bell(lea).getAttribute('aria-label')) ?? '', 10) || 0)
    .toBeGreaterThan(quiet)

  expect([...(await faultsOf(list)), ...(await faultsOf(camille))]).toEqual([])
  // By the bell to the list, by the list to the request: read there, and on the other screen.
  await bell(lea).click()
  await line(lea, subject).getByRole('link').click()
  await expect(lea.getByText('C’est réparé.')).toBeVisible()
  await expect(unread(list, subject)).toHaveCount(0)
  await expect(line(list, subject)).toBeVisible()
  const counts = () => Promise.all([lea, list].map(page => bell(page).getAttribute('aria-label')))
  await expect.poll(async () => new Set(await counts()).size).toBe(1)

  // While the request stands before her, what comes about it is read as it comes.
  await camille.getByRole('textbox', { name: 'Votre réponse' }).fill('Et le reste aussi.')
  await camille.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await expect(lea.getByText('Et le reste aussi.')).toBeVisible()
  await expect(line(list, subject)).toContainText('Camille Roy a répondu')
  await expect(unread(list, subject)).toHaveCount(0)
})
