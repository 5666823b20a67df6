import type { Page } from '@playwright/test'
import { expect, mailAfter, people, test } from './fixtures/index.ts'
import { faultsOf } from './pages/look.ts'
import { walk } from './pages/walk.ts'

/** Walks everything one can reach, and gathers what is wrong with each page. @returns the kinds of page there were */
async function everything(page: Page, start: string[]): Promise<string[]> {
  const faults: string[] = []
  const seen = new Set<string>()
  const kinds = await walk(page, start, async ({ kind }) => {
    // The same kind in the same state looks alike.
    const state = `${kind} ${await page.locator('.page-meta').allTextContents()}`
    if (seen.has(state)) return
    seen.add(state)
    faults.push(...(await faultsOf(page)))
  })
  expect(faults).toEqual([])
  return kinds
}

test('every page of the team', async ({ open }) => {
  test.setTimeout(240_000)
  const kinds = await everything(await open('camille'), ['/w/atelier', '/'])
  console.log('camille', kinds.length, kinds)
  expect(kinds).toEqual(
    expect.arrayContaining(['/clients/:id', '/p/:id/board', '/p/:id/payments/:id', '/settings']),
  )
})

test('every page of a client', async ({ open }) => {
  test.setTimeout(240_000)
  const kinds = await everything(await open('lea'), ['/w/atelier'])
  console.log('lea', kinds.length, kinds)
  expect(kinds).toEqual(expect.arrayContaining(['/p/:id', '/p/:id/tickets/new', '/p/:id/payments/:id']))
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
