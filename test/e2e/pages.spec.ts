import type { Page } from '@playwright/test'
import { expect, mailAfter, people, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'
import { walk } from './pages/walk.ts'

/**
 * Walks everything one can reach, the fullest project of the demo world first, and gathers what is wrong with each
 * page. @returns the kinds of page there were
 */
async function everything(page: Page, home: string, start: string[]): Promise<string[]> {
  await page.goto(home)
  await page.getByRole('main').getByRole('link', { name: 'Site de Maison Lune', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Site de Maison Lune' }).waitFor()
  const site = new URL(page.url()).pathname
  const faults: string[] = []
  const seen = new Set<string>()
  const kinds = await walk(page, [site, ...start], async ({ kind }) => {
    // The same kind in the same state looks alike, whatever its dates.
    const state = `${kind} ${await page.locator('.page-meta .badge').allTextContents()}`
    if (seen.has(state)) return
    seen.add(state)
    faults.push(...(await faultsOf(page)))
  })
  expect(faults).toEqual([])
  return kinds
}

/** Not all there are, but of each part something: a walk that finds its doors closed must not pass. */
const inBoth = [
  '/account',
  '/p/:id',
  '/p/:id/board',
  '/p/:id/board?view=list',
  '/p/:id/files/:id',
  '/p/:id/journal',
  '/p/:id/messages',
  '/p/:id/payments/:id',
  '/p/:id/reports/:id',
  '/p/:id/tasks/:id',
  '/p/:id/tickets/:id',
  '/p/:id/tickets/new',
]
const inTeam = [
  '/clients/:id',
  '/p/:id/tickets/:id/price',
  '/p/:id/payments/new',
  '/p/:id/payments/plan',
  '/payments',
  '/payments/inbox',
  '/settings/members/:id',
]

test('every page of the team', async ({ open }) => {
  test.setTimeout(480_000)
  const kinds = await everything(await open('camille'), '/w/atelier/projects', ['/w/atelier', '/'])
  expect([...inBoth, ...inTeam].filter(kind => !kinds.includes(kind))).toEqual([])
})

test('every page of a client', async ({ open }) => {
  test.setTimeout(240_000)
  const kinds = await everything(await open('lea'), '/w/atelier', ['/w/atelier'])
  expect(inBoth.filter(kind => !kinds.includes(kind))).toEqual([])
  expect(kinds).not.toContain('/clients/:id')
})

test('the first screen in another currency, and in English', async ({ open }) => {
  const koffi = await open('koffi')
  await koffi.goto('/w/savane')
  await expect(koffi.locator('.stat').filter({ hasText: 'Reste à payer' })).toContainText('CFA')
  expect(await faultsOf(koffi)).toEqual([])
  const emma = await open('emma')
  await emma.goto('/w/erable')
  await expect(emma.locator('html')).toHaveAttribute('lang', 'en')
  await expect(emma.getByRole('navigation').getByRole('link', { name: /^Requests/ })).toBeVisible()
  expect(await faultsOf(emma)).toEqual([])
})

test('the pages at the door, and those of errors', async ({ page }) => {
  const faults: string[] = []
  const look = async (path: string, status = 200) => {
    expect((await page.goto(path))?.status(), path).toBe(status)
    faults.push(...(await faultsOf(page)))
  }
  await look('/sign-in')
  await look('/sign-in?with=password')
  await look('/w/atelier/sign-in')
  await look('/forgot')
  const letter = await mailAfter(people.hugo, async () => {
    await page.getByLabel('Adresse e-mail').fill(people.hugo)
    await page.getByRole('button', { name: 'Envoyer le lien' }).click()
  })
  await expect(page.getByRole('heading', { name: 'Regardez votre boîte' })).toBeVisible()
  faults.push(...(await faultsOf(page)))
  await look(new URL(letter.links[0] ?? '').pathname)
  await look('/reset/nothing', 404)
  await look('/invitations/nothing', 404)
  await look('/nowhere', 404)
  await look('/dev/ui')
  await look('/dev/ui?audience=client')
  await page.goto('/sign-in')
  await page.getByLabel('Adresse e-mail').fill(people.hugo)
  await page.getByRole('button', { name: 'Recevoir un code' }).click()
  await page.getByLabel('Code reçu par e-mail').fill('000')
  await page.getByRole('button', { name: 'Entrer' }).click()
  await expect(page.getByText('Le code compte 6 caractères.')).toBeVisible()
  faults.push(...(await faultsOf(page)))
  expect(faults).toEqual([])
})
